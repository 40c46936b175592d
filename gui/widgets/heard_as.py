"""What a widget is for a screen reader where Qt would not know: a heading, a group, an alert, a picture.

A class of widgets names the interface that speaks for it as `heard_as`.
"""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QLabel, QWidget


class HeardAsHeading(QAccessibleWidget):
    """Words by which a screen reader can step from part to part."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget, QAccessible.Role.Heading)

    def text(self, kind: QAccessible.Text, /) -> str:
        """Say the label's words as its name."""
        widget = self.widget()
        if kind == QAccessible.Text.Name and isinstance(widget, QLabel):
            return widget.text()
        return super().text(kind)


class HeardAsGroup(QAccessibleWidget):
    """Controls that answer one question, which is the group's name."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget, QAccessible.Role.Grouping)


class HeardAsAlert(QAccessibleWidget):
    """What can't wait."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget, QAccessible.Role.AlertMessage)


class HeardAsPicture(QAccessibleWidget):
    """A picture, whose name says what it shows."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget, QAccessible.Role.Graphic)


def tell_screen_readers() -> None:
    """Let screen readers hear of each widget what its class says; without one listening this costs nothing."""
    QAccessible.installFactory(_interface_for)


def _interface_for(_kind: str, widget: QObject) -> QAccessibleInterface | None:
    heard_as = getattr(widget, "heard_as", None)
    return heard_as(widget) if heard_as else None
