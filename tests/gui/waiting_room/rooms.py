"""A waiting room with real records, people in front of it, and what they left there."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from driver import Visitor
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from gui.waiting_room.records import RoomRecords
from gui.waiting_room.visit import Visit
from gui.waiting_room.window import WaitingRoom
from questionnaire.clinic import Clinic
from questionnaire.records.format.codec import decode_body, decode_head
from questionnaire.records.format.v1 import Body
from questionnaire.records.format.version import AuditEntry, Listed, Mark, uuid7
from questionnaire.records.sealing.age import Opener
from questionnaire.records.setup import Setup
from questionnaire.records.store.store import Store

CODE = "471147"
CLINIC = Clinic(name="Our clinic")
SIZE = (800, 800)  # of the screen that is not there


class Clock:
    """Time stands still until a test moves it on."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


class Records(NamedTuple):
    """A folder with records, and the sheet that opens them."""

    folder: Path
    setup: Setup
    sheet: str

    def kept(self) -> list[tuple[Listed, Body]]:
        """Return what the clinic's store holds, opened, the newest first."""
        opener = Opener([self.sheet])
        with Store.open(self.setup.store) as store:
            return [
                (one, decode_body(opener.open(store.version(one.id).body)))
                for one in store.latest(limit=100)
            ]

    def acknowledge(self) -> None:
        """Do what an unlocked desk does: say the secret that stands sealed in the newest head."""
        opener = Opener([self.sheet])
        with Store.open(self.setup.store) as store:
            newest = store.latest(limit=1)[0]
            head = decode_head(opener.open(newest.head))
            mark = Mark(
                id=uuid7(),
                intake=newest.intake,
                kind="acknowledged",
                at=datetime.now(tz=UTC),
                station="D2",
                who="Anna",
                about=head.receipt.hex(),
            )
            store.add(marks=(mark,))

    def audit(self) -> list[AuditEntry]:
        """Return this computer's audit."""
        with Store.open(self.setup.store) as store:
            return list(store.audit(self.setup.station))


class Guest(Visitor):
    """Somebody with a mouse in the waiting room."""

    def __init__(self, qtbot: QtBot, room: WaitingRoom, clock: Clock, files: RoomRecords) -> None:
        self.qtbot = qtbot
        self.room = room
        self.clock = clock
        self.files = files

    @property
    def visit(self) -> Visit:
        assert self.room.visit is not None
        return self.room.visit

    @property
    def shown(self) -> QWidget:
        """The page of the waiting room that is shown."""
        found = self.room.pages.currentWidget()
        assert found is not None
        return found

    def begin(self) -> None:
        """Touch the start page; from now on the wizard is in front."""
        self.touch(self.room.start_page.begin)
        self.wizard = self.visit.wizard

    def begin_at(self, page: str, **answers: Any) -> None:
        """Have answered this much and be at a page, without the way there."""
        self.begin()
        for field, value in answers.items():
            self.interview.answer(field, value)
        self.wizard.open_at(page)

    def touch(self, widget: QWidget) -> None:
        """Press something outside the questionnaire."""
        QApplication.processEvents()
        window = self.room.windowHandle()
        QTest.mouseClick(
            window,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            self.place(widget),
        )

    def write(self, text: str) -> None:
        for letter in text:
            QTest.keyClick(self.room.windowHandle(), ord(letter))

    def keys(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        QTest.keyClick(self.room.windowHandle(), key, modifier)

    def enter_pin(self, code: str) -> None:
        """Type the staff PIN and let it be looked at."""
        page = self.room.staff_pin_page
        self.qtbot.waitUntil(page.go_on.isEnabled)
        self.touch(page.field)
        self.write(code)
        self.touch(page.go_on)

    def open_staff_page(self) -> None:
        self.touch(self.room.start_page.staff)
        self.enter_pin(CODE)
        self.qtbot.waitUntil(lambda: self.room.staff_page is not None)

    def words(self) -> str:
        """Return every text that the window shows."""
        QApplication.processEvents()
        return "\n".join(
            one.displayText() if isinstance(one, QLineEdit) else one.text()
            for one in self.room.findChildren(QWidget)
            if isinstance(one, (QLabel, QAbstractButton, QLineEdit)) and one.isVisible()
        )

    def wait(self, seconds: float) -> None:
        """Let time pass, and the room notice."""
        self.clock.now += seconds

    def looked(self) -> None:
        """Wait until the room has looked at the clock once more."""
        with self.qtbot.waitSignal(self.room.idle.looks.timeout):
            pass

    def idle(self) -> None:
        """Touch nothing until the cover comes."""
        self.wait(self.room.clinic.idle_seconds + 1)
        self.qtbot.waitUntil(lambda: self.room.curtain.is_drawn)

    def kept(self) -> None:
        """Wait until all that was answered is in the clinic's store."""
        if visit := self.room.visit:
            self.qtbot.waitUntil(lambda: not visit._soon.isActive())
        assert self.files.recorder.forwarded(20)


OpenRoom = Callable[..., Guest]


def close(guest: Guest) -> None:
    """Close a room as staff do, and end its threads."""
    guest.room.start_anew()
    guest.room.leave()
    guest.room.gate.stop()  # the application outlives the room
    guest.room.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    guest.files.close()
