"""A program that writes the printed report a few times and prints the milliseconds of each.

The time is the processor's and leaves out the start of Python and Qt; the first is what the
`report` command pays, because fonts are loaded then.
"""

import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import msgspec
from bench_people import people
from PySide6.QtGui import QGuiApplication

from gui.paper.document import write_pdf
from gui.start.qt_check import prepare_qt
from questionnaire.clinic import default_clinic
from questionnaire.reading import read_answers
from questionnaire.reports.case import case_of

_REPORTS = 15


def main() -> None:
    """Print one line of JSON with what each report took."""
    prepare_qt(window=False)
    app = QGuiApplication(sys.argv[:1])
    clinic = default_clinic()
    took = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.pdf"
        for person in people(_REPORTS):
            began = time.process_time()
            answers = read_answers(msgspec.json.encode(person))
            write_pdf(path, case_of(answers, clinic, date(2026, 1, 2)))
            took.append((time.process_time() - began) * 1000)
    del app
    sys.stdout.buffer.write(msgspec.json.encode(took))


if __name__ == "__main__":
    main()
