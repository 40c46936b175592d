"""What a screen reader hears of the running program over AT-SPI, as Orca hears it."""

from pathlib import Path
from typing import NamedTuple

import pytest
from hearing import SIDES, SOURCES, letters
from hearing_session import heard_on

from questionnaire.questions import PAGES

_WALK = Path(__file__).with_name("interview_walk.py")


class Page(NamedTuple):
    """What a person with a screen reader met."""

    page: str
    heard: str
    words: list[str]
    controls: list[str]


@pytest.fixture(scope="module")
def met(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Page]:
    """Go once through the program with the keyboard, and return every page by its name."""
    lines = heard_on(_WALK, tmp_path_factory.mktemp("heard"))
    pages = [Page(**line) for line in lines]
    return {one.page: one for one in pages}


def test_the_way_with_the_keyboard_leads_past_every_page(met: dict[str, Page]) -> None:
    asked_only_of_several_parts = "first"
    names = [page.name for page in PAGES if page.id != asked_only_of_several_parts]
    assert list(met) == names


def is_heard(drawn: str, heard: str) -> bool:
    """Tell whether words are part of what is said; a row's button says what it does before the row's name."""
    words = SOURCES.sub("", drawn.removeprefix("Change: "))
    return words in SIDES or letters(words) in letters(heard)


def test_what_is_drawn_on_a_page_is_heard_when_it_opens(met: dict[str, Page]) -> None:
    drawn = {
        # What can be done with the result are controls with words of their own.
        one.page: [*one.words, *(one.controls if one.page != "Result" else ())]
        for one in met.values()
    }
    missing = {
        page: [one for one in words if not is_heard(one, met[page].heard)]
        for page, words in drawn.items()
    }
    assert {page: words for page, words in missing.items() if words} == {}


def test_the_urgent_page_is_heard_as_soon_as_it_is_shown(met: dict[str, Page]) -> None:
    said = met["Tell someone"].heard
    assert said.startswith("Tell a member of staff now. You marked trouble breathing")
    assert "This screen can't call anyone for you." in said


def test_the_answers_to_check_are_heard_and_each_is_a_button(met: dict[str, Page]) -> None:
    page = met["Check your answers"]
    assert "Urgent signs: Trouble breathing, or a tight throat." in page.heard
    assert "Change: Urgent signs" in page.controls


def test_the_result_is_heard_to_its_end(met: dict[str, Page]) -> None:
    said = met["Result"].heard
    assert said.startswith("Urgent. Tell a member of staff now.")
    assert "About this page." in said
