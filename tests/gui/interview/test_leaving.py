"""Nothing is lost without a question: Escape, closing the window, and Start again."""

import weakref
from collections.abc import Iterator

import pytest
from conftest import OpenWizard
from driver import Visitor
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.application import Session
from questionnaire.clinic import default_clinic
from questionnaire.interview import Interview
from questionnaire.questions import PAGES

QUESTION = "Forget these answers?"
STAY, FORGET = "Go back", "Forget the answers"


@pytest.fixture
def session(themed: QApplication) -> Iterator[Session]:
    made = Session(default_clinic())
    made.start()
    yield made
    made.wizard.hide()
    made.wizard.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def finish(session: Session, qtbot: QtBot) -> Visitor:
    """Return somebody who has answered everything in this session."""
    visitor = Visitor(qtbot, session.wizard)
    visitor.interview.answer("urgent_signs", ())
    visitor.interview.answer("affected", ("neck",))
    visitor.interview.answer("onset_age", 45)
    session.wizard.open_at("result")
    return visitor


def test_escape_closes_nothing_and_loses_nothing_on_any_page(open_wizard: OpenWizard) -> None:
    visitor = open_wizard(urgent_signs=("breathing",), affected=("neck", "voice"), onset_age=45)
    kept = visitor.interview.kept
    for page in PAGES:
        visitor.keys(Qt.Key.Key_Escape)
        assert visitor.wizard.isVisible()
        assert visitor.page == page.id
        if page.id != "result":
            visitor.go_on()
    assert visitor.interview.kept == kept


def test_escape_on_a_choice_keeps_it(visitor: Visitor) -> None:
    visitor.go_on()
    visitor.choose("Fever with stiff muscles")
    visitor.keys(Qt.Key.Key_Escape)
    assert visitor.chosen() == ["Fever with stiff muscles"]


def test_an_empty_questionnaire_closes_without_a_question(visitor: Visitor) -> None:
    asked = visitor.reply(FORGET)
    assert visitor.wizard.close()
    assert asked == []


@pytest.mark.parametrize(
    ("answer", "closed"),
    [(STAY, False), (Qt.Key.Key_Escape, False), (Qt.Key.Key_Return, False), (FORGET, True)],
    ids=["go back", "Escape", "Enter", "forget"],
)
def test_closing_the_window_asks_before_answers_are_lost(
    visitor: Visitor, answer: str | Qt.Key, *, closed: bool
) -> None:
    visitor.choose("I work at the clinic")
    asked = visitor.reply(answer)
    assert visitor.wizard.close() is closed
    assert asked == [QUESTION]
    assert visitor.wizard.isVisible() is not closed
    assert visitor.interview.answers.answered_by == "staff"


def test_an_age_that_cannot_be_read_is_asked_about_too(visitor: Visitor) -> None:
    visitor.interview.enter_age("onset_age", "thirty")
    asked = visitor.reply(STAY)
    assert not visitor.wizard.close()
    assert asked == [QUESTION]


def test_start_again_asks_and_can_be_taken_back(session: Session, qtbot: QtBot) -> None:
    visitor = finish(session, qtbot)
    asked = visitor.reply(STAY)
    visitor.press(visitor.button("Start again"))
    assert asked == [QUESTION]
    assert session.wizard is visitor.wizard
    assert visitor.page == "result"


def test_start_again_gives_an_empty_wizard_of_the_same_size(session: Session, qtbot: QtBot) -> None:
    old = finish(session, qtbot)
    geometry = old.wizard.geometry()
    old.reply(FORGET)
    old.press(old.button("Start again"))
    new = Visitor(qtbot, session.wizard)
    assert new.wizard is not old.wizard
    assert new.interview.is_empty
    assert new.page == "welcome"
    assert new.chosen() == []
    assert new.wizard.geometry() == geometry


def test_start_again_shows_the_next_person_the_usual_size(session: Session, qtbot: QtBot) -> None:
    visitor = Visitor(qtbot, session.wizard)
    usual = visitor.fonts()
    visitor.make_larger()
    assert min(visitor.fonts()) > max(usual[-3:])
    old = finish(session, qtbot)
    old.reply(FORGET)
    old.press(old.button("Start again"))
    assert Visitor(qtbot, session.wizard).fonts() == usual


def test_start_again_leaves_nothing_of_the_old_interview(session: Session, qtbot: QtBot) -> None:
    visitor = finish(session, qtbot)
    old: weakref.ref[Interview] = weakref.ref(visitor.interview)
    visitor.reply(FORGET)
    visitor.press(visitor.button("Start again"))
    del visitor
    qtbot.waitUntil(lambda: old() is None)


def test_start_again_is_offered_on_the_result_alone(open_wizard: OpenWizard) -> None:
    visitor = open_wizard(urgent_signs=("breathing",), affected=("neck", "voice"), onset_age=45)
    offered = []
    for page in PAGES:
        if visitor.wizard.foot.last.isVisible():
            offered.append(page.id)
        if page.id != "result":
            visitor.go_on()
    assert offered == ["result"]


def test_start_again_is_not_offered_before_anything_is_answered(visitor: Visitor) -> None:
    assert not visitor.wizard.foot.last.isVisible()
