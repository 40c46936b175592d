import pytest

from questionnaire import choices
from questionnaire.questions import PAGES

LISTS = {name: value for name, value in vars(choices).items() if isinstance(value, tuple)}


def test_every_list_of_choices_is_offered_by_a_question() -> None:
    offered = {question.choices for page in PAGES for question in page.questions}
    assert set(LISTS.values()) == offered - {()}


@pytest.mark.parametrize("name", list(LISTS))
def test_no_value_and_no_label_stands_twice_in_a_list(name: str) -> None:
    offered: tuple[choices.Choice, ...] = LISTS[name]
    assert len({choice.value for choice in offered}) == len(offered)
    assert len({choice.label.patient for choice in offered}) == len(offered)


def test_each_band_shows_its_years() -> None:
    years = [choice.example for choice in choices.BANDS]
    assert years == [
        "0 to 2 years",
        "3 to 12 years",
        "13 to 20 years",
        "21 to 40 years",
        "41 years or older",
    ]
