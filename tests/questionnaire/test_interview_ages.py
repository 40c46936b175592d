from typing import Any

import pytest
from people import interview

from questionnaire.interview import Interview
from questionnaire.pages import PageId
from questionnaire.questions import PAGES

ONSET_AGE, CURRENT_AGE = "onset_age", "current_age"


def test_back_and_other_answers_keep_the_age() -> None:
    begun = interview(onset_age=34, onset_certainty="unsure")
    assert begun.answers.onset_age is None
    assert begun.kept.onset_age == 34
    assert begun.typed_age(ONSET_AGE) == "34"


def test_a_typed_age_is_exact_unless_it_was_called_a_guess() -> None:
    assert interview(onset_age=34).answers.onset_certainty == "exact"
    guessed = interview(onset_age=34, onset_certainty="about")
    assert guessed.answers.onset_certainty == "about"


def test_a_certainty_without_an_age_is_no_answer() -> None:
    assert interview(onset_certainty="about").answers.onset_certainty is None
    assert interview(onset_certainty="unsure").answers.onset_certainty == "unsure"


@pytest.mark.parametrize(
    ("typed", "age"),
    [
        ("34", 34),
        (" 34 ", 34),
        ("0", 0),
        ("120", 120),
        ("007", 7),
        ("٣٤", 34),
        ("३४", 34),
        ("\uff13\uff14", 34),
    ],
)
def test_an_age_is_read_in_the_digits_of_any_script(typed: str, age: int) -> None:
    begun = Interview()
    begun.enter_age(ONSET_AGE, typed)
    assert begun.answers.onset_age == age


@pytest.mark.parametrize(
    "typed", ["121", "abc", "-3", "3.5", "³", "1e2", "0034", "3 4", "½", "9" * 999]
)
def test_an_age_that_cannot_be_read_is_kept_to_be_shown_again(typed: str) -> None:
    begun = interview(onset_age=34)
    begun.enter_age(ONSET_AGE, typed)
    assert begun.answers.onset_age is None
    assert begun.typed_age(ONSET_AGE) == typed


def test_an_emptied_age_is_not_answered() -> None:
    begun = Interview()
    begun.enter_age(ONSET_AGE, "abc")
    begun.enter_age(ONSET_AGE, "  ")
    assert begun.typed_age(ONSET_AGE) == ""
    assert begun.is_empty


def test_a_readable_age_replaces_what_could_not_be_read() -> None:
    begun = Interview()
    begun.enter_age(CURRENT_AGE, "abc")
    begun.enter_age(CURRENT_AGE, "50")
    assert begun.typed_age(CURRENT_AGE) == "50"


def test_each_change_is_announced_after_it_was_made() -> None:
    begun, seen = Interview(), []
    begun.on_change(lambda: seen.append((begun.kept.impact, begun.typed_age(ONSET_AGE))))
    begun.answer("impact", "mild")
    begun.enter_age(ONSET_AGE, "abc")
    begun.enter_age(ONSET_AGE, "34")
    assert seen == [("mild", ""), ("mild", "abc"), ("mild", "34")]


def told(begun: Interview, page_id: PageId) -> list[tuple[str, str]]:
    """Return the field and the first words of each problem of a page."""
    return [(one.field, " ".join(one.text.split()[:3])) for one in begun.problems(page_id)]


def test_the_required_pages_cannot_be_left_unanswered() -> None:
    begun = Interview()
    stuck = {page.id: len(begun.problems(page.id)) for page in PAGES if begun.problems(page.id)}
    assert stuck == {"urgent": 1, "affected": 1, "onset": 1}
    assert {page.id for page in PAGES if page.required} == set(stuck)


@pytest.mark.parametrize("signs", [(), ("unsure",), ("breathing",)])
def test_any_answer_to_the_signs_is_enough(signs: tuple[str, ...]) -> None:
    assert told(interview(urgent_signs=signs), "urgent") == []


@pytest.mark.parametrize("affected", [(), ("neck",)])
def test_any_answer_to_the_body_parts_is_enough(affected: tuple[str, ...]) -> None:
    assert told(interview(affected=affected), "affected") == []


def test_a_missing_age_asks_for_it_and_an_unreadable_one_for_figures() -> None:
    begun = Interview()
    assert told(begun, "onset") == [("onset_age", "Enter the age")]
    missing = begun.problems("onset")[0].text
    begun.enter_age(ONSET_AGE, "ten")
    assert [problem.field for problem in begun.problems("onset")] == ["onset_age"]
    assert begun.problems("onset")[0].text != missing


def test_not_knowing_the_age_is_enough_also_over_an_unreadable_age() -> None:
    begun = Interview()
    begun.enter_age(ONSET_AGE, "ten")
    begun.answer("onset_certainty", "unsure")
    assert told(begun, "onset") == []


def test_an_unreadable_age_now_must_be_mended_although_the_age_is_not_required() -> None:
    begun = interview(onset_age=3)
    assert told(begun, "onset") == []
    begun.enter_age(CURRENT_AGE, "ten")
    assert told(begun, "onset") == [("current_age", "Enter the age")]


@pytest.mark.parametrize(
    "onset", [{"onset_age": 41}, {"onset_certainty": "unsure", "onset_band": "late-adulthood"}]
)
def test_an_onset_after_now_must_be_mended(onset: dict[str, Any]) -> None:
    assert told(interview(**onset, current_age=40), "onset") == [("current_age", "The age now")]
