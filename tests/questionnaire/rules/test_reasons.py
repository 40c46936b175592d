import pytest
from anatomy import sites_in
from hypothesis import given
from strategies import answer_sets

from questionnaire.answers import Answers
from questionnaire.facts import facts_of
from questionnaire.rules.distribution import consensus_2013, patient_guide
from questionnaire.rules.reasons import Reason, reasons_of, region_names


def reasons_after(answers: Answers) -> tuple[Reason, ...]:
    facts = facts_of(answers)
    return reasons_of(facts, patient_guide(facts), consensus_2013(facts))


def why(marked: str) -> dict[str, Reason]:
    """Return the reasons of both criteria, which come first."""
    reasons = reasons_after(Answers(affected=sites_in(marked)))
    return {reason.criteria: reason for reason in reasons[:2]}


def consensus(marked: str) -> str:
    return why(marked)["consensus-2013"].text


def test_each_set_of_criteria_gives_its_reason_the_guide_first() -> None:
    assert list(why("neck")) == ["patient-guide", "consensus-2013"]


@pytest.mark.parametrize(
    ("marked", "text"),
    [
        ("", "No region is marked, so there is no pattern."),
        ("left-hand left-arm", "One region is marked (left arm or hand): focal."),
        (
            "neck upper-trunk left-arm",
            (
                "The trunk and at least two more regions (neck or shoulder, left arm or hand) are marked: "
                "generalized, without leg involvement."
            ),
        ),
        (
            "neck upper-trunk left-leg",
            (
                "The trunk and at least two more regions (neck or shoulder, left leg or foot) are marked: "
                "generalized, with leg involvement."
            ),
        ),
        (
            "left-arm left-leg neck",
            (
                "An arm and a leg of the left side are marked and nothing on the right "
                "(neck or shoulder, left arm or hand, left leg or foot): hemidystonia."
            ),
        ),
        (
            "left-arm left-leg upper-trunk",
            (
                "An arm and a leg of the left side are marked and nothing on the right "
                "(trunk, left arm or hand, left leg or foot): hemidystonia. "
                "With the trunk some would call it generalized."
            ),
        ),
        (
            "right-arm right-leg",
            (
                "An arm and a leg of the right side are marked and nothing on the left "
                "(right arm or hand, right leg or foot): hemidystonia."
            ),
        ),
        (
            "neck left-arm",
            "The marked regions are connected (neck or shoulder touches left arm or hand): segmental.",
        ),
        (
            "neck left-leg",
            (
                "The marked regions (neck or shoulder, left leg or foot) do not all touch, "
                "and no earlier rule fits: multifocal."
            ),
        ),
    ],
)
def test_the_consensus_says_which_rule_fitted_and_the_facts_it_used(marked: str, text: str) -> None:
    assert consensus(marked) == text


def test_the_guide_counts_both_legs_and_names_what_is_more() -> None:
    assert why("left-leg right-foot mouth neck")["patient-guide"].text == (
        "Both legs are marked and at least one more region "
        "(lower face, jaw or mouth, neck or shoulder): generalized."
    )


def test_the_guide_says_where_it_has_no_name() -> None:
    assert why("neck left-leg")["patient-guide"].text == (
        "The marked regions (neck or shoulder, left leg or foot) do not all touch and do not include both legs "
        "with another: the patient guide has no name for this."
    )


@pytest.mark.parametrize("marked", ["left-leg right-leg", "upper-trunk right-hand"])
def test_a_weakly_touching_pair_makes_the_reason_need_review(marked: str) -> None:
    assert {reason.review for reason in why(marked).values()} == {"needs-review"}


@pytest.mark.parametrize(
    "marked", ["left-arm right-arm", "neck left-arm", "neck left-leg", "neck", ""]
)
def test_any_other_reason_is_simply_not_reviewed(marked: str) -> None:
    assert {reason.review for reason in why(marked).values()} == {"not-reviewed"}


def test_one_weakly_touching_pair_among_strong_ones_is_enough_to_need_review() -> None:
    reason = why("left-arm upper-trunk right-leg")["patient-guide"]
    assert reason.text.endswith("segmental.")
    assert reason.review == "needs-review"


def test_a_weak_pair_that_is_not_needed_leaves_the_reason_as_it_is() -> None:
    assert why("neck upper-trunk left-arm")["patient-guide"].review == "not-reviewed"


@pytest.mark.parametrize(
    ("marked", "side"),
    [("left-hand left-upper-face", "left"), ("right-foot", "right")],
)
def test_staff_are_told_where_everything_lies_on_one_side_whatever_the_label(
    marked: str, side: str
) -> None:
    *_, last = reasons_after(Answers(affected=sites_in(marked)))
    assert last.text == f"Everything that was marked is on the {side} side."


@pytest.mark.parametrize("marked", ["left-hand right-foot", "left-hand neck", ""])
def test_nothing_is_said_of_one_side_otherwise(marked: str) -> None:
    assert len(reasons_after(Answers(affected=sites_in(marked)))) == 2


def test_region_names_stand_in_one_line() -> None:
    assert region_names(("larynx", "left-lower-limb")) == "voice, left leg or foot"


@given(answer_sets())
def test_no_placeholder_is_left_in_a_reason(answers: Answers) -> None:
    assert not any("{" in reason.text for reason in reasons_after(answers))
