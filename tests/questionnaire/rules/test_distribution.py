import pytest
from anatomy import EVERY_SET_OF_REGIONS, groups, sites_for, sites_in
from hypothesis import given
from strategies import sites

from questionnaire.answers import Answers
from questionnaire.body import LOWER_LIMBS, SITES, Region, Site, regions_of
from questionnaire.facts import facts_of
from questionnaire.rules.distribution import (
    DistributionFinding,
    Label,
    consensus_2013,
    names_elsewhere,
    patient_guide,
)


def by_guide(sites: tuple[Site, ...]) -> DistributionFinding | None:
    return patient_guide(facts_of(Answers(affected=sites)))


def by_consensus(sites: tuple[Site, ...]) -> DistributionFinding:
    return consensus_2013(facts_of(Answers(affected=sites)))


def guide_label(sites: tuple[Site, ...]) -> Label | None:
    found = by_guide(sites)
    return found.label if found else None


def _guide_by_the_design(regions: tuple[Region, ...]) -> Label | None:
    if len(regions) < 2:
        return "focal" if regions else "none"
    legs = [region for region in regions if region in LOWER_LIMBS]
    if len(legs) == 2 and len(regions) > 2:
        return "generalized"
    return "segmental" if groups(regions) == 1 else None


def _consensus_by_the_design(sites: tuple[Site, ...]) -> Label:
    regions = regions_of(sites)
    if len(regions) < 2:
        return "focal" if regions else "none"
    for side, other in (("left", "right"), ("right", "left")):
        limbs = {f"{side}-upper-limb", f"{side}-lower-limb"} <= set(regions)
        barred = {"voice", "mouth"} | {site for site in SITES if site.startswith(f"{other}-")}
        if limbs and not barred & set(sites):
            return "hemidystonia"
    if "trunk" in regions and len(regions) - 1 >= 2:
        return "generalized"
    return "segmental" if groups(regions) == 1 else "multifocal"


def test_the_guide_names_every_set_of_regions_as_the_design_says() -> None:
    found = {regions: guide_label(sites_for(regions)) for regions in EVERY_SET_OF_REGIONS}
    assert found == {regions: _guide_by_the_design(regions) for regions in EVERY_SET_OF_REGIONS}


def test_the_consensus_names_every_set_of_regions_as_the_design_says() -> None:
    every = [sites_for(regions) for regions in EVERY_SET_OF_REGIONS]
    found = {marked: by_consensus(marked).label for marked in every}
    assert found == {marked: _consensus_by_the_design(marked) for marked in every}


@given(sites())
def test_every_choice_of_sites_is_named_as_the_design_says(marked: tuple[Site, ...]) -> None:
    expected = _guide_by_the_design(regions_of(marked)), _consensus_by_the_design(marked)
    assert (guide_label(marked), by_consensus(marked).label) == expected


def test_the_criteria_differ_or_the_guide_is_silent_in_397_of_512_sets_of_regions() -> None:
    every = [sites_for(regions) for regions in EVERY_SET_OF_REGIONS]
    differing = [one for one in every if guide_label(one) != by_consensus(one).label]
    assert (len(differing), len(every)) == (397, 512)


