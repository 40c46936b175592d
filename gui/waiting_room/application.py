"""Start-up of the waiting room: the application, the records, and the one window."""

import time
from pathlib import Path

from PySide6.QtWidgets import QApplication

from gui.starting import clinic_or_default, dressed_application
from gui.unexpected import ErrorWatch
from gui.waiting_room.notice_page import NoticePage
from gui.waiting_room.records import RoomRecords
from gui.waiting_room.window import WaitingRoom
from questionnaire.clinic import Clinic
from questionnaire.records.errors import RecordsError
from questionnaire.records.setup import records_folder
from questionnaire.words import tr


def run(clinic_file: Path | None) -> int:
    """Open the waiting room, and return the exit code when staff have left it."""
    app = dressed_application()
    clinic, problems = clinic_or_default(clinic_file)
    if problems:
        first = tr("The clinic's settings can't be used. They have to be mended at the desk:")
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
    """Show one person after the other the questionnaire, until somebody knows the exit code."""
    # Closing messages and covering pages must not end the program.
    app.setQuitOnLastWindowClosed(False)
    room = WaitingRoom(clinic, records)
    errors = ErrorWatch(lambda: room, time.monotonic)
    room.wiped.connect(errors.forget)
    room.left.connect(lambda: app.exit(0))
    room.gate.guard_all(app)
    room.showFullScreen()
    room.start_anew()
    errors.start()
    try:
        return app.exec()
    finally:
        errors.stop()


def _say(app: QApplication, sentences: tuple[str, ...]) -> int:
    """Say why the waiting room can't begin; nothing is locked."""
    page = NoticePage(sentences)
    page.setWindowTitle(tr("Dystonia Triage"))
    page.left.connect(page.close)
    page.showMaximized()
    page.focus_start()
    return app.exec()
