"""What can be wrong with how a page is laid out, found by measuring it."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QStyle,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QWidget,
)

from gui.figure.body_map import BodyMap
from gui.interview.answer_bar import AnswerButton
from gui.interview.body_page import BodyPage
from gui.interview.question_page import QuestionPage
from gui.interview.review_page import ReviewRow
from gui.interview.wizard import Wizard
from gui.widgets.choice import ChoiceRow
from gui.widgets.wrapped_button import WrappedButton
from questionnaire.body import SITES

_SEEN = (QLabel, QAbstractButton, QLineEdit, BodyMap)
_FAR = 10_000
_ROUNDS = 10  # of events, until grids have found their columns and pages whether they scroll


def settle() -> None:
    """Let everything find its place."""
    for _ in range(_ROUNDS):
        QApplication.processEvents()


def faults(wizard: Wizard, size: QSize) -> list[str]:
    """Return everything that is wrong with the page that is shown, in words."""
    page = wizard.current
    found = [f"window is {wizard.size().toTuple()}"] if wizard.size() != size else []
    found += [f"outside the window: {name(one)}" for one in _shown(wizard) if _leaves(one, wizard)]
    found += _sideways(page)
    found += [f"cut: {name(one)}" for one in _shown(wizard) if is_cut(one)]
    found += [f"cut on the figure: {words!r}" for words in _cut_on_figure(wizard)]
    found += [f"overlap: {name(a)} / {name(b)}" for a, b in _overlapping(wizard)]
    return found


def is_cut(widget: QWidget) -> bool:
    """Tell whether a widget is smaller than its words need."""
    if isinstance(widget, QLabel):
        room = widget.contentsRect().size()
        return _exceeds(_wrapped(widget, widget.text(), room.width()), room)
    if isinstance(widget, (ChoiceRow, WrappedButton, AnswerButton, ReviewRow)):
        return widget.heightForWidth(widget.width()) > widget.height()
    if isinstance(widget, QPushButton):
        needed = widget.fontMetrics().size(0, widget.text())
        return _exceeds(needed, _inside(widget).size())
    if isinstance(widget, QLineEdit):
        hint = widget.fontMetrics().horizontalAdvance(widget.placeholderText())
        return hint > widget.width() - widget.minimumSizeHint().width()
    if isinstance(widget, QComboBox):
        words = widget.fontMetrics().horizontalAdvance(widget.currentText())
        option = QStyleOptionComboBox()
        widget.initStyleOption(option)
        parts = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        return words > widget.style().subControlRect(parts[0], option, parts[1], widget).width()
    return False


def edges(page: QWidget, widgets: Sequence[QWidget]) -> tuple[int, int]:
    """Return how far they stand from the page's two sides, in pixels."""
    lefts = [one.mapTo(page, one.rect().topLeft()).x() for one in widgets]
    rights = [one.mapTo(page, one.rect().topRight()).x() + 1 for one in widgets]
    return min(lefts), page.width() - max(rights)


def middle_of_colour(widget: QWidget, colour: QColor, inside: QRect) -> float:
    """Return the middle of what a part of a widget shows in a colour, from its left edge, in pixels."""
    image = widget.grab().toImage()
    columns = [
        x
        for x in range(inside.left(), inside.right())
        for y in range(inside.top(), inside.bottom())
        if image.pixelColor(x, y) == colour
    ]
    return sum(columns) / len(columns)


def name(widget: QWidget) -> str:
    """Return how somebody would call a widget."""
    text = widget.text() if isinstance(widget, (QLabel, QAbstractButton)) else ""
    return f"{type(widget).__name__} {(text or widget.accessibleName())[:50]!r}"


def choices(wizard: Wizard) -> list[QAbstractButton]:
    """Return the choices on the page."""
    return [one for one in _shown(wizard) if isinstance(one, ChoiceRow)]


def buttons(wizard: Wizard) -> list[QPushButton]:
    """Return the push buttons of the page and under it."""
    return [one for one in _shown(wizard) if isinstance(one, QPushButton)]


def _shown(wizard: Wizard) -> list[QWidget]:
    return [
        one for one in wizard.findChildren(QWidget) if isinstance(one, _SEEN) and one.isVisible()
    ]


def _leaves(widget: QWidget, wizard: Wizard) -> bool:
    """Tell whether a widget leaves the window, or its page to the side; downwards a page scrolls."""
    box = QRect(widget.mapTo(wizard, widget.rect().topLeft()), widget.size())
    content = wizard.current.pane.content
    if content.isAncestorOf(widget):
        return box.left() < 0 or box.right() > wizard.width()
    return not wizard.rect().contains(box)


def _sideways(page: QuestionPage) -> Iterator[str]:
    pane = page.pane
    if pane.content.width() > pane.viewport().width() or pane.horizontalScrollBar().maximum():
        yield "scrolls sideways"
    content = pane.content
    for one in content.findChildren(QWidget):
        if isinstance(one, _SEEN) and one.isVisible():
            box = QRect(one.mapTo(content, one.rect().topLeft()), one.size())
            if not content.rect().contains(box):
                yield f"outside the content: {name(one)}"


def _overlapping(wizard: Wizard) -> Iterator[tuple[QWidget, QWidget]]:
    """Yield the pairs of widgets that stand on each other; what scrolls is seen only in its pane."""
    pane = wizard.current.pane
    window = QRect(
        pane.viewport().mapTo(wizard, pane.viewport().rect().topLeft()), pane.viewport().size()
    )
    shown = _shown(wizard)
    inside = [one for one in shown if pane.content.isAncestorOf(one)]
    outside = [one for one in shown if not pane.isAncestorOf(one)]
    boxes = {one: QRect(one.mapTo(wizard, one.rect().topLeft()), one.size()) for one in shown}
    for one, other in (*combinations(inside, 2), *combinations(outside, 2)):
        if boxes[one].intersects(boxes[other]) and not one.isAncestorOf(other):
            yield one, other
    yield from ((one, pane) for one in outside if boxes[one].intersects(window))


def _cut_on_figure(wizard: Wizard) -> Iterator[str]:
    page = wizard.current
    figure = page.figure if isinstance(page, BodyPage) else None
    if figure and figure.isVisible():
        yield from words_cut_on(figure)


def words_cut_on(figure: BodyMap) -> Iterator[str]:
    """Yield what the figure writes into a place that is too small for it."""
    written = [one for site in SITES for one in figure.written(site)]
    for words, place, bold in written:
        room = place.toRect()
        flags = int(Qt.TextFlag.TextWordWrap)
        font, fitting = figure.fitted(words, place, bold=bold)
        needed = QFontMetrics(font).boundingRect(QRect(QPoint(), room.size()), flags, fitting)
        if _exceeds(needed.size(), room.size()):
            yield words


def _wrapped(widget: QWidget, text: str, width: int) -> QSize:
    room = QRect(0, 0, width, _FAR)
    return widget.fontMetrics().boundingRect(room, int(Qt.TextFlag.TextWordWrap), text).size()


def _exceeds(needed: QSize, room: QSize) -> bool:
    return needed.width() > room.width() or needed.height() > room.height()


def _inside(button: QPushButton) -> QRect:
    option = QStyleOptionButton()
    button.initStyleOption(option)
    element = QStyle.SubElement.SE_PushButtonContents
    return button.style().subElementRect(element, option, button)
