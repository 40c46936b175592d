from typing import Any, get_args

import pytest
from anatomy import sites_in
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from strategies import answer_sets

from questionnaire.answers import Answers, Condition
from questionnaire.body import SITES, Site, side_of
from questionnaire.facts import facts_of
from questionnaire.rules.causes import causes_of, usual_tests

ONE_SIDE = "left-arm left-leg"
MIDLINE = [site for site in SITES if side_of(site) is None]

#: Answers that fit Wilson's disease, and so have no statement of their own or none at all.
ANSWERS_ONLY = ("liver-disease", "mood-behaviour-change", "injury-to-part")


def causes(marked: str = "neck", **more: Any) -> list[str]:
    """Return the causes named, apart from that the cause is often unknown, which is always said."""
    return causes_after(Answers(affected=sites_in(marked), **more))


def causes_after(answers: Answers) -> list[str]:
    first, *others = causes_of(facts_of(answers))
    assert first == "cause-often-unknown"
    return others


def test_nothing_lies_behind_nothing() -> None:
    everything = Answers(
        affected=(),
        medicines="now",
        family_history="yes",
        conditions=("stroke",),
        onset_speed="within-days",
        features=("slowness",),
        pattern=("attacks",),
    )
    assert causes_of(facts_of(everything)) == ()


def test_without_further_answers_the_cause_is_only_often_unknown() -> None:
    assert causes() == []


@pytest.mark.parametrize("answer", ["now", "past", "unsure"])
def test_a_medicine_that_was_or_may_have_been_taken_is_worth_telling(answer: str) -> None:
    assert causes(medicines=answer) == [f"cause-medicine-{answer}"]


def test_a_medicine_never_taken_is_not_mentioned() -> None:
    assert causes(medicines="never") == []


def test_only_a_known_family_history_is_worth_telling() -> None:
    answers = ("yes", "no", "unsure", None)
    named = [causes(family_history=answer) for answer in answers]
    assert named == [["cause-family"], [], [], []]


@pytest.mark.parametrize(
    "condition", [one for one in get_args(Condition) if one not in ANSWERS_ONLY]
)
def test_a_condition_is_worth_telling(condition: Condition) -> None:
    assert causes(conditions=(condition,)) == [f"cause-{condition}"]


def test_an_injury_to_the_part_is_an_answer_and_no_cause() -> None:
    assert causes(conditions=("injury-to-part",)) == []


def test_conditions_stand_in_the_order_of_the_design() -> None:
    backwards = tuple(reversed(get_args(Condition)))
    assert causes(conditions=backwards) == [
        f"cause-{one}" for one in get_args(Condition) if one not in ANSWERS_ONLY
    ]


@pytest.mark.parametrize("conditions", [(), ("unsure",), None])
def test_no_known_condition_names_none(conditions: Any) -> None:
    assert causes(conditions=conditions) == []


@pytest.mark.parametrize("pattern", ["worse-later-in-day", "better-after-sleep"])
@pytest.mark.parametrize("marked", ["left-leg", "neck", "right-hand", "mouth"])
def test_the_dopa_responsive_form_is_raised_before_30_wherever_it_is(
    marked: str, pattern: str
) -> None:
    ages = (0, 8, 29, 30, 50, None)
    named = [
        "cause-dopa-responsive" in causes(marked, onset_age=age, pattern=(pattern,)) for age in ages
    ]
    assert named == [True, True, True, False, False, False]


def test_a_band_counts_where_it_may_lie_before_30() -> None:
    bands = ("infancy", "childhood", "adolescence", "early-adulthood", "late-adulthood")
    late: dict[str, Any] = {"pattern": ("worse-later-in-day",)}
    named = ["cause-dopa-responsive" in causes(onset_band=band, **late) for band in bands]
    assert named == [True, True, True, True, False]


@pytest.mark.parametrize("pattern", [(), ("constant", "task"), ("unsure",), None])
def test_another_course_does_not_raise_the_dopa_responsive_form(pattern: Any) -> None:
    assert "cause-dopa-responsive" not in causes("left-leg", onset_age=8, pattern=pattern)


def test_a_young_onset_brings_the_levodopa_trial_to_the_causes_of_staff() -> None:
    named = ["cause-levodopa-trial" in causes(onset_age=age) for age in (8, 20, 21, None)]
    assert named == [True, True, False, False]


