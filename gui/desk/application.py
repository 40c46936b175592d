"""Start-up of the front desk, by its own command or from the first page of the questionnaire."""

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer

from gui.desk.window import DeskWindow
from gui.start.core_dumps import forbid_core_dumps
from gui.start.error_watch import ErrorWatch
from gui.start.startup import (
    clinic_file_to_write,
    clinic_or_default,
    dressed_application,
    find_clinic_file,
    show_roomy,
    tell_of,
)
from questionnaire import EXIT_BAD_INPUT, EXIT_GOOD
from questionnaire.clinic import Clinic
from questionnaire.records.setup import records_folder


def run(clinic_file: Path | None) -> int:
    """Open the desk, and return the exit code when it is closed: 2 where the records could not be used."""
    app = dressed_application()
    clinic, problems = clinic_or_default(clinic_file)
    window = desk_window(clinic, clinic_file, time.monotonic)
    errors = ErrorWatch(lambda: window, time.monotonic)
    # Qt ends the program with its last window, unless it takes another one for a window that is still open.
    window.closed.connect(lambda: app.exit(EXIT_GOOD))
    show_roomy(window)
    errors.start()
    if problems:
        QTimer.singleShot(0, lambda: tell_of(problems, window))
    try:
        return app.exec() or (EXIT_BAD_INPUT if window.is_refused else EXIT_GOOD)
    finally:
        errors.stop()


def desk_window(clinic: Clinic, clinic_file: Path | None, clock: Callable[[], float]) -> DeskWindow:
    """Return the desk of this computer; its settings are kept in the file that was named or found."""
    forbid_core_dumps()
    path = clinic_file_to_write(clinic_file or find_clinic_file())
    return DeskWindow(clinic, records_folder(), clock, path)
