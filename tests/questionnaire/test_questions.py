from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest

from questionnaire.answers import Answers
from questionnaire.questions import PAGE, PAGES, PageId, Question
from questionnaire.words import Wording

QUESTIONS: dict[str, Question] = {
    question.field: question for page in PAGES for question in page.questions
}


def kept_values(field: str) -> list[str]:
    """Return every word that Answers can keep in a field."""
    return list(_words(get_type_hints(Answers)[field]))


def _words(kind: Any) -> Iterator[str]:
    """Yield the values of every Literal in a type."""
    for part in get_args(kind):
        if get_origin(kind) is Literal:
            yield part
        else:
            yield from _words(part)


def test_pages_stand_in_the_order_of_their_names() -> None:
    assert [page.id for page in PAGES] == list(get_args(PageId)) == list(PAGE)


def test_every_field_is_asked_once_but_the_certainty_which_comes_with_the_age() -> None:
    asked = [question.field for page in PAGES for question in page.questions]
    assert sorted([*asked, "onset_certainty"]) == sorted(Answers.__struct_fields__)


def test_urgent_signs_are_asked_before_anything_about_the_body() -> None:
    order = list(PAGE)
    assert order.index("urgent") == order.index("welcome") + 1


@pytest.mark.parametrize("field", [field for field, one in QUESTIONS.items() if one.choices])
def test_a_question_offers_just_the_values_that_answers_keep(field: str) -> None:
    offered = [choice.value for choice in QUESTIONS[field].choices]
    assert offered == [value for value in kept_values(field) if value != "unsure"]


def test_every_question_offers_choices_but_for_ages_and_body_parts() -> None:
    without = {field for field, question in QUESTIONS.items() if not question.choices}
    assert without == {"affected", "first_affected", "onset_age", "current_age"}


def test_not_sure_is_offered_wherever_answers_can_keep_it() -> None:
    offered = {field for field, question in QUESTIONS.items() if question.unsure}
    assert offered == {field for field in QUESTIONS if "unsure" in kept_values(field)}


def test_none_of_these_is_offered_for_lists_but_not_for_the_tasks_of_a_task_pattern() -> None:
    offered = {field for field, question in QUESTIONS.items() if question.none}
    lists = {field for field, one in QUESTIONS.items() if one.kind in ("many", "sites")}
    assert offered == lists - {"tasks"}


@pytest.mark.parametrize("field", list(QUESTIONS))
def test_staff_are_not_asked_about_themselves(field: str) -> None:
    question = QUESTIONS[field]
    wordings = [one for one in (question.heading, question.hint) if isinstance(one, Wording)]
    for voice in ("carer", "staff"):
        said = " ".join(getattr(one, voice) for one in wordings).lower().split()
        assert not {"you", "your", "yourself"} & set(said)
