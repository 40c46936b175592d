"""What a real printing system makes of sheets that it took: printed, kept, or broken off."""

from collections.abc import Iterator
from pathlib import Path

import office_printer
import pytest
from office_printer import NAME, administer
from printed import STAMP, WRITER, case
from PySide6.QtCore import QObject
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from pytestqt.qtbot import QtBot

from gui.paper.print_watch import PrintWatch
from gui.paper.printing import print_on

pytestmark = pytest.mark.usefixtures("printer")
_WAIT_MS = 30_000


class Watcher:
    """A desk's watch that looks and loses patience sooner, and what it said."""

    def __init__(self, parent: QObject) -> None:
        self.said: list[tuple[str, str]] = []
        self.watch = PrintWatch(parent)
        self.watch.patience_ms = 600
        self.watch.looks.setInterval(200)
        self.watch.trouble.connect(lambda *said: self.said.append(said))

    def print(self) -> None:
        """Print the writer's result as the desk does."""
        printer = QPrinter(QPrinterInfo.printerInfo(NAME))
        assert "was sent" in print_on(printer, case(WRITER), STAMP, on_sent=self.watch.watch)

    @property
    def last(self) -> str:
        """What is said now."""
        source, words = self.said[-1]
        assert source == "printer"
        return words


@pytest.fixture
def watcher(qtbot: QtBot) -> Iterator[Watcher]:
    parent = QObject()
    made = Watcher(parent)
    yield made
    made.watch.end()


def test_in_half_a_minute_it_is_noticed_what_was_not_printed() -> None:
    parent = QObject()
    watch = PrintWatch(parent)
    assert watch.patience_ms + watch.looks.interval() <= 30_000


def test_of_what_was_printed_nothing_is_said(watcher: Watcher, qtbot: QtBot) -> None:
    watcher.print()
    qtbot.waitUntil(lambda: not watcher.watch.looks.isActive(), timeout=_WAIT_MS)
    assert {words for _, words in watcher.said} == {""}


def test_a_printer_that_takes_sheets_and_prints_none_is_named_until_it_does(
    watcher: Watcher, qtbot: QtBot
) -> None:
    administer("cupsdisable", NAME)
    watcher.print()
    qtbot.waitUntil(lambda: "has not printed" in watcher.last, timeout=_WAIT_MS)
    assert f"“{NAME}”" in watcher.last
    administer("cupsenable", NAME)
    qtbot.waitUntil(lambda: watcher.last == "", timeout=_WAIT_MS)


def test_a_printer_that_is_not_there_is_named(watcher: Watcher, qtbot: QtBot) -> None:
    administer("lpadmin", "-p", NAME, "-v", "socket://127.0.0.1:1")
    watcher.print()
    qtbot.waitUntil(lambda: "has not printed" in watcher.last, timeout=_WAIT_MS)


def test_sheets_that_were_given_up_at_the_printer_are_told(watcher: Watcher, qtbot: QtBot) -> None:
    administer("cupsdisable", NAME)
    watcher.print()
    qtbot.waitUntil(lambda: "has not printed" in watcher.last, timeout=_WAIT_MS)
    administer("cancel", "-a", NAME)
    qtbot.waitUntil(lambda: not watcher.watch.looks.isActive(), timeout=_WAIT_MS)


def test_where_nothing_can_be_asked_nothing_is_said(
    watcher: Watcher, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    administer("cupsdisable", NAME)
    monkeypatch.setenv("PATH", str(tmp_path))
    watcher.print()
    assert not watcher.watch.looks.isActive()


def test_a_desk_that_is_locked_asks_no_more(watcher: Watcher, qtbot: QtBot) -> None:
    administer("cupsdisable", NAME)
    watcher.print()
    qtbot.waitUntil(lambda: "has not printed" in watcher.last, timeout=_WAIT_MS)
    watcher.watch.end()
    assert watcher.last == ""
    assert not watcher.watch.looks.isActive()
    assert office_printer.printed()
