"""A widget whose drawing fails leaves no painter open: Qt would end the program at the next paint."""

import linecache
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from PySide6.QtGui import QPixmapCache
from PySide6.QtWidgets import QWidget

from gui.desk.intake.entry_choice import KeyedMany
from gui.desk.setup.code_picture import CodePicture
from gui.figure.body_map import BodyMap
from gui.figure.people_picture import PeoplePicture
from gui.interview.answer_bar import AnswerButton
from gui.interview.question_page import QuestionPage
from gui.interview.report_view import FigurePicture
from gui.interview.review_page import ReviewRow
from gui.widgets.choice import ManyChoice, OneChoice, PageChoice
from gui.widgets.focus_ring import FocusRing
from gui.widgets.form_controls import Pick
from gui.widgets.labels import stack
from gui.widgets.page_header import PageHeader
from gui.widgets.reading_mark import ReadingMark
from gui.widgets.wrapped_button import WrappedButton
from questionnaire.answers import Answers
from questionnaire.interview import Interview
from questionnaire.questions import PAGES
from questionnaire.reports.blocks import Figure, People
from questionnaire.summary import AnswerRow

ROOT = Path(__file__).parents[3]
ROOMS = [room for room in sorted((ROOT / "gui").iterdir()) if room.is_dir()]

BROKEN = "drawing went wrong"
Place = tuple[str, int]


def _body() -> BodyMap:
    made = BodyMap()
    made.show_answer(Answers(affected=("left-hand", "neck")))
    return made


def _answer() -> AnswerButton:
    made = AnswerButton("unsure")
    made.show_state("I'm not sure", chosen=True)
    return made


def _header() -> PageHeader:
    made = PageHeader("Age when it began")
    made.show_step("Step 5 of 12", 5 / 12)
    return made


def _reading_mark() -> ReadingMark:
    made = ReadingMark(QuestionPage(Interview(), PAGES[0]))
    made.setMinimumSize(80, 40)
    made.show()
    return made


def _keyed() -> KeyedMany:
    made = KeyedMany("neck", "Neck")
    made.show_key("n", "or throat")
    made.setChecked(True)
    return made


def _ring() -> FocusRing:
    host = QWidget()
    made = FocusRing(host)
    made.setMinimumSize(80, 40)
    made.show()
    return made


MAKERS: dict[str, Callable[[], QWidget]] = {
    "BodyMap": _body,
    "PeoplePicture": lambda: PeoplePicture(People(low=8, high=23, of=100, caption="8 to 23")),
    "PageHeader": _header,
    "KeyedMany": _keyed,
    "FocusRing": _ring,
    "ReadingMark": _reading_mark,
    "PageChoice": lambda: PageChoice("now", "Now", "today"),
    "ReviewRow": lambda: ReviewRow(
        AnswerRow("impact", "impact", "Daily life", ("A little",), "answered")
    ),
    "FigurePicture": lambda: FigurePicture(Figure(sites=("left-hand",), caption="left hand")),
    "ManyChoice": lambda: ManyChoice("neck", "Neck", "or throat"),
    "OneChoice": lambda: OneChoice("now", "Now", "today"),
    "Pick": lambda: Pick("Paper"),
    "CodePicture": lambda: CodePicture("a secret"),
    "AnswerButton": _answer,
    "WrappedButton": lambda: WrappedButton("Go on with the questions"),
}


def painters() -> Iterator[type]:
    """Yield every class of ours that paints itself."""
    for room in ROOMS:
        for path in sorted(room.rglob("*.py")):
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            for one in vars(import_module(name)).values():
                if isinstance(one, type) and one.__module__ == name and "paintEvent" in vars(one):
                    yield one


def _opens_or_closes(frame: FrameType) -> bool:
    """Tell whether a line only opens or closes: there Qt alone could fail."""
    line = linecache.getline(frame.f_code.co_filename, frame.f_lineno)
    return line.strip().startswith("with ") or frame.f_code.co_name == "_as_before"


@contextmanager
def watched(reach: Callable[[Place], None]) -> Iterator[None]:
    """Call `reach` before each line of ours that is run."""

    def trace(frame: FrameType, event: str, _argument: Any) -> Any:
        if not frame.f_globals.get("__name__", "").startswith("gui."):
            return None
        place = frame.f_code.co_filename, frame.f_lineno
        if event == "line" and not _opens_or_closes(frame):
            reach(place)
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        yield
    finally:
        sys.settrace(before)


def lines_drawn(widget: QWidget) -> dict[Place, None]:
    """Return every line of ours that drawing the widget runs, each once."""
    found: dict[Place, None] = {}
    QPixmapCache.clear()
    with watched(found.setdefault):
        widget.window().grab()
    return found


def draw_broken_at(widget: QWidget, line: Place) -> None:
    """Draw the widget with an error before this line."""

    def reach(place: Place) -> None:
        if place == line:
            raise RuntimeError(BROKEN)

    QPixmapCache.clear()
    with watched(reach):
        widget.window().grab()


def test_every_widget_that_paints_is_tried() -> None:
    made = {name: make() for name, make in MAKERS.items()}
    untried = [
        one.__name__
        for one in painters()
        if not any(one in type(widget).mro() for widget in made.values())
    ]
    assert untried == []


@pytest.mark.parametrize("name", MAKERS)
@pytest.mark.qt_log_ignore(
    "Painter ended with"
)  # a painter that is closed forgets what it had set aside
@pytest.mark.usefixtures("themed")
def test_wherever_drawing_fails_the_painter_is_closed(name: str) -> None:
    widget, window = MAKERS[name](), QWidget()
    stack(window, widget)
    for _ in range(2):  # what is read or placed once and kept is not done again below
        window.grab()
    lines = lines_drawn(widget)
    assert lines
    left_open: list[Place] = []
    for line in lines:
        with pytest.raises(Exception, match=BROKEN) as caught:
            draw_broken_at(widget, line)
        if widget.paintingActive() or window.paintingActive():
            left_open.append(line)
        del caught  # until here the error keeps all that was in use alive, as a report of it would
    assert left_open == []
    assert lines_drawn(widget) == lines
