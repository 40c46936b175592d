import pytest

from questionnaire.choices import CHOICES
from questionnaire.questions import PAGES


def test_every_list_of_choices_is_offered_by_the_question_of_its_field() -> None:
    questions = [question for page in PAGES for question in page.questions]
    offered = {question.field: question.choices for question in questions if question.choices}
    assert offered == CHOICES


@pytest.mark.parametrize("field", list(CHOICES))
def test_no_value_and_no_label_stands_twice_in_a_list(field: str) -> None:
    offered = CHOICES[field]
    assert len({choice.value for choice in offered}) == len(offered)
    assert len({choice.label.patient for choice in offered}) == len(offered)


def test_each_band_shows_its_years() -> None:
    years = [choice.example for choice in CHOICES["onset_band"]]
    assert years == [
        "0 to 2 years",
        "3 to 12 years",
        "13 to 20 years",
        "21 to 40 years",
        "41 years or older",
    ]


def test_an_urgent_sign_is_short_enough_to_be_read_at_once() -> None:
    signs = CHOICES["urgent_signs"]
    assert max(len(sign.label.patient) for sign in signs) <= 42
    assert max(len(sign.example) for sign in signs) <= 50
