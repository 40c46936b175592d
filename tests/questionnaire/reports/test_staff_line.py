from typing import Any

import pytest
from cases import case
from hypothesis import given
from msgspec.structs import replace
from strategies import answer_sets

from questionnaire.answers import Answers
from questionnaire.reports.staff_line import staff_line
from questionnaire.rules.assessment import assess

WRITER: dict[str, Any] = {
    "affected": ("right-hand",),
    "onset_age": 34,
    "onset_certainty": "about",
    "onset_speed": "months",
    "pattern": ("task",),
    "tasks": ("writing",),
    "medicines": "never",
    "tried": (),
    "urgent_signs": (),
}


def line(**answers: Any) -> str:
    return case(**answers).for_staff.lead


def test_a_writers_cramp_in_one_line() -> None:
    assert line(**WRITER) == (
        "no urgent sign; R hand; onset ~34, over months; only with writing; no dopamine blockers; "
        "tried: none; if dystonia: focal (both criteria), Writer's cramp, "
        "spread possible (16–38/100)"  # noqa: RUF001 a range
    )


def test_what_was_left_out_is_not_said() -> None:
    found = line(affected=("neck",), urgent_signs=())
    assert found.startswith("no urgent sign; neck; if dystonia: focal")


def test_a_sign_is_named_before_anything_else() -> None:
    found = line(**{**WRITER, "urgent_signs": ("breathing", "confusion")})
    assert found.startswith("EMERGENCY (breathing, confusion); R hand")


def test_open_signs_are_said_beside_what_should_be_seen_within_days() -> None:
    found = line(**{**WRITER, "urgent_signs": ("unsure",), "features": ("weakness",)})
    assert found.startswith("to be seen within days; urgent signs not clear, please ask; R hand")


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"onset_age": None, "onset_certainty": "unsure", "onset_band": "childhood"}, "onset 3–12"),  # noqa: RUF001 a range
        ({"current_age": 41}, "onset ~34, over months, now 41"),
        ({"pattern": ("task", "attacks")}, "with writing, in attacks"),
        ({"pattern": ("constant",), "tasks": None}, "all or most of the time"),
        ({"tasks": None}, "with tasks"),
        ({"tried": ("surgery", "other")}, "tried: surgery, something else"),
        ({"family_history": "unsure"}, "family history: not sure"),
        ({"conditions": ("stroke", "wilson")}, "; Wilson's, stroke; "),
        ({"impact": "severe"}, "; daily life: very much; "),
        (
            {"affected": ("neck", "left-leg")},
            "no name (patient guide), multifocal (consensus 2013)",
        ),
        ({"affected": ()}, "no urgent sign; no part marked"),
    ],
)
def test_each_answer_has_its_words(answers: dict[str, Any], said: str) -> None:
    assert said in line(**{**WRITER, **answers})


@given(answer_sets())
def test_every_value_has_words_and_no_part_is_empty(answers: Answers) -> None:
    found = staff_line(answers, assess(answers))
    assert "\n" not in found
    assert all(part.strip() for part in found.split(";"))
    for field in ("features", "conditions", "pattern", "tried", "urgent_signs"):
        values = [one for one in getattr(answers, field) or () if one != "unsure"]
        without: dict[str, Any] = {field: ()}
        if values and answers.affected:
            assert len(found) > len(staff_line(replace(answers, **without), assess(answers)))


def test_no_level_of_spread_is_handed_on_where_the_studies_do_not_cover_the_patient() -> None:
    found = line(**{**WRITER, "onset_age": 9, "conditions": ("birth-injury",)})
    assert "spread: can't be told" in found
    assert "spread more likely" not in found
