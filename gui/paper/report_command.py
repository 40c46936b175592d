"""The `report` command: one case to a PDF, without a screen."""

import sys
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from gui.paper.document import NotWrittenError, write_pdf
from gui.start.qt_check import require_a_font
from questionnaire.answers import Answers
from questionnaire.clinic import Clinic
from questionnaire.reports.case import case_of
from questionnaire.words import tr


def report_to_pdf(answers: Answers, clinic: Clinic, path: Path) -> str:
    """Write the report, and return what went wrong; empty when all is well."""
    # Text needs an application to be laid out. On Linux this one looks for no display.
    screenless = ["-platform", "offscreen"] if sys.platform == "linux" else []
    app = QGuiApplication.instance() or QGuiApplication([*sys.argv[:1], *screenless])
    require_a_font()
    today = datetime.now(tz=UTC).astimezone().date()
    try:
        write_pdf(path, case_of(answers, clinic, today))
    except NotWrittenError as error:
        return tr("{path}: can't be written ({reason})").format(path=path, reason=error)
    finally:
        del app
    return ""
