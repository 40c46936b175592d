"""The pictures of the waiting room and the front desk, from records that are made up for them.

Keys, codes and the time are those of the moment, so that these pictures differ a little each time.
"""

import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from gui.desk.settings.settings_page import SettingsPage
from gui.desk.setup.recovery_page import RecoveryPage
from gui.desk.setup.restore_page import RestorePage
from gui.desk.unlock_page import UnlockPage
from gui.desk.unlocked_desk import UnlockedDesk
from gui.desk.window import DeskWindow
from gui.waiting_room.records import RoomRecords
from gui.waiting_room.stopping import AskingPage
from gui.waiting_room.window import WaitingRoom
from gui.widgets.theme import set_text_size
from questionnaire.clinic import Clinic, default_clinic
from questionnaire.interview import Interview
from questionnaire.records.desk.founding import Founding, found
from questionnaire.records.intake.filling import WAITING_ROOM, Filling
from questionnaire.records.intake.recorder import Recorder
from questionnaire.records.notes import Notes
from questionnaire.records.sealing.recovery import RecoverySheet
from questionnaire.reports.case import case_of

Picture = Callable[[QWidget], QImage]

_DAY = date(2026, 1, 5)
_PATIENCE = 60.0  # seconds for what takes a moment

_ANSWERS: dict[str, Any] = {
    "answered_by": "patient", "urgent_signs": (), "affected": ("neck", "left-hand"),
    "first_affected": "neck", "onset_age": 34, "onset_certainty": "about", "current_age": 41,
    "pattern": ("task",), "tasks": ("writing",), "medicines": "past",
    "family_history": "unsure", "conditions": (), "impact": "moderate",
}  # fmt: skip

#: Who comes in one morning: the answers that differ, how far they come, and the clinic's reference.
_MORNING: tuple[tuple[dict[str, Any], bool, str], ...] = (
    ({"answered_by": "carer", "affected": ("left-foot", "right-foot"), "onset_age": 9}, True, ""),
    ({"affected": ("left-upper-face", "right-upper-face")}, True, "2041-17"),
    ({"affected": ("voice",)}, False, ""),
    ({"urgent_signs": ("swallowing",)}, False, ""),
    ({}, True, "2041-22"),
)


def records_pictures(folder: Path, size: QSize, *, text: int) -> Iterator[tuple[str, QImage]]:
    """Yield the name of each picture with the picture, with text of a size in percent."""

    def picture(widget: QWidget) -> QImage:
        return _picture(widget, size, text)

    clinic = default_clinic()
    founding = found(folder, "", "Anna Berger", "correct horse battery")
    yield from _setting_up(folder, clinic, founding, picture)
    founding.with_staff_pin("482915").finish(folder)
    _morning(folder, founding, clinic)
    yield from _room(folder, clinic, picture)
    yield from _desk(folder, clinic, founding, picture)


def _setting_up(
    folder: Path, clinic: Clinic, founding: Founding, picture: Picture
) -> Iterator[tuple[str, QImage]]:
    window = DeskWindow(clinic, folder)
    yield "desk-setup", picture(window)
    sheet = RecoverySheet(founding.recovery, founding.setup, clinic.name, _DAY)
    page = RecoveryPage(sheet, clinic, lambda: None)
    yield "desk-recovery", picture(page)
    page.forget()
    window.close()


def _morning(folder: Path, founding: Founding, clinic: Clinic) -> None:
    """Let some people fill the questionnaire in."""
    recorder = Recorder(folder, founding.setup, Notes(folder))
    for differs, finishes, reference in _MORNING:
        interview = Interview(page="pattern")
        filling = Filling(
            interview,
            recorder,
            clinic,
            who=WAITING_ROOM,
            reference=reference,
        )
        for field, value in (_ANSWERS | differs).items():
            interview.answer(field, value)
        if finishes:
            filling.finish(case_of(interview.answers, clinic, _DAY))
        recorder.forwarded(_PATIENCE)
    recorder.close()


