from typing import Any

import pytest
from anatomy import sites_in
from hypothesis import given
from strategies import answer_sets

from questionnaire.answers import FIRST_YEAR, Answers
from questionnaire.body import LOWER_LIMBS
from questionnaire.facts import facts_of
from questionnaire.rules.distribution import consensus_2013
from questionnaire.rules.treatment import treatments_of

GUIDE_FIVE = [
    "physical-therapy",
    "anticholinergics",
    "muscle-relaxants",
    "dopamine-medicines",
    "botulinum-toxins",
]
FOCAL, GENERALIZED, ONE_SIDE = "neck", "neck upper-trunk left-arm", "left-arm left-leg"
MULTIFOCAL = "neck left-leg"


def treatments(marked: str, **more: Any) -> list[str]:
    return treatments_after(Answers(affected=sites_in(marked), **more))


def treatments_after(answers: Answers) -> list[str]:
    facts = facts_of(answers)
    return list(treatments_of(facts, consensus_2013(facts).label))


def side_effects(said: list[str]) -> set[str]:
    """Return what is said of injections in one place."""
    general = {"botulinum-toxins", "botulinum-guideline"}
    return {one for one in said if one.startswith("botulinum-")} - general


def test_where_nothing_is_affected_nothing_is_treated() -> None:
    assert treatments("", impact="none", medicines="now", onset_age=5) == []


@pytest.mark.parametrize("marked", [FOCAL, GENERALIZED, ONE_SIDE, MULTIFOCAL])
def test_the_five_kinds_of_the_guide_come_first_and_cause_and_caution_are_always_named(
    marked: str,
) -> None:
    said = treatments(marked)
    assert said[:5] == GUIDE_FIVE
    assert {"treat-cause", "medicine-changes"} <= set(said)


def test_all_kinds_of_the_contract_stand_in_its_order() -> None:
    said = treatments(GENERALIZED, impact="severe")
    assert said[:7] == [*GUIDE_FIVE, "surgery", "treat-cause"]
    said = treatments(FOCAL, impact="mild")
    assert said[:8] == [*GUIDE_FIVE, "botulinum-neck", "no-treatment", "treat-cause"]


@pytest.mark.parametrize(
    ("marked", "told"),
    [
        ("left-upper-face right-upper-face", ["botulinum-eyes"]),
        ("mouth", ["botulinum-mouth"]),
        ("left-lower-face", ["botulinum-mouth"]),
        ("voice", ["botulinum-voice"]),
        ("right-shoulder", ["botulinum-neck"]),
        ("left-arm right-hand", ["botulinum-hand"]),
        ("right-foot", ["botulinum-leg"]),
        ("left-leg right-leg", ["botulinum-leg"]),
        ("upper-trunk", []),
        ("neck upper-trunk", ["botulinum-neck"]),
        ("left-hand neck", ["botulinum-neck", "botulinum-hand"]),
        ("voice mouth neck", ["botulinum-mouth", "botulinum-voice", "botulinum-neck"]),
        (MULTIFOCAL, ["botulinum-neck", "botulinum-leg"]),
        (ONE_SIDE, ["botulinum-hand", "botulinum-leg"]),
    ],
)
def test_the_side_effects_of_injections_are_those_of_the_areas_marked(
    marked: str, told: list[str]
) -> None:
    said = treatments(marked)
    after = said.index("botulinum-toxins") + 1
    assert said[after : after + len(told)] == told
    assert side_effects(said) == set(told)


@pytest.mark.parametrize("marked", [GENERALIZED, "left-upper-face mouth voice neck", ""])
def test_of_many_areas_or_none_no_side_effect_of_one_is_told(marked: str) -> None:
    assert side_effects(treatments(marked)) == set()


@given(answer_sets())
def test_side_effects_of_injections_are_told_with_the_injections_and_of_three_places_at_most(
    answers: Answers,
) -> None:
    said = treatments_after(answers)
    assert len(side_effects(said)) <= 3
    assert "botulinum-toxins" in said or not side_effects(said)


