"""Makes the pictures of the README from the real program, without a screen.

    python docs/make_pictures.py                                 the README's pictures
    python docs/make_pictures.py --all --dark --out some/folder  every page, to judge how it looks
    python docs/make_pictures.py --every --out some/folder       every page at every size, in both themes

The same program on the same computer gives the same pictures, but for those of the records.
"""

import json
import os
import subprocess
import sys
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from itertools import product
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory

import pypdfium2
from contact_sheet import contact_sheet
from msgspec.structs import replace
from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from records_pictures import records_pictures

from gui.application import Session
from gui.interview.result_page import ResultPage
from gui.interview.wizard import Wizard
from gui.widgets.theme import TEXT_SIZES, apply_theme, palette, set_text_size
from questionnaire.answers import Answers
from questionnaire.clinic import default_clinic
from questionnaire.questions import PAGE
from questionnaire.reports.case import case_of
from questionnaire.reports.paper import Readers, SheetStamp, paper

#: The pictures that the README shows; `--all` makes the others too.
IN_THE_README = {
    "welcome", "stop", "body", "age", "review", "result", "staff", "sheet-patient", "sheet-staff",
    "room-start", "room-end", "room-cover", "desk-setup", "desk-recovery", "desk-unlock",
    "desk-table", "desk-intake", "desk-entry", "desk-settings",
}  # fmt: skip
_SIZES = ("1024x768", "1366x768", "1920x1080")
_WITH_WHOLE_RESULT = "1366x768"  # at the other sizes, its first screenful is enough

_MOMENT = datetime(2026, 1, 5, 10, 30).astimezone()  # on the printed sheets
_PAPER_DPI = 110
_COLOURS = 256
_UNTIL_QUIET_MS = 200  # enough for the longest result to be built piece by piece


def tour(wizard: Wizard, *, whole: bool) -> Iterator[str]:
    """Fill in a whole questionnaire, and yield the name of each picture when it can be taken.

    The result is shown to its end where it is wanted `whole`.
    """
    yield "welcome"
    yield from _beginning(wizard)
    yield from _body(wizard)
    yield from _ages(wizard)
    yield from _further_questions(wizard)
    yield "review"
    wizard.next()
    yield from _pages_of("result", wizard, whole=whole)
    page = wizard.current
    if isinstance(page, ResultPage):
        page.staff_switch.click()
        yield from _pages_of("staff", wizard, whole=whole)


def _beginning(wizard: Wizard) -> Iterator[str]:
    """Say who answers, mark an urgent sign, read what it says, and take the sign back."""
    interview = wizard.interview
    interview.answer("answered_by", "patient")
    wizard.next()
    yield "urgent"
    wizard.next()
    yield "urgent-missing"
    interview.answer("urgent_signs", ("breathing",))
    wizard.next()
    yield "stop"
    wizard.back()
    interview.answer("urgent_signs", ())
    wizard.next()


def _body(wizard: Wizard) -> Iterator[str]:
    interview = wizard.interview
    yield "body-empty"
    interview.answer("affected", ("neck", "left-hand", "left-shoulder"))
    yield "body"
    wizard.next()
    interview.answer("first_affected", "neck")
    yield "first"
    wizard.next()


def _ages(wizard: Wizard) -> Iterator[str]:
    interview = wizard.interview
    interview.answer("onset_certainty", "unsure")
    yield "age-unsure"
    interview.answer("onset_certainty", "about")
    interview.enter_age("onset_age", "34")
    interview.enter_age("current_age", "22")
    wizard.next()
    yield "age-contradiction"
    interview.enter_age("current_age", "41")
    wizard.current.show_problems(())
    yield "age"
    wizard.next()


def _further_questions(wizard: Wizard) -> Iterator[str]:
    """Answer what is asked from here to the review; a question without an answer here is left open."""
    answers = {
        "pattern": ("task",),
        "tasks": ("writing",),
        "medicines": "past",
        "family_history": "unsure",
        "conditions": (),
        "impact": "moderate",
    }
    interview = wizard.interview
    while interview.page != "review":
        asked = [question.field for question in PAGE[interview.page].questions]
        for field in asked:
            if field in answers:
                interview.answer(field, answers[field])
        yield asked[0].replace("_", "-")
        wizard.next()


def _pages_of(name: str, wizard: Wizard, *, whole: bool) -> Iterator[str]:
    """Yield the name for what is seen first, and one for each further screenful that is wanted."""
    _settle()
    pane = wizard.current.pane
    yield name
    number = 1
    while whole and pane.more_below:
        number += 1
        pane.page_down()
        yield f"{name}-{number}"


