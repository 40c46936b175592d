"""On any page a person can go on in another language, and nothing of what they answered is lost."""

from collections.abc import Callable, Iterator
from functools import partial

import pytest
from driver import Visitor
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.application import Session
from gui.interview.question_page import QuestionPage
from gui.interview.venue import Venue
from gui.interview.wizard import Wizard
from gui.widgets.page_header import LanguageButton, own_name
from questionnaire.clinic import default_clinic
from questionnaire.interview import Interview
from questionnaire.words import language, languages, tr


@pytest.fixture
def session(speak: Callable[[str], None], qtbot: QtBot) -> Iterator[Session]:
    speak("en")
    made = Session(default_clinic())
    made.start()
    yield made
    made.wizard.hide()  # closing it would ask about the answers
    made.wizard.deleteLater()


def somebody(qtbot: QtBot, session: Session) -> Visitor:
    qtbot.waitUntil(session.wizard.isActiveWindow)
    return Visitor(qtbot, session.wizard)


def change(qtbot: QtBot, session: Session) -> Visitor:
    """Press the button for another language, and return the person in front of what comes."""
    visitor = somebody(qtbot, session)
    button = session.wizard.header.language
    assert button is not None
    visitor.press(button)
    return somebody(qtbot, session)


def at(session: Session, page: str) -> None:
    interview = session.wizard.interview
    interview.answer("answered_by", "patient")
    interview.answer("urgent_signs", ())
    interview.answer("affected", ("neck",))
    session.wizard.open_at(page)


def is_next_page_built(wizard: Wizard) -> bool:
    """Tell whether what is done while nobody waits is done: the next page hears of answers too."""
    page = wizard.page(wizard.nextId())
    return isinstance(page, QuestionPage) and page.is_built


def test_with_one_language_there_is_nothing_to_choose(visitor: Visitor) -> None:
    assert languages() == ("en",)
    assert visitor.wizard.findChildren(LanguageButton) == []


def test_the_button_has_the_languages_own_name(session: Session) -> None:
    button = session.wizard.header.language
    assert button is not None
    assert button.text() == own_name(languages()[1])
    assert [own_name(code) for code in ("en", "de", "ar")] == ["English", "Deutsch", "العربية"]


def test_a_press_asks_the_same_question_in_the_other_language(
    qtbot: QtBot, session: Session
) -> None:
    at(session, "onset")
    visitor = change(qtbot, session)
    assert language() == languages()[1]
    assert visitor.page == "onset"
    assert visitor.interview.answers.affected == ("neck",)
    assert tr("How old were you when it began?") in visitor.read()
    assert tr("Continue") != "Continue"
    assert visitor.wizard.foot.go_on.text() == tr("Continue")


def test_each_press_leads_to_the_next_language_and_the_last_to_the_first(
    qtbot: QtBot, session: Session
) -> None:
    spoken = []
    for _ in languages():
        change(qtbot, session)
        spoken.append(language())
    assert spoken == [*languages()[1:], languages()[0]]


def test_a_language_that_is_written_from_right_to_left_turns_the_page_around(
    qtbot: QtBot, session: Session, themed: QApplication
) -> None:
    while language() != "he-XB":
        change(qtbot, session)
    assert session.wizard.layoutDirection() == Qt.LayoutDirection.RightToLeft


def test_what_is_answered_afterwards_is_kept_with_what_was_answered_before(
    qtbot: QtBot, session: Session
) -> None:
    at(session, "onset")
    visitor = change(qtbot, session)
    visitor.type(visitor.fields()[0], "34")
    visitor.go_on()
    assert visitor.page == "speed"
    visitor = change(qtbot, session)
    answers = visitor.interview.answers
    assert (answers.affected, answers.onset_age) == (("neck",), 34)


def test_the_pages_of_the_earlier_language_hear_of_no_answer_any_more(
    qtbot: QtBot, session: Session
) -> None:
    at(session, "onset")
    interview = session.wizard.interview
    heard = []
    for _ in languages():
        visitor = change(qtbot, session)
        visitor.type(visitor.fields()[0], "34")
        visitor.type(visitor.fields()[0], "")
        qtbot.waitUntil(lambda: len(session.findChildren(Wizard)) == 0)
        qtbot.waitUntil(partial(is_next_page_built, session.wizard))
        heard.append(len(interview._listeners))
    assert len(set(heard)) == 1


def test_who_comes_next_finds_the_language_that_the_program_was_started_in(
    qtbot: QtBot, session: Session
) -> None:
    change(qtbot, session)
    session.restart()
    assert language() == "en"
    assert session.wizard.foot.go_on.text() == "Continue"


def test_at_the_desk_the_program_speaks_the_clinics_language(
    qtbot: QtBot, speak: Callable[[str], None]
) -> None:
    speak("en")
    wizard = Wizard(Interview(), default_clinic(), Venue(kind="desk"))
    qtbot.addWidget(wizard)
    assert wizard.header.language is None