@pytest.mark.parametrize(
    ("marked", "kind"),
    [
        (FOCAL, "treatment-one-area"),
        ("neck left-arm", "treatment-one-area"),
        (GENERALIZED, "treatment-many-areas"),
        (ONE_SIDE, "treatment-one-side"),
    ],
)
def test_the_pattern_by_the_consensus_picks_the_overview(marked: str, kind: str) -> None:
    overviews = [one for one in treatments(marked) if one.startswith("treatment-")]
    assert overviews == [kind]


def test_several_areas_apart_are_not_treated_as_much_of_the_body() -> None:
    assert "treatment-many-areas" not in treatments(MULTIFOCAL, onset_age=50)
    assert "treatment-many-areas" in treatments(MULTIFOCAL, onset_age=8)


def test_adults_with_a_few_separate_areas_have_a_sentence_of_their_own() -> None:
    cases = ((MULTIFOCAL, 50), (MULTIFOCAL, 8), (FOCAL, 50), (GENERALIZED, 50), (ONE_SIDE, 50))
    named = ["treatment-few-areas" in treatments(marked, onset_age=age) for marked, age in cases]
    assert named == [True, False, False, False, False]


@pytest.mark.parametrize("more", ["voice", "mouth upper-trunk", "neck", "lower-trunk"])
def test_an_arm_and_a_leg_of_one_side_are_told_of_whatever_the_label(more: str) -> None:
    assert "treatment-one-side" in treatments(f"{ONE_SIDE} {more}")


def test_a_young_onset_adds_the_overview_for_many_areas() -> None:
    added = set(treatments(FOCAL, onset_age=8)) - set(treatments(FOCAL, onset_age=50))
    assert added == {"treatment-many-areas"}


@pytest.mark.parametrize(
    ("marked", "impact", "named"),
    [
        (FOCAL, "severe", 0),
        (FOCAL, "moderate", 0),
        (FOCAL, None, 0),
        (GENERALIZED, "severe", 1),
        (GENERALIZED, "moderate", 1),
        (GENERALIZED, "unsure", 1),
        (GENERALIZED, None, 1),
        (GENERALIZED, "mild", 0),
        (GENERALIZED, "none", 0),
    ],
)
def test_surgery_is_for_severe_cases_and_never_for_mild_ones(
    marked: str, impact: str | None, named: int
) -> None:
    assert treatments(marked, impact=impact).count("surgery") == named


@pytest.mark.parametrize(
    ("impact", "tried", "named"),
    [
        ("severe", ("botulinum-toxins",), 1),
        ("severe", ("anticholinergics", "physical-therapy"), 1),
        ("severe", ("muscle-relaxants",), 1),
        ("severe", ("dopamine-medicines",), 1),
        ("severe", ("physical-therapy", "surgery", "other"), 0),
        ("severe", ("unsure",), 0),
        ("severe", (), 0),
        ("moderate", ("botulinum-toxins",), 0),
    ],
)
def test_elsewhere_surgery_is_for_severe_cases_after_medicines_or_toxin(
    impact: str, tried: tuple[str, ...], named: int
) -> None:
    assert treatments(FOCAL, impact=impact, tried=tried).count("surgery") == named


@pytest.mark.parametrize(
    ("marked", "pattern", "named"),
    [
        ("right-hand", ("task",), 0),
        ("left-arm right-hand", ("task",), 0),
        ("right-hand", ("constant", "task"), 1),
        ("right-hand", None, 1),
        ("right-hand neck", ("task",), 1),
    ],
)
def test_surgery_is_not_named_where_only_a_task_brings_it_on_in_the_arms(
    marked: str, pattern: tuple[str, ...] | None, named: int
) -> None:
    said = treatments(marked, impact="severe", tried=("botulinum-toxins",), pattern=pattern)
    assert said.count("surgery") == named


