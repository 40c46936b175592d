"""A program that fills in the questionnaire on the real wizard and prints what each page took.

The time is the processor's, from the press on Continue until the next page is painted.
Arguments: the number of the first person and of the one after the last; or "bare" and how often,
for a QWizard with one label on each page.
"""

import sys
import time
from collections.abc import Callable, Iterator

import msgspec
from bench_people import Person, people
from PySide6.QtCore import QEvent, QObject
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWizard, QWizardPage

from gui.application import Session
from gui.start.qt_check import prepare_qt
from gui.start.startup import dressed_application
from questionnaire.clinic import default_clinic

_SIZE = (1366, 768)
_BARE_PAGES = 12
_READING_MS = 150  # far less than anybody reads for; what is done meanwhile is not waited for


class Painted(QObject):
    """Notices when a widget has been painted."""

    def __init__(self) -> None:
        super().__init__()
        self.seen = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 Qt's name
        """Remember that it was painted."""
        self.seen = self.seen or event.type() == QEvent.Type.Paint
        return super().eventFilter(watched, event)


def until_painted(app: QApplication, wizard: QWizard, press: Callable[[], None]) -> float:
    """Return the milliseconds of the processor from a press until the new page is painted."""
    painted = Painted()
    began = time.process_time()
    press()
    page = wizard.currentPage()
    page.installEventFilter(painted)
    while not painted.seen:
        app.processEvents()
    took = time.process_time() - began
    page.removeEventFilter(painted)
    app.processEvents()
    return took * 1000


def interview(app: QApplication, session: Session, person: Person) -> Iterator[tuple[str, float]]:
    """Answer every question as this person does, and yield each page that comes with its time."""
    wizard = session.wizard
    wizard.resize(*_SIZE)
    QTest.qWait(_READING_MS)
    for field, value in person.items():
        fitting = tuple(value) if isinstance(value, list) else value
        wizard.interview.answer(field, fitting)
    while wizard.page_id != "result":
        took = until_painted(app, wizard, wizard.foot.go_on.click)
        yield wizard.page_id, took
        QTest.qWait(_READING_MS)


def bare(app: QApplication) -> Iterator[tuple[str, float]]:
    """Walk through a wizard with one label on each page."""
    wizard = QWizard()
    for number in range(_BARE_PAGES):
        page = QWizardPage()
        QVBoxLayout(page).addWidget(QLabel(f"Label {number}"))
        wizard.addPage(page)
    wizard.resize(*_SIZE)
    wizard.show()
    QTest.qWait(_READING_MS)
    for _ in range(_BARE_PAGES - 1):
        yield "bare", until_painted(app, wizard, wizard.next)
        QTest.qWait(_READING_MS)


def main() -> None:
    """Print one line of JSON: for each interview its pages in their order, each with its time."""
    prepare_qt(window=True)
    first, last = sys.argv[1:]
    if first == "bare":
        app = QApplication(sys.argv[:1])
        took = [list(bare(app)) for _ in range(int(last))]
    else:
        app = dressed_application()
        session = Session(default_clinic())
        session.start()
        took = []
        for person in people(int(last))[int(first) :]:
            took.append(list(interview(app, session, person)))
            session.restart()
    sys.stdout.buffer.write(msgspec.json.encode(took))


if __name__ == "__main__":
    main()