def _room(folder: Path, clinic: Clinic, picture: Picture) -> Iterator[tuple[str, QImage]]:
    records = RoomRecords(folder)
    room = WaitingRoom(clinic, records)
    room.start_anew()
    yield "room-start", picture(room)
    room.start_page.staff.click()
    yield "room-pin", picture(room)
    room.staff_pin_page.passed.emit()
    yield "room-staff", picture(room)
    room.begin()
    yield "room-welcome", picture(room)
    visit = room.visit
    if visit:
        for field, value in _ANSWERS.items():
            visit.wizard.interview.answer(field, value)
        visit.wizard.open_at("result")
    yield "room-end", picture(room)
    room.cover()
    room.curtain.show_left(24)
    yield "room-cover", picture(room)
    room.start_anew()
    room.begin()
    yield from _stopping(room, picture)
    room.start_anew()
    room.leave()
    records.close()


def _stopping(room: WaitingRoom, picture: Picture) -> Iterator[tuple[str, QImage]]:
    """Stop after an urgent sign."""
    visit = room.visit
    if visit is None:
        raise LookupError
    for field, value in {**_ANSWERS, "urgent_signs": ("breathing",)}.items():
        visit.wizard.interview.answer(field, value)
    visit.wizard.open_at("stop")
    yield "room-urgent", picture(room)
    visit.stop_wanted.emit()
    yield "room-asked", picture(room)
    if isinstance(room.stopping, AskingPage):
        room.stopping.stop.click()
    yield "room-stopped", picture(room)


def _desk(
    folder: Path, clinic: Clinic, founding: Founding, picture: Picture
) -> Iterator[tuple[str, QImage]]:
    window = DeskWindow(clinic, folder, clinic_path=folder / "clinic.toml")
    yield "desk-unlock", picture(window)
    records = window.records
    if records is None or not isinstance(window.page, UnlockPage):
        raise LookupError
    yield "desk-restore", picture(RestorePage(records.office.keys))
    records.office.keys.open_with(founding.unlocked)
    window.page.unlocked.emit()
    desk = window.desk
    if desk is None:
        raise LookupError
    model = desk.table.model
    _wait(lambda: model.total > len(_MORNING))
    yield "desk-table", picture(window)
    yield from _desk_pages(desk, lambda: picture(window))
    window.cover()
    yield "desk-cover", picture(window)
    window.uncover()
    window.close()


def _desk_pages(desk: UnlockedDesk, picture: Callable[[], QImage]) -> Iterator[tuple[str, QImage]]:
    """Open what can be opened from the table."""
    for name, reference, which in (
        ("desk-intake", "2041-22", "finished"),
        ("desk-unfinished", "", "unfinished"),
    ):
        model = desk.table.model
        shown = (model.row(number) for number in range(model.rowCount()))
        wanted = next(row for row in shown if (row.reference, row.state) == (reference, which))
        desk.table.open_wanted.emit(wanted)
        _wait(lambda: desk.page is not None)
        yield name, picture()
        desk.go_back()
    desk.enter_new()
    yield "desk-entry", picture()
    desk.go_back()
    desk.table.settings.click()
    yield "desk-settings", picture()
    page = desk.page
    if isinstance(page, SettingsPage):
        page.keyholders_wanted.emit()
    yield "desk-keyholders", picture()
    desk.go_back()


def _picture(widget: QWidget, size: QSize, text: int) -> QImage:
    set_text_size(text)  # the waiting room and the desk's questions begin with the usual size
    widget.setFixedSize(size)
    widget.show()
    end = time.monotonic() + 0.5  # what is built piece by piece, and what comes back from threads
    while time.monotonic() < end:
        QApplication.processEvents()
    return widget.grab().toImage()


def _wait(until: Callable[[], bool]) -> None:
    end = time.monotonic() + _PATIENCE
    while not until() and time.monotonic() < end:
        QApplication.processEvents()
