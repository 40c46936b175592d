import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.application import Session
from gui.start.startup import clinic_or_default
from questionnaire.clinic import Clinic, default_clinic
from questionnaire.interview import Interview

ANSWERS = {
    "answered_by": "patient",
    "urgent_signs": (),
    "affected": ("neck", "left-hand"),
    "first_affected": "neck",
    "onset_age": 45,
    "impact": "moderate",
}


@pytest.fixture
def session(qtbot: QtBot) -> Iterator[Session]:
    made = Session(default_clinic())
    made.start()
    yield made
    made.wizard.hide()  # closing it would ask about the answers
    made.wizard.deleteLater()


def restart(qtbot: QtBot, session: Session) -> None:
    old = weakref.ref(session.wizard)  # a name for the wizard itself would keep it
    session.wizard.restart_wanted.emit()
    qtbot.waitUntil(lambda: old() is None)


def walk_to_the_result(session: Session) -> None:
    for field, value in ANSWERS.items():
        session.wizard.interview.answer(field, value)
    while session.wizard.page_id != "result":
        session.wizard.next()


def remains_of(session: Session) -> list[weakref.ref[object]]:
    """Return what must be gone with a person: the wizard, every page and control, the interview."""
    wizard = session.wizard
    pages = [wizard.page(number) for number in wizard.pageIds()]
    boxes = [box for page in pages for box in getattr(page, "boxes", {}).values()]
    things: list[object] = [wizard, wizard.interview, *pages, *boxes]
    return [weakref.ref(thing) for thing in things]


def test_nothing_of_a_person_remains_in_memory_after_a_restart(
    qtbot: QtBot, session: Session
) -> None:
    walk_to_the_result(session)
    remains = remains_of(session)
    restart(qtbot, session)
    qtbot.waitUntil(lambda: all(one() is None for one in remains))


def test_the_next_person_begins_at_the_first_page_without_answers(
    qtbot: QtBot, session: Session
) -> None:
    walk_to_the_result(session)
    restart(qtbot, session)
    assert session.wizard.page_id == "welcome"
    assert session.wizard.interview.is_empty


def test_the_focus_lands_on_the_first_page(qtbot: QtBot, session: Session) -> None:
    walk_to_the_result(session)
    restart(qtbot, session)
    qtbot.waitUntil(session.wizard.isActiveWindow)
    focused = session.wizard.focusWidget()
    assert focused
    assert session.wizard.currentPage().isAncestorOf(focused)


def test_one_window_is_open_after_a_restart(qtbot: QtBot, session: Session) -> None:
    restart(qtbot, session)
    assert [one for one in QApplication.topLevelWidgets() if one.isVisible()] == [session.wizard]


def test_the_window_keeps_its_place_and_size(qtbot: QtBot, session: Session) -> None:
    session.wizard.showNormal()
    session.wizard.setGeometry(30, 40, 700, 600)
    before = session.wizard.geometry()
    restart(qtbot, session)
    assert session.wizard.geometry() == before


def test_a_maximized_window_stays_maximized(qtbot: QtBot, session: Session) -> None:
    session.wizard.showMaximized()
    restart(qtbot, session)
    assert session.wizard.isMaximized()


def test_a_window_that_was_made_smaller_is_not_maximized(qtbot: QtBot, session: Session) -> None:
    session.wizard.showNormal()
    restart(qtbot, session)
    assert not session.wizard.isMaximized()


def test_the_window_fills_a_small_screen(session: Session) -> None:
    assert session.wizard.screen().availableSize().width() < QSize(1400, 900).width()
    assert session.wizard.isMaximized()


def test_each_person_has_an_interview_of_their_own(qtbot: QtBot, session: Session) -> None:
    first: Interview = session.wizard.interview
    restart(qtbot, session)
    assert session.wizard.interview is not first


def test_a_clinic_that_was_named_is_used(tmp_path: Path) -> None:
    path = tmp_path / "ours.toml"
    path.write_text('name = "Ours"', encoding="utf-8")
    clinic, problems = clinic_or_default(path)
    assert (clinic.name, problems) == ("Ours", ())


def test_the_default_clinic_stands_in_for_a_broken_one_and_says_why(tmp_path: Path) -> None:
    path = tmp_path / "ours.toml"
    path.write_text('name = "Ours"\nphone = 5', encoding="utf-8")
    clinic, (problem,) = clinic_or_default(path)
    assert clinic == default_clinic()
    assert problem.startswith(f'{path}:2: "phone": ')


def test_the_computers_own_clinic_is_used_where_none_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (tmp_path / "dystonia-triage").mkdir()
    (tmp_path / "dystonia-triage" / "clinic.toml").write_text('name = "Ours"', encoding="utf-8")
    assert clinic_or_default(None)[0].name == "Ours"


@pytest.fixture
def records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the program look for records where there are none."""
    monkeypatch.setenv("DYSTONIA_TRIAGE_RECORDS", str(tmp_path / "records"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    return tmp_path


def close_the_desk(qtbot: QtBot, session: Session) -> None:
    desk = session.desk
    assert desk is not None
    with qtbot.waitSignal(desk.destroyed):
        desk.close()


def test_the_door_shows_the_desk_in_place_of_the_questionnaire_and_leads_back(
    qtbot: QtBot, session: Session, records: Path
) -> None:
    session.wizard.leave_wanted.emit()
    assert session.desk is not None
    assert (session.desk.isVisible(), session.wizard.isVisible()) == (True, False)
    close_the_desk(qtbot, session)
    assert session.desk is None
    assert session.wizard.isVisible()


def test_what_the_clinic_sets_at_the_desk_holds_for_the_next_person(
    qtbot: QtBot, session: Session, records: Path
) -> None:
    session.wizard.leave_wanted.emit()
    assert session.desk is not None
    session.desk.clinic_changed.emit(Clinic(name="Our own clinic"))
    close_the_desk(qtbot, session)
    assert session.wizard.clinic.name == "Our own clinic"


def test_what_somebody_has_begun_to_answer_is_still_there_after_the_desk(
    qtbot: QtBot, session: Session, records: Path
) -> None:
    session.wizard.interview.answer("answered_by", "patient")
    session.wizard.leave_wanted.emit()
    close_the_desk(qtbot, session)
    assert session.wizard.interview.kept.answered_by == "patient"


def test_the_door_writes_nothing_where_no_records_are_set_up(
    qtbot: QtBot, session: Session, records: Path
) -> None:
    session.wizard.leave_wanted.emit()
    close_the_desk(qtbot, session)
    assert list(records.iterdir()) == []
