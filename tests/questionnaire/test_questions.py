from typing import get_args

import pytest

from questionnaire import answers
from questionnaire.answers import Answers
from questionnaire.questions import PAGE, PAGES, PageId, Question
from questionnaire.words import Wording

QUESTIONS: dict[str, Question] = {
    question.field: question for page in PAGES for question in page.questions
}


def test_pages_stand_in_the_order_of_their_names() -> None:
    assert [page.id for page in PAGES] == list(get_args(PageId)) == list(PAGE)


def test_every_field_is_asked_once_but_the_certainty_which_comes_with_the_age() -> None:
    asked = [question.field for page in PAGES for question in page.questions]
    assert sorted([*asked, "onset_certainty"]) == sorted(Answers.__struct_fields__)


def test_urgent_signs_are_asked_before_anything_about_the_body() -> None:
    order = list(PAGE)
    assert order.index("urgent") == order.index("welcome") + 1


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("answered_by", answers.AnsweredBy),
        ("urgent_signs", answers.Sign),
        ("onset_band", answers.Band),
        ("pattern", answers.Pattern),
        ("tasks", answers.Task),
        ("medicines", answers.Medicines),
        ("family_history", answers.YesNo),
        ("conditions", answers.Condition),
        ("impact", answers.Impact),
    ],
)
def test_a_question_offers_just_the_values_that_answers_keep(field: str, values: object) -> None:
    offered = [choice.value for choice in QUESTIONS[field].choices]
    assert offered == [value for value in get_args(values) if value != "unsure"]


def test_not_sure_is_offered_wherever_answers_can_keep_it() -> None:
    offered = {field for field, question in QUESTIONS.items() if question.unsure}
    assert offered == {
        "urgent_signs",
        "first_affected",
        "pattern",
        "tasks",
        "medicines",
        "family_history",
        "conditions",
        "impact",
    }


def test_none_of_these_is_offered_for_lists_but_not_for_the_tasks_of_a_task_pattern() -> None:
    offered = {field for field, question in QUESTIONS.items() if question.none}
    assert offered == {"urgent_signs", "affected", "pattern", "conditions"}


@pytest.mark.parametrize("field", list(QUESTIONS))
def test_staff_are_not_asked_about_themselves(field: str) -> None:
    question = QUESTIONS[field]
    wordings = [one for one in (question.heading, question.hint) if isinstance(one, Wording)]
    for voice in ("carer", "staff"):
        said = " ".join(getattr(one, voice) for one in wordings).lower().split()
        assert not {"you", "your", "yourself"} & set(said)