@pytest.mark.parametrize(
    ("marked", "named"), [("left-upper-face mouth", 0), ("left-upper-face right-upper-face", 1)]
)
def test_surgery_of_the_brain_is_not_named_for_one_side_of_the_face(
    marked: str, named: int
) -> None:
    said = treatments(marked, impact="severe", tried=("botulinum-toxins",))
    assert said.count("surgery") == named


@pytest.mark.parametrize("medicines", ["now", "past"])
def test_a_medicine_that_may_play_a_part_brings_what_staff_need_to_know(medicines: str) -> None:
    assert "tardive-treatment" in treatments(FOCAL, medicines=medicines)


@pytest.mark.parametrize("medicines", ["never", "unsure", None])
def test_without_such_a_medicine_it_is_not_mentioned(medicines: str | None) -> None:
    assert "tardive-treatment" not in treatments(FOCAL, medicines=medicines)


def test_the_levels_of_evidence_are_for_focal_and_segmental_patterns() -> None:
    patterns = (FOCAL, "neck left-arm", GENERALIZED, MULTIFOCAL, ONE_SIDE)
    named = ["botulinum-guideline" in treatments(marked) for marked in patterns]
    assert named == [True, True, False, False, False]


def test_a_baclofen_pump_is_named_for_severe_generalized_dystonia_only() -> None:
    cases = ((GENERALIZED, "severe"), (GENERALIZED, "moderate"), (FOCAL, "severe"))
    named = ["intrathecal-baclofen" in treatments(marked, impact=how) for marked, how in cases]
    assert named == [True, False, False]


@pytest.mark.parametrize("impact", ["none", "mild"])
def test_a_mild_case_may_need_no_treatment(impact: str) -> None:
    assert "no-treatment" in treatments(FOCAL, impact=impact)
    assert "no-treatment" in treatments(FOCAL, impact=impact, urgent_signs=())


@pytest.mark.parametrize("impact", ["moderate", "severe", "unsure", None])
def test_any_other_case_is_not_told_that_it_may_need_none(impact: str | None) -> None:
    assert "no-treatment" not in treatments(FOCAL, impact=impact)


@pytest.mark.parametrize(
    ("onset", "named"),
    [
        ({"onset_age": 19}, 0),
        ({"onset_age": 20}, 0),
        ({"onset_age": 21}, 1),
        ({}, 0),
        ({"onset_certainty": "unsure"}, 0),
        ({"onset_band": "childhood"}, 0),
        ({"onset_band": "adolescence"}, 0),
        ({"onset_band": "early-adulthood"}, 1),
    ],
    ids=str,
)
def test_a_mild_leg_that_may_have_begun_young_is_never_told_that_it_may_need_none(
    onset: dict[str, Any], named: int
) -> None:
    assert treatments("left-leg", impact="mild", **onset).count("no-treatment") == named


def test_unclear_urgent_signs_withhold_that_none_may_be_needed() -> None:
    assert "no-treatment" not in treatments(FOCAL, impact="mild", urgent_signs=("unsure",))
    assert "no-treatment" in treatments(FOCAL, impact="mild", urgent_signs=None)


def test_where_the_first_part_is_not_known_a_leg_counts_as_possible() -> None:
    assert "no-treatment" not in treatments("neck left-leg", impact="mild", onset_age=8)
    began = {"impact": "mild", "onset_age": 8, "first_affected": "neck"}
    assert "no-treatment" in treatments("neck left-leg", **began)


@given(answer_sets())
def test_no_treatment_is_never_said_where_it_could_harm(answers: Answers) -> None:
    facts = facts_of(answers)
    if "no-treatment" in treatments_after(answers):
        leg_first = facts.began in LOWER_LIMBS
        assert answers.impact in ("none", "mild")
        assert not answers.urgent_signs
        assert not (leg_first and facts.onset.band in (None, *list(FIRST_YEAR)[:3]))
