import re
from typing import Any

import pytest
from anatomy import sites_in
from hypothesis import given
from strategies import answer_sets

from questionnaire.answers import Answers, Band
from questionnaire.evidence import evidence
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
        ("neck", "spread-young-neck"),
        ("voice", "spread-young"),
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


def test_adult_onset_begins_at_21_and_the_studies_tell_more_from_32_on() -> None:
    levels = [spread("neck", onset_age=age)[0] for age in (19, 20, 21, 31, 32, 41)]
    assert levels == [*["more-likely"] * 2, *["possible"] * 2, *["uncommon"] * 2]


@pytest.mark.parametrize(
    ("band", "level"),
    [
        ("infancy", "more-likely"),
        ("childhood", "more-likely"),
        ("adolescence", "more-likely"),
        ("early-adulthood", "possible"),
        ("late-adulthood", "uncommon"),
    ],
)
def test_a_band_without_an_age_gives_the_level_too(band: Band, level: SpreadLevel) -> None:
    assert spread("neck", onset_band=band)[0] == level


@pytest.mark.parametrize(
    ("marked", "level", "statements"),
    [
        ("left-upper-face right-upper-face", "common", ("spread-eyelids", "spread-adult-legs")),
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


@pytest.mark.parametrize(
    ("marked", "level", "figure"),
    [
        ("left-upper-face right-upper-face", "common", ("spread-eyelids",)),
        ("left-shoulder", "possible", ("spread-neck",)),
        ("voice", "possible", ("spread-larynx",)),
        ("right-hand", "possible", ("spread-upper-limb",)),
        ("left-foot", "unknown", ()),
        ("mouth", "unknown", ()),
        ("lower-trunk", "unknown", ()),
    ],
)
@pytest.mark.parametrize("onset", [{"onset_age": 25}, {"onset_band": "early-adulthood"}], ids=str)
def test_from_21_to_31_every_figure_says_that_the_studies_tell_little(
    marked: str, level: SpreadLevel, figure: tuple[str, ...], onset: dict[str, Any]
) -> None:
    assert spread(marked, **onset) == (level, (*figure, "spread-between-ages"))


@pytest.mark.parametrize(
    "marked", ["left-upper-face", "right-lower-face mouth", "left-upper-face left-lower-face voice"]
)
@pytest.mark.parametrize("age", [8, 50, None])
def test_one_side_of_the_face_gets_no_figure_of_the_eyelids(marked: str, age: int | None) -> None:
    assert spread(marked, onset_age=age) == ("unknown", ("spread-one-sided-face",))


def test_one_side_of_the_face_with_the_neck_is_no_one_sided_face() -> None:
    assert spread("left-upper-face neck", onset_age=50) == ("unknown", ("spread-already",))


@pytest.mark.parametrize(
    "known",
    [
        {"medicines": "now"},
        *(
            {"conditions": (one,)}
            for one in ("parkinson", "wilson", "stroke", "brain-injury", "birth-injury")
        ),
    ],
    ids=str,
)
def test_with_a_known_cause_no_figure_is_given_and_the_level_stays(known: dict[str, Any]) -> None:
    level, _ = spread("neck", onset_age=50)
    assert spread("neck", onset_age=50, **known) == (level, ("spread-known-cause",))


@pytest.mark.parametrize(
    "other",
    [
        {"medicines": "past"},
        {"conditions": ("other-neurological", "liver-disease")},
        {"conditions": ("unsure",)},
    ],
    ids=str,
)
def test_what_is_no_known_cause_leaves_the_figures(other: dict[str, Any]) -> None:
    assert spread("neck", onset_age=50, **other) == spread("neck", onset_age=50)


#: It never stands alone: the figure before it says whom the studies followed.
_AFTER_ANOTHER = "spread-adult-legs"


def test_every_figure_says_that_the_cause_was_not_known() -> None:
    statements = {
        id_: one.text
        for id_, one in evidence().statements.items()
        if id_.startswith("spread-") and "patient" in one.audience and id_ != _AFTER_ANOTHER
    }
    figures = [text for text in statements.values() if re.search(r"of \d", text)]
    assert len(figures) >= 6
    assert all("dystonia without a known cause" in text for text in figures)


def test_an_adult_with_several_regions_hears_that_it_is_already_in_more_than_one() -> None:
    found = spread("neck mouth", onset_age=50, first_affected="neck")
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
