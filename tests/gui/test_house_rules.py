"""Rules of the house that only the source, or every page at once, can show broken."""

import ast
import enum
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import PySide6.QtCore
import PySide6.QtGui
import PySide6.QtPrintSupport
import PySide6.QtTest
import PySide6.QtWidgets
import pytest
from conftest import OpenWizard
from driver import Visitor

from gui.interview.navigation import PAGE_NUMBER
from questionnaire.pages import PageId
from questionnaire.questions import PAGES

ROOT = Path(__file__).parents[2]
SOURCES = [*sorted((ROOT / "gui").rglob("*.py")), *sorted((ROOT / "tests" / "gui").glob("*.py"))]
QT = (
    PySide6.QtCore,
    PySide6.QtGui,
    PySide6.QtWidgets,
    PySide6.QtPrintSupport,
    PySide6.QtTest,
)
#: One of each answer, so that every question of the interview is asked.
EVERYTHING = {
    "urgent_signs": ("breathing",),
    "affected": ("neck", "left-hand"),
    "onset_age": 34,
    "pattern": ("task",),
}


@cache
def members(owner: str) -> frozenset[str]:
    """Return the members of all enums of a class of Qt."""
    found = next((one for qt in QT if (one := getattr(qt, owner, None))), None)
    enums = (one for name in dir(found) if isinstance(one := getattr(found, name), enum.EnumMeta))
    return frozenset(member for one in enums for member in one.__members__)


def unscoped(source: str) -> Iterator[str]:
    """Yield every member of one of Qt's enums that is written without the enum's name."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Attribute(value=ast.Name(id=owner), attr=attr) if attr in members(owner):
                yield f"{owner}.{attr}"


def everywhere(visitor: Visitor) -> Iterator[PageId]:
    """Walk through every page."""
    for page in PAGES:
        assert visitor.page == page.id
        yield page.id
        if page.id != "result":
            visitor.go_on()


def test_an_unscoped_enum_is_noticed() -> None:
    source = "a = Qt.AlignCenter, Qt.AlignmentFlag.AlignCenter, QFrame.NoFrame, QWizard.back"
    assert list(unscoped(source)) == ["Qt.AlignCenter", "QFrame.NoFrame"]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_enums_are_written_with_their_names(path: Path) -> None:
    assert list(unscoped(path.read_text(encoding="utf-8"))) == []


def test_every_page_of_the_interview_has_a_page_of_the_wizard(open_wizard: OpenWizard) -> None:
    visitor = open_wizard(**EVERYTHING)
    assert list(everywhere(visitor)) == [page.id for page in PAGES]
    assert set(PAGE_NUMBER) == {page.id for page in PAGES}


def test_every_question_has_a_control_on_its_page(open_wizard: OpenWizard) -> None:
    visitor = open_wizard(**EVERYTHING)
    for id_ in everywhere(visitor):
        page = next(page for page in PAGES if page.id == id_)
        boxes = visitor.wizard.current.boxes
        assert list(boxes) == [question.field for question in page.questions]
        for question in visitor.interview.asked(page):
            assert boxes[question.field].field.isVisible()
            assert question.heading.to("patient") in visitor.read()


def test_a_page_is_not_built_before_somebody_may_need_it(visitor: Visitor) -> None:
    assert visitor.wizard.current.is_built
    assert set(visitor.wizard.pageIds()) <= {PAGE_NUMBER["welcome"], PAGE_NUMBER["urgent"]}
