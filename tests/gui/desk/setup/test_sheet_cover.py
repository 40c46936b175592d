"""While the recovery sheet stands on the screen and nobody is there, it is covered; nothing ends with that."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from desk_driver import Desk, clinic_records, founding, opened
from pytestqt.qtbot import QtBot

from gui.attendance.idle import COUNT
from gui.desk.setup.recovery_page import RecoveryPage
from gui.desk.setup.setup_page import SetupPage
from gui.widgets.dialogs import QuestionDialog
from questionnaire.clinic import default_clinic
from questionnaire.records.setup import read_setup

IDLE = default_clinic().lock_minutes * 60 - COUNT
KEY = "AGE-SECRET-KEY-1"


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    """Lend a desk that is being set up: the sheet is on the screen."""
    records = clinic_records(tmp_path / "other")._replace(folder=tmp_path / "new")
    with opened(qtbot, records) as made:
        setting_up(made)._show_sheet(founding())
        made.wait(lambda: KEY in made.read())
        yield made
        if isinstance(made.window.page, SetupPage):
            sheet(made).forget()  # or closing the window would ask


def setting_up(desk: Desk) -> SetupPage:
    assert isinstance(desk.window.page, SetupPage)
    return desk.window.page


def sheet(desk: Desk) -> RecoveryPage:
    page = setting_up(desk).page
    assert isinstance(page, RecoveryPage)
    return page


def leave_alone(desk: Desk) -> None:
    desk.clock.seconds += IDLE + 1
    desk.wait(lambda: desk.window.curtain.is_drawn)


def test_the_sheet_is_covered_and_waits_as_long_as_it_takes(desk: Desk) -> None:
    leave_alone(desk)
    assert KEY not in desk.read()
    assert not desk.window.idle.looks.isActive()  # no count, and nothing ends by itself
    assert "left" not in desk.read()
    said = desk.button("I am still here").accessibleDescription()
    assert said.startswith("Are you still here? The page is covered")
    assert "left" not in said
    desk.press("I am still here")
    assert KEY in desk.read()
    leave_alone(desk)


def test_the_cover_is_there_at_once(desk: Desk) -> None:
    desk.window.cover()
    assert desk.button("I am still here").isVisible()


def test_a_question_over_the_sheet_is_closed_as_no(desk: Desk) -> None:
    desk.when_open(QuestionDialog, lambda _box: leave_alone(desk))
    desk.press("Leave without records")
    assert desk.window.curtain.is_drawn
    assert sheet(desk)._sheet


def test_records_that_are_on_need_no_cover_while_they_are_locked(desk: Desk) -> None:
    sheet(desk).forget()
    founding().finish(desk.records.folder)
    assert read_setup(desk.records.folder)
    desk.window.open_records()
    assert not desk.window.idle.looks.isActive()
    assert not desk.window.curtain.is_drawn


def test_the_form_before_the_sheet_is_not_covered(qtbot: QtBot, tmp_path: Path) -> None:
    records = clinic_records(tmp_path / "other")._replace(folder=tmp_path / "new")
    with opened(qtbot, records) as desk:
        assert not desk.window.idle.looks.isActive()
        assert not desk.window.curtain.is_drawn
