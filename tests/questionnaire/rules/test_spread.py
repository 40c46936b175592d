from typing import Any

import pytest
from anatomy import sites_in
from hypothesis import given
from strategies import answer_sets

from questionnaire.answers import Answers, Band
from questionnaire.facts import facts_of
from questionnaire.rules.spread import SpreadLevel, spread_of


def spread(marked: str, **more: Any) -> tuple[str, tuple[str, ...]]:
    """Return the level and the statements for these sites."""
    found = spread_of(facts_of(Answers(affected=sites_in(marked), **more)))
    return found.level, found.statements


def test_without_an_affected_part_nothing_spreads() -> None:
    assert spread("", onset_age=5) == ("none", ())


def test_without_any_age_the_answers_cannot_tell() -> None:
    assert spread("left-leg", onset_certainty="unsure") == ("unknown", ("spread-unknown-age",))


@pytest.mark.parametrize(
    ("marked", "statement"),
    [
        ("left-foot", "spread-young-leg"),
        ("right-arm", "spread-young-arm"),
        ("neck", "spread-young"),
        ("left-foot right-foot", "spread-young-leg"),
        ("left-hand right-arm", "spread-young-arm"),
        ("neck left-foot", "spread-young"),
    ],
)
@pytest.mark.parametrize("onset", [{"onset_age": 8}, {"onset_band": "childhood"}], ids=str)
def test_a_young_onset_is_worded_by_where_it_began(
    marked: str, statement: str, onset: dict[str, Any]
) -> None:
    assert spread(marked, **onset) == ("more-likely", (statement,))


def test_with_several_regions_the_part_affected_first_decides_the_wording() -> None:
    found = spread("neck right-leg", onset_age=8, first_affected="right-leg")
    assert found == ("more-likely", ("spread-young-leg",))


def test_adult_onset_begins_at_21() -> None:
    levels = [spread("neck", onset_age=age)[0] for age in (19, 20, 21, 40, 41)]
    assert levels == ["more-likely", "more-likely", "uncommon", "uncommon", "uncommon"]


@pytest.mark.parametrize(
    ("band", "level"),
    [
        ("infancy", "more-likely"),
        ("childhood", "more-likely"),
        ("adolescence", "more-likely"),
        ("early-adulthood", "uncommon"),
        ("late-adulthood", "uncommon"),
    ],
)
def test_a_band_without_an_age_gives_the_level_too(band: Band, level: SpreadLevel) -> None:
    assert spread("neck", onset_band=band)[0] == level


@pytest.mark.parametrize(
    ("marked", "level", "statements"),
    [
        ("left-upper-face", "common", ("spread-eyelids", "spread-adult-legs")),
        ("right-hand", "possible", ("spread-upper-limb", "spread-adult-legs")),
        ("left-arm", "possible", ("spread-upper-limb", "spread-adult-legs")),
        ("right-shoulder", "uncommon", ("spread-neck", "spread-adult-legs")),
        ("voice", "uncommon", ("spread-larynx", "spread-adult-legs")),
        ("left-leg", "uncommon", ("spread-lower-limb",)),
        ("right-foot", "uncommon", ("spread-lower-limb",)),
        ("mouth", "unknown", ("spread-other",)),
        ("lower-trunk", "unknown", ("spread-other",)),
    ],
)
def test_an_adult_onset_is_levelled_by_where_it_began(
    marked: str, level: SpreadLevel, statements: tuple[str, ...]
) -> None:
    assert spread(marked, onset_age=50) == (level, statements)


def test_an_adult_with_several_regions_hears_that_it_is_already_in_more_than_one() -> None:
    found = spread("left-upper-face mouth", onset_age=50, first_affected="left-upper-face")
    assert found == ("unknown", ("spread-already",))


@pytest.mark.parametrize("marked", ["neck left-leg", "neck mouth", "left-leg right-leg"])
def test_an_adult_with_several_regions_is_not_told_that_spread_to_legs_is_uncommon(
    marked: str,
) -> None:
    assert spread(marked, onset_age=50) == ("unknown", ("spread-already",))


@given(answer_sets())
def test_something_is_said_exactly_where_something_is_affected(answers: Answers) -> None:
    found = spread_of(facts_of(answers))
    assert bool(found.statements) == bool(answers.affected) == (found.level != "none")