def test_a_young_leg_alone_is_told_to_staff() -> None:
    assert causes("left-leg", onset_age=8) == [
        "cause-levodopa-trial",
        "cause-wilson-screen",
        "cause-gene-test",
        "cause-young-leg",
    ]


@pytest.mark.parametrize(
    "hint",
    [
        {"conditions": ("liver-disease",)},
        {"conditions": ("mood-behaviour-change",)},
        {"marked": "mouth"},
        {"marked": "voice"},
        {"marked": "neck left-hand"},
    ],
    ids=str,
)
def test_wilsons_disease_is_worth_a_test_where_something_fits_it_up_to_50(
    hint: dict[str, Any],
) -> None:
    ages = (2, 3, 50, 51, None)
    named = ["cause-wilson-screen" in causes(onset_age=age, **hint) for age in ages]
    assert named == [False, True, True, False, True]


def test_before_20_the_age_alone_is_enough_for_wilsons_disease() -> None:
    ages = (2, 3, 19, 20, 40, None)
    named = ["cause-wilson-screen" in causes(onset_age=age) for age in ages]
    assert named == [False, True, True, False, False, False]


@pytest.mark.parametrize(
    ("answers", "tested"),
    [
        ({"onset_age": 45}, True),
        ({}, True),
        ({"onset_age": 51}, False),
        ({"onset_age": 2}, False),
        ({"onset_age": 45, "conditions": ("liver-disease",)}, False),
        ({"onset_age": 45, "conditions": ("wilson",)}, False),
        ({"onset_age": 45, "affected": ()}, False),
    ],
)
def test_without_a_hint_wilsons_disease_is_among_the_usual_tests_up_to_50(
    answers: dict[str, Any], tested: Any
) -> None:
    facts = facts_of(Answers(**{"affected": ("neck",), **answers}))
    assert bool(usual_tests(facts)) == tested


def test_known_wilsons_disease_needs_no_test() -> None:
    found = causes("mouth", onset_age=15, conditions=("wilson", "liver-disease"))
    assert "cause-wilson" in found
    assert "cause-wilson-screen" not in found


def test_an_arm_and_a_leg_of_one_side_are_told_to_everyone() -> None:
    assert causes(ONE_SIDE, onset_age=60) == ["cause-one-sided"]
    assert causes("left-arm left-lower-face", onset_age=60) == []
    assert causes(f"{ONE_SIDE} right-upper-face", onset_age=60) == []


@given(st.sets(st.sampled_from(MIDLINE)), answer_sets())
def test_a_midline_part_never_removes_the_one_sided_warning(
    middle: set[Site], answers: Answers
) -> None:
    one_side = replace(answers, affected=(*sites_in(ONE_SIDE), *sorted(middle)))
    assert "cause-one-sided" in causes_after(one_side)


@given(st.sampled_from(MIDLINE), answer_sets())
def test_one_more_midline_part_takes_neither_one_sided_warning_away(
    middle: Site, answers: Answers
) -> None:
    before = facts_of(answers).arm_and_leg_of_one_side
    more = replace(answers, affected=(*(answers.affected or ()), middle))
    assert ("cause-one-sided" in causes_after(more)) == before


@pytest.mark.parametrize(
    ("marked", "raised"),
    [
        ("left-upper-face", 1),
        ("right-lower-face", 1),
        ("left-upper-face left-lower-face mouth voice", 1),
        ("left-upper-face right-upper-face", 0),
        ("left-upper-face right-lower-face", 0),
        ("left-upper-face neck", 0),
        ("left-upper-face left-hand", 0),
        ("mouth voice", 0),
        ("neck", 0),
    ],
)
def test_one_side_of_the_face_has_other_causes_than_blepharospasm(marked: str, raised: int) -> None:
    assert ("cause-hemifacial" in causes(marked)) == raised


@pytest.mark.parametrize("speed", ["within-days", "within-weeks"])
def test_a_fast_start_is_worth_a_search(speed: str) -> None:
    assert causes(onset_speed=speed) == ["cause-rapid-onset"]


@pytest.mark.parametrize("speed", ["months", "years", "unsure", None])
def test_a_slow_start_is_not_mentioned(speed: Any) -> None:
    assert causes(onset_speed=speed) == []


