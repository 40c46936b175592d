from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest
from msgspec.structs import fields, replace

from questionnaire.answers import UNSURE, Answers
from questionnaire.body import SITES
from questionnaire.pages import Question
from questionnaire.questions import PAGE, PAGES
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


def test_every_field_is_asked_once_but_the_certainty_which_comes_with_the_age() -> None:
    asked = [question.field for page in PAGES for question in page.questions]
    certainties = [one.certainty for one in QUESTIONS.values() if one.certainty]
    assert sorted([*asked, *certainties]) == sorted(Answers.__struct_fields__)


def test_urgent_signs_are_asked_before_anything_about_the_body() -> None:
    order = list(PAGE)
    assert order.index("urgent") == order.index("welcome") + 1


def kept_by(annotation: object) -> set[str]:
    """Return every word that a field of Answers can hold."""
    if isinstance(annotation, str):
        return {annotation}
    return {word for part in get_args(annotation) for word in kept_by(part)}


#: What each field can hold where something is chosen, and not an age entered.
WORDS = {
    field.name: kept_by(field.type)
    for field in fields(Answers)
    if field.name in QUESTIONS and QUESTIONS[field.name].kind != "age"
}


@pytest.mark.parametrize("field", list(WORDS))
def test_a_question_offers_just_the_values_that_answers_keep(field: str) -> None:
    every_part = Answers(affected=SITES)
    offered = {choice.value for choice in QUESTIONS[field].offered(every_part)}
    assert offered == WORDS[field] - {UNSURE}


def test_not_sure_is_offered_wherever_answers_can_keep_it() -> None:
    offered = {field for field, question in QUESTIONS.items() if question.unsure}
    assert offered == {field for field, words in WORDS.items() if UNSURE in words}


def test_none_of_these_is_offered_for_lists_but_not_for_the_tasks_of_a_task_pattern() -> None:
    offered = {field for field, question in QUESTIONS.items() if question.none}
    lists = {field for field, question in QUESTIONS.items() if question.kind in ("many", "sites")}
    assert offered == lists - {"tasks"}


@pytest.mark.parametrize("field", list(QUESTIONS))
def test_a_question_that_others_can_close_says_why_a_case_is_refused(field: str) -> None:
    question = QUESTIONS[field]
    always_applies = question.applies is QUESTIONS["answered_by"].applies
    is_free = always_applies and (question.kind == "sites" or not question.offers)
    assert bool(question.refusal) == bool(question.depends_on) == (not is_free)
    assert not question.depends_on or question.depends_on in Answers.__struct_fields__


def test_no_two_questions_that_apply_together_have_one_name() -> None:
    sure = Answers(affected=("neck", "voice"), pattern=("task",))
    for answers in (sure, replace(sure, onset_certainty=UNSURE)):
        names = [one.name for page in PAGES for one in page.questions if one.applies(answers)]
        assert len(set(names)) == len(names)


@pytest.mark.parametrize("field", list(QUESTIONS))
def test_staff_are_not_asked_about_themselves(field: str) -> None:
    question = QUESTIONS[field]
    wordings = [one for one in (question.heading, question.hint) if isinstance(one, Wording)]
    for voice in ("carer", "staff"):
        said = " ".join(getattr(one, voice) for one in wordings).lower().split()
        assert not {"you", "your", "yourself"} & set(said)
