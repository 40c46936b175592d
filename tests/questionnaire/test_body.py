from typing import get_args

import pytest
from anatomy import EVERY_SET_OF_REGIONS, NEIGHBOURS, WEAK, groups, sites_in
from hypothesis import given
from strategies import sites

from questionnaire.body import (
    REGION_OF,
    REGIONS,
    SITES,
    TOUCHING,
    WEAKLY_TOUCHING,
    Region,
    Side,
    Site,
    links,
    one_sided,
    regions_of,
    side_of,
    sides_of,
    site_rows,
)


def test_there_are_nineteen_sites_in_nine_regions() -> None:
    assert (len(SITES), len(REGIONS)) == (19, 9)


def test_every_site_belongs_to_a_region_and_every_region_has_a_site() -> None:
    assert tuple(REGION_OF) == SITES
    assert set(REGION_OF.values()) == set(get_args(Region))


@pytest.mark.parametrize(
    ("site", "region"),
    [
        ("right-upper-face", "upper-cranial"),
        ("left-lower-face", "lower-cranial"),
        ("mouth", "lower-cranial"),
        ("voice", "larynx"),
        ("left-shoulder", "neck"),
        ("lower-trunk", "trunk"),
        ("right-arm", "right-upper-limb"),
        ("left-foot", "left-lower-limb"),
    ],
)
def test_a_site_counts_with_its_region(site: Site, region: Region) -> None:
    assert regions_of([site]) == (region,)


@pytest.mark.parametrize(
    ("one", "other"),
    [("left-arm", "left-hand"), ("right-leg", "right-foot"), ("neck", "right-shoulder")],
)
def test_parts_of_one_region_count_once(one: Site, other: Site) -> None:
    assert len(regions_of([one, other])) == 1


def test_regions_stand_in_the_order_of_the_criteria_whatever_was_marked_first() -> None:
    assert regions_of(["right-foot", "voice", "neck"]) == ("larynx", "neck", "right-lower-limb")


@given(sites())
def test_a_sided_region_lies_on_the_side_of_its_sites(marked: tuple[Site, ...]) -> None:
    assert all(side_of(REGION_OF[site]) in (side_of(site), None) for site in marked)


def test_middle_sites_lie_on_no_side() -> None:
    assert sides_of(["neck", "voice", "mouth", "upper-trunk", "lower-trunk"]) == frozenset()


def test_faces_and_shoulders_have_sides() -> None:
    assert sides_of(["left-upper-face", "neck", "right-shoulder"]) == {"left", "right"}


def test_the_touching_pairs_are_those_of_the_design() -> None:
    pairs = {frozenset(pair) for pair in TOUCHING}
    assert pairs == {
        frozenset({one, other})
        for one in REGIONS
        for other in REGIONS
        if other in NEIGHBOURS[one].split()
    }


def test_trunk_with_arm_and_leg_with_leg_touch_only_weakly() -> None:
    assert {frozenset(pair) for pair in WEAKLY_TOUCHING} == {frozenset(pair) for pair in WEAK}


def test_links_join_exactly_what_touches() -> None:
    wrong = [
        regions
        for regions in EVERY_SET_OF_REGIONS
        if len(links(regions)) != len(regions) - groups(regions)
    ]
    assert wrong == []


def test_weak_links_are_used_only_where_strong_ones_leave_a_gap() -> None:
    wrong = [
        regions
        for regions in EVERY_SET_OF_REGIONS
        if sum(pair in WEAKLY_TOUCHING for pair in links(regions))
        != groups(regions, with_weak=False) - groups(regions)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("marked", "side"),
    [
        ("left-upper-face left-foot", "left"),
        ("right-hand", "right"),
        ("left-hand right-hand", None),
        ("left-hand neck", None),
        ("neck", None),
        ("", None),
    ],
)
def test_everything_lies_on_one_side_only_without_the_other_and_the_middle(
    marked: str, side: Side | None
) -> None:
    assert one_sided(sites_in(marked)) == side


def test_a_list_shows_each_site_once_and_the_right_one_of_a_pair_first() -> None:
    rows = list(site_rows())
    assert sorted(site for row in rows for site in row) == sorted(SITES)
    assert {len(row) for row in rows} == {1, 2}
    pairs = [row for row in rows if len(row) == 2]
    assert all(right.replace("right-", "left-") == left for right, left in pairs)
