"""A program that fills in the questionnaire in the waiting room, every answer sealed and kept meanwhile.

The time is the screen's thread's own, from the press on Continue until the next page is painted: what
seals and writes runs beside it. Argument: the number of people.
"""

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
from bench_pages import Painted
from bench_people import Person, people
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui.start.qt_check import prepare_qt
from gui.waiting_room.records import RoomRecords
from gui.waiting_room.window import WaitingRoom
from gui.widgets.theme import apply_theme
from questionnaire.clinic import default_clinic
from questionnaire.records.desk.founding import found

_READING_MS = 80  # far less than anybody reads for; saving goes on meanwhile and after


def interview(app: QApplication, room: WaitingRoom, person: Person) -> Iterator[tuple[str, float]]:
    """Answer every question as this person does, and yield each page that comes with its time."""
    room.begin()
    assert room.visit
    wizard = room.visit.wizard
    QTest.qWait(_READING_MS)
    for field, value in person.items():
        wizard.interview.answer(field, tuple(value) if isinstance(value, list) else value)
    while wizard.page_id != "result":
        wizard.interview.answer("impact", "mild")  # an answer that is being kept as the page turns
        painted = Painted()
        began = time.thread_time()
        wizard.foot.go_on.click()
        page = wizard.currentPage()
        page.installEventFilter(painted)
        while not painted.seen:
            app.processEvents()
        yield wizard.page_id, (time.thread_time() - began) * 1000
        page.removeEventFilter(painted)
        QTest.qWait(_READING_MS)
    room.start_anew()


def main() -> None:
    """Print one line of JSON: for each interview its pages in their order, each with its time."""
    prepare_qt(window=True)
    app = QApplication(sys.argv[:1])
    apply_theme(app)
    with TemporaryDirectory() as folder:
        founding = found(Path(folder), "", "Anna", "four words are better")
        founding.with_staff_pin("471147").finish(Path(folder))
        records = RoomRecords(Path(folder))
        room = WaitingRoom(default_clinic(), records)
        room.showFullScreen()
        room.start_anew()
        took = [list(interview(app, room, person)) for person in people(int(sys.argv[1]))]
        records.close()
    sys.stdout.buffer.write(msgspec.json.encode(took))


if __name__ == "__main__":
    main()
