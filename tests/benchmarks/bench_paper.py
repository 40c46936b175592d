"""A program that writes the printed report a few times and prints the milliseconds of each.

The time is the processor's and leaves out the start of Python; the first is what the `report`
command pays, because Typst is imported and reads its fonts then.
"""

import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from bench_people import people

from questionnaire.clinic import default_clinic
from questionnaire.reading import read_answers
from questionnaire.reports.case import case_of
from questionnaire.reports.paper import SheetStamp, write_paper

_REPORTS = 15


def main() -> None:
    """Print one line of JSON with what each report took."""
    stamp = SheetStamp(moment=datetime(2026, 1, 2, tzinfo=UTC))
    clinic = default_clinic()
    took = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.pdf"
        for person in people(_REPORTS):
            began = time.process_time()
            answers = read_answers(msgspec.json.encode(person))
            write_paper(path, case_of(answers, clinic, stamp.moment.date()), stamp)
            took.append((time.process_time() - began) * 1000)
    sys.stdout.buffer.write(msgspec.json.encode(took))


if __name__ == "__main__":
    main()