@pytest.mark.parametrize(
    ("marked", "guide", "consensus"),
    [
        ("upper-trunk neck left-arm", "segmental", "generalized"),
        ("neck left-arm right-arm upper-trunk mouth", "segmental", "generalized"),
        ("left-leg right-leg left-arm right-arm", "generalized", "multifocal"),
        ("left-leg right-leg left-arm right-arm mouth", "generalized", "multifocal"),
        ("left-leg right-leg", "segmental", "segmental"),
        ("left-leg lower-trunk", "segmental", "segmental"),
        ("left-leg lower-trunk left-arm", "segmental", "hemidystonia"),
        ("lower-trunk left-leg right-leg", "generalized", "generalized"),
        ("left-arm right-arm", "segmental", "segmental"),
        ("left-upper-face right-upper-face right-hand", None, "multifocal"),
        ("neck right-arm", "segmental", "segmental"),
        ("neck upper-trunk", "segmental", "segmental"),
        ("left-upper-face right-upper-face mouth", "segmental", "segmental"),
        ("voice neck", "segmental", "segmental"),
        ("left-arm left-leg", None, "hemidystonia"),
        ("left-arm left-leg left-lower-face", None, "hemidystonia"),
        ("left-leg right-arm", None, "multifocal"),
        ("neck left-leg", None, "multifocal"),
        ("left-upper-face left-arm", None, "multifocal"),
        ("voice left-upper-face right-upper-face", None, "multifocal"),
        ("neck left-shoulder right-shoulder", "focal", "focal"),
        ("left-arm left-hand", "focal", "focal"),
    ],
)
def test_a_pattern_from_the_literature_has_its_names(
    marked: str, guide: Label | None, consensus: Label
) -> None:
    sites = sites_in(marked)
    assert (guide_label(sites), by_consensus(sites).label) == (guide, consensus)


@pytest.mark.parametrize(
    ("more", "weak"),
    [
        ("neck", 0),
        ("left-shoulder", 0),
        ("left-upper-face left-lower-face", 0),
        ("upper-trunk", 1),
        ("neck lower-trunk left-lower-face", 1),
    ],
)
def test_neck_trunk_and_face_of_that_side_take_part_in_hemidystonia(more: str, weak: int) -> None:
    found = by_consensus(sites_in(f"left-arm left-leg {more}"))
    assert (found.label, found.rule, found.weak) == (
        "hemidystonia",
        "arm-and-leg-of-one-side",
        weak,
    )


@pytest.mark.parametrize(
    ("more", "label"),
    [
        ("voice", "multifocal"),
        ("mouth", "multifocal"),
        ("voice neck mouth", "multifocal"),
        ("mouth upper-trunk", "generalized"),
    ],
)
def test_voice_and_mouth_take_no_part_in_hemidystonia(more: str, label: Label) -> None:
    assert by_consensus(sites_in(f"left-arm left-leg {more}")).label == label


@pytest.mark.parametrize("other_side", ["right-upper-face", "right-lower-face", "right-shoulder"])
def test_any_site_of_the_other_side_rules_hemidystonia_out(other_side: str) -> None:
    assert by_consensus(sites_in(f"left-arm left-leg {other_side}")).label == "multifocal"


def test_the_trunk_makes_it_generalized_where_the_limbs_are_of_both_sides() -> None:
    found = by_consensus(sites_in("left-arm right-leg upper-trunk"))
    assert (found.label, found.rule) == ("generalized", "trunk-and-two-more")


@pytest.mark.parametrize("marked", ["left-leg right-leg", "upper-trunk left-arm"])
def test_a_label_that_needs_a_weakly_touching_pair_is_weak(marked: str) -> None:
    assert by_consensus(sites_in(marked)).weak


@pytest.mark.parametrize("marked", ["left-arm right-arm", "upper-trunk left-leg", "neck left-arm"])
def test_a_label_that_needs_no_weakly_touching_pair_is_not_weak(marked: str) -> None:
    assert not by_consensus(sites_in(marked)).weak


def test_a_weak_pair_beside_a_strong_way_round_leaves_the_label_firm() -> None:
    found = by_guide(sites_in("neck upper-trunk left-arm"))
    assert found is not None
    assert (found.label, found.weak) == ("segmental", False)


def test_all_sites_together_are_generalized_by_both_criteria() -> None:
    assert guide_label(SITES) == by_consensus(SITES).label == "generalized"


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        ("", ()),
        ("neck", ("names-since-2025",)),
        ("neck left-arm", ("names-since-2025",)),
        ("neck left-arm right-arm", ("names-by-dystonia-uk", "names-since-2025")),
        ("neck left-leg right-hand", ("names-since-2025",)),
    ],
)
def test_staff_are_told_who_calls_it_otherwise(marked: str, names: tuple[str, ...]) -> None:
    found = by_consensus(sites_in(marked))
    assert names_elsewhere(found.label, regions_of(sites_in(marked))) == names
