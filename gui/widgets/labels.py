"""Labels, buttons and boxes, looked up in the stylesheet by their role, and how they are laid out."""

from collections.abc import Callable, Iterable, Iterator
from typing import Literal, TypeVar

from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from gui.widgets.heard_as import HeardAsAlert, HeardAsHeading
from gui.widgets.press_guard import GuardedButton

Role = Literal[
    "question",
    "subquestion",
    "name",
    "section",
    "title",
    "hint",
    "step",
    "small",
    "dense",
    "dense-title",
    "error",
    "body",
    "stop-title",
    "stop-text",
    "code",
    "notice",
    "listen",
    "entry-question",
    "entry-hint",
]

ButtonRole = Literal[
    "plain",
    "primary",
    "link",
    "tool",
    "listen",
    "staff",
    "below",
    "begin",
    "answer",
    "row",
    "figure",
    "letter",
]

_Label = TypeVar("_Label", bound=QLabel)

#: What a press does.
Act = SignalInstance | Callable[[], object]


def label(text: str, role: Role = "body") -> QLabel:
    """Return a wrapped label; what people typed or settings hold is never read as markup."""
    return _dressed(QLabel(text), role)


def _dressed(made: _Label, role: Role) -> _Label:
    made.setProperty("role", role)
    made.setWordWrap(True)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    return made


class Heading(QLabel):
    """A label by which a screen reader can step from part to part."""

    heard_as = HeardAsHeading


def heading(text: str, role: Role = "section") -> Heading:
    """Return a heading; it wraps as labels do."""
    return _dressed(Heading(text), role)


def middle(text: str, role: Role = "body") -> QLabel:
    """Return a label whose lines are centred."""
    made = label(text, role)
    made.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    return made


def show_words(where: QLabel, text: str) -> None:
    """Show a label with these words; without any, it takes no room."""
    where.setText(text)
    where.setVisible(bool(text))


def button(
    text: str,
    role: ButtonRole = "plain",
    act: Act | None = None,
    *,
    tip: str = "",
) -> QPushButton:
    """Return a button that acts once for each press."""
    made = GuardedButton(text)
    made.setProperty("role", role)
    made.setToolTip(tip)
    made.setAutoDefault(False)
    if act:
        made.clicked.connect(act)
    return made


def frame(role: str, spacing: int = 8) -> tuple[QFrame, QVBoxLayout]:
    """Return a box that the stylesheet draws, and the layout that fills it."""
    box = QFrame()
    return box, _boxed(box, role, spacing)


def _boxed(box: QFrame, role: str, spacing: int) -> QVBoxLayout:
    box.setProperty("role", role)
    layout = QVBoxLayout(box)
    layout.setContentsMargins(20, 16, 20, 16)
    layout.setSpacing(spacing)
    return layout


class AlertBox(QFrame):
    """Holds what can't wait; its name is its title."""

    heard_as = HeardAsAlert


def alert(title: str = "", spacing: int = 8) -> tuple[AlertBox, QVBoxLayout]:
    """Return a box for what can't wait, and the layout that fills it."""
    box = AlertBox()
    box.setAccessibleName(title)
    return box, _boxed(box, "stop", spacing)


def keep_words_whole(widgets: Iterable[QWidget]) -> None:
    """Let no layout give less width than the words need, as one does where the style sets a least width."""
    for one in widgets:
        one.setMinimumWidth(one.minimumSizeHint().width())


def rows_that_fit(
    widgets: Iterable[QWidget], room: int, width_of: Callable[[QWidget], int], gap: int
) -> Iterator[list[QWidget]]:
    """Yield as many widgets at a time as fit beside each other, at least one."""
    row: list[QWidget] = []
    left = room
    for one in widgets:
        if row and width_of(one) > left:
            yield row
            row, left = [], room
        row.append(one)
        left -= width_of(one) + gap
    yield row


def words_in(place: QLayout, *apart: QWidget) -> Iterator[str]:
    """Yield what the labels of a page say, in the order in which they were added, but nothing of some parts."""
    if around := place.parentWidget():
        for one in around.findChildren(QLabel):
            is_apart = any(part is one or part.isAncestorOf(one) for part in apart)
            if one.isVisibleTo(around) and not is_apart:
                yield one.text()


_Box = TypeVar("_Box", bound=QBoxLayout)


def fill(
    layout: _Box,
    *parts: QWidget | QLayout | None,
    margins: tuple[int, int, int, int] | None = None,
    spacing: int | None = None,
    wide: QWidget | None = None,
) -> _Box:
    """Add parts to a layout; `wide` is the one that takes the room that is left, or None a space does."""
    if margins:
        layout.setContentsMargins(*margins)
    if spacing is not None:
        layout.setSpacing(spacing)
    for part in parts:
        if part is None:
            layout.addStretch(1)
        elif isinstance(part, QWidget):
            layout.addWidget(part, int(part is wide))
        else:
            layout.addLayout(part)
    return layout


def stack(whole: QWidget, *parts: QWidget, spacing: int = 0) -> QVBoxLayout:
    """Put parts under each other into a widget, without margins, and return its layout."""
    return fill(QVBoxLayout(whole), *parts, margins=(0, 0, 0, 0), spacing=spacing)


def column(*parts: QWidget, spacing: int = 12) -> QWidget:
    """Return widgets under each other, from the top."""
    whole = QWidget()
    stack(whole, *parts, spacing=spacing).addStretch(1)
    return whole


def empty(row: QLayout) -> None:
    """Take everything out of a row, to be put elsewhere.

    Widgets are taken by Qt: it remembers how high one was for as long as an item of it is left, and one
    that Python took is left.
    """
    while item := row.itemAt(0):
        if widget := item.widget():
            row.removeWidget(widget)
        else:
            row.takeAt(0)


def adopt(place: QWidget, *widgets: QWidget) -> None:
    """Make widgets part of a place without showing them; styling them takes longer than that, and is done."""
    for one in widgets:
        if one.parentWidget() is not place:
            one.setParent(place)
            one.ensurePolished()


def clear(layout: QLayout) -> None:
    """Take every widget out of a layout and let it go."""
    while item := layout.takeAt(0):
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
