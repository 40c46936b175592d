"""What a person with a screen reader hears, and what a page shows to compare it with."""

import re

from msgspec.structs import astuple
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from gui.interview.review_page import ReviewRow
from gui.widgets.choice import ChoiceRow
from questionnaire.site_names import YOUR_LEFT, YOUR_RIGHT

NAME, DESCRIPTION = QAccessible.Text.Name, QAccessible.Text.Description

#: The numbers of the sources after a sentence.
SOURCES = re.compile(r" \[[\d, ]+\](?= \(|$)")
#: Captions for the eye: each part says its own side.
SIDES = {*astuple(YOUR_LEFT), *astuple(YOUR_RIGHT)} - {""}


def heard_of(widget: QWidget, kind: QAccessible.Text) -> str:
    """Return what a screen reader finds at a widget."""
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None
    return found.text(kind)


def heard_at_the_focus(kind: QAccessible.Text) -> str:
    """Return what a screen reader finds where the focus is."""
    widget = QApplication.focusWidget()
    assert widget is not None
    focused = QAccessible.queryAccessibleInterface(widget)
    assert focused is not None
    assert focused.state().focused
    return focused.text(kind)


def letters(words: str) -> str:
    """Return words without what only parts them, so that two ways of joining them can be compared."""
    return "".join(filter(str.isalnum, words))


def seen_in(place: QWidget, *apart: QWidget) -> str:
    """Return what is to be heard of a place, from top to bottom, but nothing of what stands `apart`."""
    shown = (
        one
        for one in place.findChildren(QWidget)
        if one.isVisible() and not any(one is other or other.isAncestorOf(one) for other in apart)
    )
    return " ".join(_to_be_heard(one) for one in shown)


def _to_be_heard(widget: QWidget) -> str:
    if isinstance(widget, ChoiceRow):
        state = "chosen" if widget.isChecked() else "not chosen"
        return f"{widget.text()}: {state} {widget.example}"
    if isinstance(widget, ReviewRow):
        return f"{widget.row.label}: {'; '.join(widget.row.values)}"
    if isinstance(widget, QLineEdit):
        return f"Entered: {widget.text()}" if widget.text() else "Nothing is entered"
    if not isinstance(widget, QLabel) or widget.text() in SIDES:
        return ""
    return SOURCES.sub("", widget.text())