@pytest.mark.parametrize(
    ("ages", "named"),
    [
        ({"current_age": 17, "onset_age": 17}, "cause-neck-child"),
        ({"current_age": 18, "onset_age": 17}, "cause-rapid-onset"),
        ({"onset_age": 17}, "cause-neck-child"),
        ({"onset_age": 18}, "cause-rapid-onset"),
        ({"onset_band": "childhood"}, "cause-neck-child"),
        ({"onset_band": "adolescence"}, "cause-rapid-onset"),
        ({}, "cause-rapid-onset"),
    ],
    ids=str,
)
def test_a_childs_neck_takes_the_place_of_the_fast_start(ages: dict[str, Any], named: str) -> None:
    found = causes(onset_speed="within-days", **ages)
    assert [one for one in found if one in ("cause-neck-child", "cause-rapid-onset")] == [named]


@pytest.mark.parametrize("marked", ["left-shoulder", "left-hand"])
def test_a_child_without_the_neck_keeps_the_fast_start(marked: str) -> None:
    found = causes(marked, onset_speed="within-weeks", current_age=9)
    assert "cause-rapid-onset" in found
    assert "cause-neck-child" not in found


def test_a_childs_neck_that_turned_slowly_is_not_mentioned() -> None:
    assert "cause-neck-child" not in causes(onset_speed="years", current_age=9)


def test_attacks_have_causes_of_their_own() -> None:
    assert causes(pattern=("attacks",)) == ["cause-attacks"]


@pytest.mark.parametrize(
    ("answers", "raised"),
    [
        ({"marked": "left-hand", "onset_age": 29}, 1),
        ({"marked": "left-hand", "onset_age": 30}, 0),
        ({"marked": "left-hand"}, 0),
        ({"marked": "left-hand right-leg", "onset_age": 29}, 1),
        ({"marked": "neck left-hand", "onset_age": 29}, 0),
        ({"marked": "neck left-hand", "onset_age": 29, "first_affected": "left-hand"}, 1),
        ({"onset_age": 29}, 0),
        ({"onset_age": 29, "family_history": "yes"}, 1),
        ({"onset_age": 29, "family_history": "unsure"}, 0),
        ({"onset_age": 30, "family_history": "yes"}, 0),
        ({"onset_band": "early-adulthood", "family_history": "yes"}, 1),
    ],
    ids=str,
)
def test_a_gene_test_is_for_onset_before_30_in_a_limb_or_with_a_relative(
    answers: dict[str, Any], raised: int
) -> None:
    assert ("cause-gene-test" in causes(**answers)) == raised


@pytest.mark.parametrize(
    ("features", "raised"),
    [
        (("tremor",), 1),
        (("tremor", "jerks", "pain"), 1),
        (("tremor", "twisting"), 0),
        (("twisting",), 0),
        (("unsure",), 0),
    ],
)
def test_shaking_without_twisting_may_be_another_tremor(features: Any, raised: int) -> None:
    assert causes(features=features) == ["cause-tremor"] * raised


def test_slow_movements_raise_parkinsonism() -> None:
    assert causes(features=("slowness",)) == ["cause-parkinsonism"]


@pytest.mark.parametrize(
    "feature",
    ["jerks", "pain", "fixed-posture", "sensory-trick", "swallowing-trouble", "weakness"],
)
def test_what_staff_read_among_the_answers_is_never_a_suspicion(feature: str) -> None:
    assert causes(features=(feature,)) == []


@pytest.mark.parametrize(
    ("onset", "named"),
    [
        ({"onset_age": 21}, "cause-adult-leg"),
        ({"onset_age": 39}, "cause-adult-leg"),
        ({"onset_age": 40}, "cause-parkinsonism"),
        ({"onset_age": 70}, "cause-parkinsonism"),
        ({"onset_band": "early-adulthood"}, "cause-adult-leg"),
        ({"onset_band": "late-adulthood"}, "cause-parkinsonism"),
        ({"onset_age": 30, "features": ("slowness",)}, "cause-parkinsonism"),
    ],
    ids=str,
)
def test_one_leg_in_an_adult_is_worth_a_search_and_from_40_for_parkinsonism(
    onset: dict[str, Any], named: str
) -> None:
    found = causes("right-leg right-foot", **onset)
    assert [one for one in found if one in ("cause-adult-leg", "cause-parkinsonism")] == [named]


@pytest.mark.parametrize(
    ("marked", "age"), [("right-leg", None), ("right-leg left-leg", 60), ("neck", 60)]
)
def test_an_unknown_age_or_another_place_is_no_adult_leg(marked: str, age: int | None) -> None:
    assert causes(marked, onset_age=age) == []