def sheets(answers: Answers) -> Iterator[tuple[str, QImage]]:
    """Yield the first page of both printed sheets as pictures."""
    case = case_of(answers, replace(default_clinic(), paper="A4"), _MOMENT.date())
    readers: tuple[Readers, ...] = ("patient", "staff")
    for reader in readers:
        document = pypdfium2.PdfDocument(paper(case, SheetStamp(moment=_MOMENT), reader).pdf)
        drawn = document[0].render(scale=_PAPER_DPI / 72)
        size = drawn.width, drawn.height, drawn.stride
        image = QImage(bytes(drawn.buffer), *size, QImage.Format.Format_BGR888)
        yield f"sheet-{reader}", image.copy()


def save(image: QImage, path: Path) -> None:
    """Save a picture with the 256 colours that it uses most, so that the file is small."""
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    counted = Counter(memoryview(image.constBits()).cast("I"))
    table = [colour for colour, _ in counted.most_common(_COLOURS)]
    flags = Qt.ImageConversionFlag.ThresholdDither
    image.convertToFormat(QImage.Format.Format_Indexed8, table, flags).save(str(path))


def _settle() -> None:
    """Let everything that waits be done, such as the rest of the result."""
    QTest.qWait(_UNTIL_QUIET_MS)


def _options() -> Namespace:
    parser = ArgumentParser(description="Make pictures of the program.")
    parser.add_argument("--size", default="1366x768", help="of the window, in pixels")
    parser.add_argument("--scale", default="1", help="how much larger the system draws everything")
    parser.add_argument(
        "--text", type=int, default=100, choices=TEXT_SIZES, help="size, in percent"
    )
    parser.add_argument("--dark", action="store_true", help="on a dark screen")
    parser.add_argument("--all", action="store_true", help="every page")
    parser.add_argument(
        "--every", action="store_true", help="every page in every way, and overviews"
    )
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "pictures")
    return parser.parse_args()


def _every(out: Path) -> None:
    """Make all pictures once for each size, theme and size of text; Qt believes one screen a process."""
    for size, theme, text in product(_SIZES, ("light", "dark"), ("100", "200")):
        folder = out / f"{size}-{theme}-{text}"
        wanted = ["--all", "--size", size, "--text", text, "--out", str(folder)]
        if theme == "dark":
            wanted.append("--dark")
        command = [sys.executable, __file__, *wanted]
        subprocess.run(command, check=True)  # noqa: S603 this program itself


def _application(chosen: Namespace) -> QApplication:
    """Start Qt without a screen, as if there were one of the wanted size: the waiting room fills it."""
    width, height = map(int, chosen.size.split("x"))
    screen = {"name": "screen", "x": 0, "y": 0, "width": width, "height": height, "dpr": 1}
    screen |= {"logicalDpi": 96, "logicalBaseDpi": 96}
    with NamedTemporaryFile("w", suffix=".json", delete=False) as file:
        file.write(json.dumps({"screens": [screen]}))
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={file.name}"
    os.environ["QT_SCALE_FACTOR"] = chosen.scale
    try:
        return QApplication(sys.argv[:1])
    finally:
        Path(file.name).unlink()


def _make(chosen: Namespace) -> Iterator[tuple[str, QImage]]:
    """Yield each picture with its name."""
    width, height = (int(float(side) / float(chosen.scale)) for side in chosen.size.split("x"))
    wizard = Session(default_clinic()).wizard
    wizard.resize(width, height)
    wizard.show()
    set_text_size(chosen.text)
    for name in tour(wizard, whole=chosen.size == _WITH_WHOLE_RESULT):
        _settle()
        yield name, wizard.grab().toImage()
    yield from sheets(wizard.interview.answers)
    wizard.hide()
    with TemporaryDirectory() as folder:
        yield from records_pictures(Path(folder), QSize(width, height), text=chosen.text)


def main() -> None:
    """Make the pictures."""
    chosen = _options()
    if chosen.every:
        _every(chosen.out)
        return
    app = _application(chosen)
    apply_theme(app)
    app.setPalette(palette(dark=chosen.dark))
    chosen.out.mkdir(parents=True, exist_ok=True)
    paths: list[Path] = []
    for name, image in _make(chosen):
        if chosen.all or name in IN_THE_README:
            paths.append(chosen.out / f"{name}.png")
            save(image, paths[-1])
    if chosen.all:
        save(contact_sheet(paths), chosen.out / "overview.png")
    QTimer.singleShot(0, app.quit)
    app.exec()  # its end is told to what still runs, such as a voice


if __name__ == "__main__":
    main()
