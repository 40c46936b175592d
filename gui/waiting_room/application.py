"""Start-up of the waiting room: the application, the records, and the one window."""

import time
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEventLoop, Signal
from PySide6.QtWidgets import QApplication

from gui.start.core_dumps import forbid_core_dumps
from gui.start.error_watch import ErrorWatch
from gui.start.startup import clinic_or_default, dressed_application
from gui.waiting_room.program_files import ProgramFiles, begin_anew, load_everything
from gui.waiting_room.records import RoomRecords
from gui.waiting_room.window import WaitingRoom
from gui.widgets.labels import button, heading, label
from gui.widgets.window_page import RoomPage
from questionnaire import EXIT_BAD_INPUT, EXIT_GOOD
from questionnaire.clinic import Clinic, default_clinic
from questionnaire.records.errors import RecordsError
from questionnaire.records.setup import records_folder
from questionnaire.words import tr

_BEGIN_ANEW = 1000  # a code that no program ends with


class NoticePage(RoomPage):
    """Says what has to be done first; no patient was here yet, so that anybody may leave."""

    left = Signal()

    def __init__(self, sentences: Sequence[str]) -> None:
        title = tr("The waiting room can't start yet")
        super().__init__(title)
        self._words = (title, *sentences)
        self.content.addWidget(heading(title, "question"))
        for sentence in sentences:
            self.content.addWidget(label(sentence))
        self.content.addStretch(1)
        self.leave = button(tr("Leave"), "primary", self.left)
        self.foot.show_only(right=(self.leave,))
        self.say_words()

    def words(self) -> tuple[str, ...]:
        """Return what is to be done."""
        return self._words

    def focus_start(self) -> None:
        """Leaving is all that there is to do."""
        self.leave.setFocus()


def run(clinic_file: Path | None) -> int:
    """Open the waiting room, and return the exit code when staff have left it."""
    forbid_core_dumps()
    app = dressed_application()
    clinic, problems = clinic_or_default(clinic_file)
    if problems:
        first = tr("The clinic's settings can't be used. Correct them at the desk:")
        return _say(app, (first, *problems))
    try:
        records = RoomRecords(records_folder())
    except RecordsError as error:
        return _say(app, (str(error),))
    try:
        return _stay(app, clinic, records)
    finally:
        records.close()


def _stay(app: QApplication, clinic: Clinic, records: RoomRecords) -> int:
    """Show one person after the other the questionnaire, until someone enters the staff PIN."""
    # Closing messages and covering pages must not end the program.
    app.setQuitOnLastWindowClosed(False)
    files = ProgramFiles(lambda: room.is_free)
    room = WaitingRoom(clinic, records)
    room.wiped.connect(files.look)
    files.replaced.connect(lambda: app.exit(_BEGIN_ANEW))
    errors = ErrorWatch(lambda: room, time.monotonic)
    room.wiped.connect(errors.forget)
    room.left.connect(lambda: app.exit(0))
    room.gate.guard_all()
    room.showFullScreen()
    room.start_anew()
    errors.start()
    try:
        app.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        _load(clinic, errors)
        code = app.exec()
        files.close()
        if code == _BEGIN_ANEW:
            records.close()
            begin_anew()  # the window stays until the last moment
        return code
    finally:
        errors.stop()


def _load(clinic: Clinic, errors: ErrorWatch) -> None:
    """Load everything before the first patient can touch anything; what can't be loaded is said."""
    try:
        load_everything(clinic)
    except Exception as error:  # noqa: BLE001 the room may still do without it
        errors.caught(type(error), error, error.__traceback__)


def rehearse() -> int:
    """Try whether everything can be loaded; an error ends the program with another code."""
    dressed_application()
    load_everything(default_clinic())
    return EXIT_GOOD


def _say(app: QApplication, sentences: tuple[str, ...]) -> int:
    """Say why the waiting room can't start, and return 2 once it was read; nothing is locked."""
    page = NoticePage(sentences)
    page.setWindowTitle(tr("Dystonia Triage"))
    page.left.connect(page.close)
    page.showMaximized()
    page.focus_start()
    return app.exec() or EXIT_BAD_INPUT
