"""Somebody in front of a form of the desk."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from gui.widgets.dialogs import QuestionDialog
from gui.widgets.form import FormPage
from gui.widgets.form_controls import Line, Lines, OneOf, Switch

ADA, PASSPHRASE = "Ada", "four words are enough"
LONG_MS = 60_000


class Clerk:
    """Sees and presses what is on a form; `of` finds the form, which may change."""

    def __init__(self, qtbot: QtBot, of: Callable[[], FormPage]) -> None:
        self.qtbot = qtbot
        self._of = of

    @property
    def page(self) -> FormPage:
        return self._of()

    def read(self) -> str:
        """Return every text that can be seen, also what has scrolled away."""
        kinds = (QLabel, QAbstractButton)
        found = self.page.findChildren(QWidget)
        return "\n".join(one.text() for one in found if isinstance(one, kinds) and one.isVisible())

    def button(self, words: str) -> QPushButton:
        QApplication.processEvents()  # what was added just now is not shown before
        for one in self.page.findChildren(QPushButton):
            if one.isVisible() and words in (one.text(), one.accessibleName()):
                return one
        raise LookupError(words)

    def press(self, target: str | QWidget) -> None:
        widget = self.button(target) if isinstance(target, str) else target
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        handle = widget.window().windowHandle()
        QTest.mouseClick(handle, left, none, self.place(widget))

    def place(self, widget: QWidget) -> QPoint:
        """Scroll to a widget, and return where it is on its window."""
        QApplication.processEvents()
        if self.page.pane.content.isAncestorOf(widget):
            self.page.pane.ensureWidgetVisible(widget)
            QApplication.processEvents()
        visible = widget.visibleRegion().boundingRect()
        assert not visible.isEmpty(), f"{widget} can't be seen"
        return widget.mapTo(widget.window(), visible.center())

    def type(self, field: str, text: str) -> None:
        """Type into a field, in place of what stands there."""
        control = self.page.entries[field].control
        assert isinstance(control, (Line, Lines))
        self.press(control.viewport() if isinstance(control, Lines) else control)
        QTest.keyClick(control, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(control, Qt.Key.Key_Delete)
        for at, line in enumerate(text.split("\n")):
            if at:
                QTest.keyClick(control, Qt.Key.Key_Return)
            QTest.keyClicks(control, line)

    def choose(self, field: str, value: str) -> None:
        control = self.page.entries[field].control
        assert isinstance(control, OneOf)
        self.press(next(one for one in control.buttons if one.value == value))

    def switch(self, field: str) -> None:
        control = self.page.entries[field].control
        assert isinstance(control, Switch)
        self.press(control.button)

    def text(self, field: str) -> str:
        return str(self.page.entries[field].control.value)

    def error(self, field: str) -> str:
        """Return what is said to be wrong at a field."""
        return self.page.entries[field]._error.text()

    def summary(self) -> list[str]:
        """Return what is said at the top to be wrong."""
        if not self.page.summary.isVisible():
            return []
        return [
            one.text() for one in self.page.summary.findChildren(QPushButton) if one.isVisible()
        ]

    def wait_for(self, text: str) -> None:
        self.qtbot.waitUntil(lambda: text in self.read(), timeout=LONG_MS)

    def reply(self, answer: str) -> list[str]:
        """Answer the next question with a button; what it asked is found in the list."""
        asked: list[str] = []
        timer = QTimer(self.page)

        def answer_it() -> None:
            box = QApplication.activeModalWidget()
            if isinstance(box, QuestionDialog) and box.windowHandle().isExposed():
                timer.stop()
                asked.append(box.words)
                next(one for one in box.buttons if one.text() == answer).click()

        timer.timeout.connect(answer_it)
        timer.start(0)
        return asked
