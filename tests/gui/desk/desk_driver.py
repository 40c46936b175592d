"""Staff in front of the desk: they press, type and read, and wait for facts."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import Any, TypeVar

import pytest
from desk_records_made import PASSPHRASE, Records, copied_to, fill_in, founded, station
from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from gui.desk.intake.filling_page import FillingPage
from gui.desk.intake.intake_page import IntakePage
from gui.desk.table import feed
from gui.desk.table.table_page import TablePage
from gui.desk.unlock_page import UnlockPage
from gui.desk.unlocked_desk import UnlockedDesk
from gui.desk.window import DeskWindow
from gui.widgets.dialogs import QuestionDialog
from questionnaire.clinic import Clinic, default_clinic
from questionnaire.records.desk.founding import Founding
from questionnaire.records.format.draft import Origin
from questionnaire.words import tr

Dialog = TypeVar("Dialog", bound=QDialog)

_WAIT_MS = 30_000  # for what takes a moment, on a computer that is busy with other tests


class Clock:
    """A clock that a test moves on."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


class Desk:
    """Somebody at the front desk."""

    def __init__(
        self, qtbot: QtBot, window: DeskWindow, records: Records, clock: Clock | None = None
    ) -> None:
        self.qtbot = qtbot
        self.window = window
        self.records = records
        self.clock = clock or Clock()

    # Where one is

    @property
    def unlock_page(self) -> UnlockPage:
        assert isinstance(self.window.page, UnlockPage)
        return self.window.page

    @property
    def unlocked(self) -> UnlockedDesk:
        assert self.window.desk is not None
        return self.window.desk

    @property
    def table(self) -> TablePage:
        return self.unlocked.table

    @property
    def intake(self) -> IntakePage:
        assert isinstance(self.unlocked.page, IntakePage)
        return self.unlocked.page

    @property
    def filling(self) -> FillingPage:
        assert isinstance(self.unlocked.page, FillingPage)
        return self.unlocked.page

    # What is read

    def tickets(self) -> list[str]:
        """Return the codes in the table, from top to bottom."""
        model = self.table.model
        return [model.row(number).ticket for number in range(model.rowCount())]

    def line(self, ticket: str) -> list[str]:
        """Return what the table says of an intake."""
        model = self.table.model
        number = self.tickets().index(ticket)
        return [model.data(model.index(number, at)) or "" for at in range(model.columnCount())]

    def read(self) -> str:
        """Return every text in the window that can be seen."""
        seen = [one for one in self.window.findChildren(QWidget) if one.isVisible()]
        return "\n".join(one.text() for one in seen if isinstance(one, (QLabel, QAbstractButton)))

    def button(self, words: str) -> QPushButton:
        for one in self.window.findChildren(QPushButton):
            if one.isVisible() and words in (one.text(), one.accessibleName()):
                return one
        raise LookupError(words)

    def look(self) -> None:
        """See what is to be seen now, as anybody does before a press, and wait until nothing moves."""
        self.window.band.take_on.repaint()
        QCoreApplication.processEvents()
        if self.window.desk and self.table.view.isVisible():
            self.wait(self._sees_table)

    def _sees_table(self) -> bool:
        self.table.view.viewport().repaint()
        QCoreApplication.processEvents()
        return self.table.view._sight.is_all_seen

    # What is done

    def wait(self, fact: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(fact, timeout=_WAIT_MS)

    def press(self, words: str) -> None:
        self.look()
        self.button(words).click()

    def keys(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        self.look()
        window = QApplication.activeModalWidget() or self.window
        QTest.keyClick(window.windowHandle(), key, modifier)

    def ctrl(self, key: Qt.Key) -> None:
        self.keys(key, Qt.KeyboardModifier.ControlModifier)

    def write(self, text: str) -> None:
        for letter in text:
            QTest.keyClick(self.window.windowHandle(), ord(letter))

    def unlock(self) -> None:
        """Unlock as somebody who knows the passphrase, without the seconds that it takes."""
        assert self.window.records is not None
        page = self.unlock_page
        self.wait(page.passphrase.isEnabled)
        self.window.records.office.keys._hold(self.records.founding.unlocked)
        page.unlocked.emit()
        self.wait_until_loaded()

    def unlock_with(self, passphrase: str) -> None:
        """Type a passphrase and press Enter."""
        page = self.unlock_page
        self.wait(page.passphrase.isEnabled)
        page.passphrase.setFocus()
        self.write(passphrase)
        self.keys(Qt.Key.Key_Return)

    def wait_until_loaded(self) -> None:
        end = tr("{shown} of {total} shown").rpartition("}")[2]
        self.wait(lambda: self.table.progress.text().endswith(end))

    def open(self, ticket: str) -> IntakePage:
        """Choose an intake with the keys, and press Enter."""
        number = self.tickets().index(ticket)
        self.table.view.mark_row(number)
        self.table.view.setFocus()
        self.keys(Qt.Key.Key_Return)
        self.wait(lambda: isinstance(self.unlocked.page, IntakePage))
        page = self.intake
        self.wait(lambda: not hasattr(page, "report") or page.report.is_whole)
        return page

    def unlock_and_open(self, answers: dict[str, Any], **how: Any) -> Origin:
        """Let a patient answer, then unlock and open that intake; return what it is known by."""
        with station(self.records) as room:
            origin = fill_in(room, answers, **how)
        self.unlock()
        self.open(origin.ticket)
        return origin

    def forwarded(self) -> None:
        """Wait until what the desk wrote is in the store."""
        assert self.window.records is not None
        assert self.window.records.recorder.forwarded(_WAIT_MS / 1000)

    def reply(self, answer: str | Qt.Key) -> list[str]:
        """Answer the next question with a button or a key; what it asked is found in the list."""
        asked: list[str] = []

        def answer_it(question: QuestionDialog) -> None:
            asked.extend(question.words.split("\n"))
            if isinstance(answer, Qt.Key):
                self.keys(answer)
            else:
                next(one for one in question.buttons if one.text() == answer).click()

        self.when_open(QuestionDialog, answer_it)
        return asked

    def when_open(self, kind: type[Dialog], act: Callable[[Dialog], None]) -> None:
        """Act on the next dialog of this kind; it runs a loop of its own, which takes this up."""
        timer = QTimer(self.window)

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            if isinstance(dialog, kind):
                timer.stop()
                act(dialog)

        timer.timeout.connect(look)
        timer.start(0)

    def save_as(self, path: Path) -> None:
        """Type a name into the dialog for files, when it opens."""

        def type_name(dialog: QFileDialog) -> None:
            name = dialog.findChild(QLineEdit, "fileNameEdit")
            assert name
            name.setText(str(path))
            dialog.accept()

        self.when_open(QFileDialog, type_name)


def founding() -> Founding:
    """Return keys that are made once for all tests."""
    return founded().founding


def clinic_records(folder: Path) -> Records:
    """Set up a clinic's records in a folder of their own."""
    return copied_to(folder, founded())


@contextmanager
def opened(
    qtbot: QtBot,
    records: Records,
    *,
    clinic: Clinic | None = None,
    size: tuple[int, int] = (1366, 768),
) -> Iterator[Desk]:
    """Open the desk's window, and close it at the end."""
    clock = Clock()
    window = DeskWindow(clinic or default_clinic(), records.folder, clock)
    window.resize(QSize(*size))
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    try:
        with pytest.MonkeyPatch.context() as quick:
            quick.setattr(feed, "_POLL_MS", 200)
            yield Desk(qtbot, window, records, clock)
    finally:
        window.lock()  # or closing would ask about what was typed and not saved, and wait for an answer
        window.close()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@contextmanager
def records_busy(desk: Desk) -> Iterator[None]:
    """Let nothing come back from the records until the end, as when they are slow."""
    free = Event()
    desk.window._backgrounds.work.run(free.wait, lambda _: None, lambda _: None)
    try:
        yield
    finally:
        free.set()
    asked: list[bool] = []
    desk.window._backgrounds.work.run(lambda: True, asked.append, lambda _: None)
    desk.wait(lambda: bool(asked))


__all__ = [
    "PASSPHRASE",
    "Clock",
    "Desk",
    "clinic_records",
    "founding",
    "opened",
    "records_busy",
]
