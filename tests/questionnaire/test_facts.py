import pytest
from anatomy import sites_in
from hypothesis import given
from msgspec.structs import replace
from strategies import answer_sets

from questionnaire.answers import Answers, Sign, Unsure
from questionnaire.body import Region, Site, one_sided, regions_of, sides_of
from questionnaire.facts import Onset, facts_of


@pytest.mark.parametrize(
    ("answers", "onset"),
    [
        (Answers(onset_age=0), Onset("infancy", True)),
        (Answers(onset_age=19), Onset("adolescence", True)),
        (Answers(onset_age=20), Onset("adolescence", False)),
        (Answers(onset_age=21), Onset("early-adulthood", False)),
        (Answers(onset_age=40), Onset("early-adulthood", False)),
        (Answers(onset_age=41), Onset("late-adulthood", False)),
        (Answers(onset_band="infancy"), Onset("infancy", True)),
        (Answers(onset_band="childhood"), Onset("childhood", True)),
        (Answers(onset_band="adolescence"), Onset("adolescence", None)),
        (Answers(onset_band="early-adulthood"), Onset("early-adulthood", False)),
        (Answers(onset_band="late-adulthood"), Onset("late-adulthood", False)),
        (Answers(onset_certainty="unsure"), Onset(None, None)),
    ],
)
def test_before_20_is_the_guides_own_cut_beside_the_bands(answers: Answers, onset: Onset) -> None:
    assert facts_of(answers).onset == onset


@pytest.mark.parametrize(
    ("marked", "first", "region"),
    [
        ("left-hand neck", "neck", "neck"),
        ("left-hand neck", "unsure", None),
        ("left-hand neck", None, None),
        ("left-hand left-arm", "unsure", "left-upper-limb"),
        ("left-hand", None, "left-upper-limb"),
        ("left-foot right-leg", None, "left-lower-limb"),
        ("left-foot right-leg", "right-leg", "right-lower-limb"),
        ("left-arm right-hand", "unsure", "left-upper-limb"),
        ("left-arm left-leg", None, None),
        ("", None, None),
    ],
)
def test_it_began_in_the_part_named_first_or_in_the_only_kind_of_limb_or_region(
    marked: str, first: Site | None, region: Region | None
) -> None:
    found = facts_of(Answers(affected=sites_in(marked), first_affected=first))
    assert found.began == region


def test_age_20_counts_as_young_because_its_band_does() -> None:
    assert facts_of(Answers(onset_age=20)).young is True
    assert facts_of(Answers(onset_age=21)).young is False
    assert facts_of(Answers(onset_band="adolescence")).young is True


def test_without_an_age_or_a_band_nobody_knows_whether_it_began_young() -> None:
    assert facts_of(Answers(onset_certainty="unsure")).young is None


def test_a_young_onset_in_a_leg_needs_both_facts() -> None:
    def young_leg(marked: str, age: int) -> bool:
        return facts_of(Answers(affected=sites_in(marked), onset_age=age)).young_leg

    assert young_leg("left-leg", 8)
    assert young_leg("left-leg right-foot", 8)
    assert not young_leg("left-leg", 50)
    assert not young_leg("left-hand", 8)
    assert not young_leg("left-hand left-leg", 8)


@pytest.mark.parametrize(
    ("answered", "known"),
    [
        (None, ((), "not asked")),
        ((), ((), "sure")),
        (("unsure",), ((), "unsure")),
        (("new-medicine", "breathing"), (("breathing", "new-medicine"), "sure")),
    ],
)
def test_signs_not_asked_not_sure_and_none_stay_apart_and_the_gravest_comes_first(
    answered: tuple[Sign | Unsure, ...] | None, known: tuple[tuple[Sign, ...], str]
) -> None:
    found = facts_of(Answers(urgent_signs=answered))
    asked = "unsure" if found.signs_unsure else "sure" if found.signs_asked else "not asked"
    assert (found.signs, asked) == known


@given(answer_sets())
def test_places_are_told_by_the_body_in_whatever_order_they_were_marked(answers: Answers) -> None:
    marked = answers.affected or ()
    found = facts_of(answers)
    assert found == facts_of(replace(answers, affected=tuple(reversed(marked))))
    assert (found.regions, found.sides) == (regions_of(marked), sides_of(marked))
    assert found.one_side == one_sided(marked)


@pytest.mark.parametrize(
    ("answers", "ages"),
    [
        (Answers(onset_age=34), range(34, 35)),
        (Answers(onset_band="childhood"), range(3, 13)),
        (Answers(onset_band="early-adulthood", current_age=30), range(21, 31)),
        (Answers(onset_band="late-adulthood"), range(41, 121)),
        (Answers(current_age=30), range(0)),
    ],
)
def test_the_ages_at_which_it_can_have_begun(answers: Answers, ages: range) -> None:
    assert facts_of(answers).ages == ages


def test_a_child_is_below_18_now_or_else_was_when_it_began() -> None:
    people = (
        (Answers(current_age=17), True),
        (Answers(current_age=18, onset_age=5), False),
        (Answers(onset_age=17), True),
        (Answers(onset_age=18), False),
        (Answers(onset_band="infancy"), True),
        (Answers(onset_band="adolescence"), False),
        (Answers(), None),
    )
    assert [facts_of(answers).is_child for answers, _ in people] == [child for _, child in people]


@pytest.mark.parametrize(
    ("marked", "found"),
    [
        ("left-arm left-leg", (True, False)),
        ("left-hand left-foot voice mouth neck upper-trunk", (True, False)),
        ("left-hand left-foot right-upper-face", (False, False)),
        ("left-hand right-foot", (False, False)),
        ("left-upper-face voice", (False, True)),
        ("left-upper-face right-lower-face", (False, False)),
        ("mouth voice", (False, False)),
    ],
)
def test_what_lies_on_one_side(marked: str, found: tuple[bool, bool]) -> None:
    facts = facts_of(Answers(affected=sites_in(marked)))
    assert (facts.arm_and_leg_of_one_side, facts.one_sided_face) == found
