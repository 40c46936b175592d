"""Where the clinic's settings are written."""

import os
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from questionnaire.clinic import FILE_NAME


def clinic_file_to_write(in_use: Path | None, folder: str = "dystonia-triage") -> Path:
    """Return the file in use, or the user's own where there is none that may be written."""
    if in_use and os.access(in_use, os.W_OK) and os.access(in_use.resolve().parent, os.W_OK):
        return in_use
    place = QStandardPaths.StandardLocation.GenericConfigLocation
    return Path(QStandardPaths.writableLocation(place)) / folder / FILE_NAME
