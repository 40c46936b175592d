"""People in front of the wizard: one with a mouse, one with a keyboard. They see and do no more than that.

Every press goes to the window at a place, so what covers a button, or has scrolled away, is noticed.
"""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from gui.interview.answer_bar import AnswerButton
from gui.interview.body_page import SitesField
from gui.interview.result_page import ResultPage
from gui.interview.review_page import ReviewPage, ReviewRow
from gui.interview.wizard import Wizard
from gui.widgets.choice import ChoiceRow, PageChoice
from gui.widgets.column_grid import ColumnGrid
from gui.widgets.dialogs import QuestionDialog
from gui.widgets.theme import text_size
from questionnaire.interview import Interview
from questionnaire.questions import PAGE

#: What somebody answers: on each page the choices to press and the ages to type, in this order.
Script = Mapping[str, Sequence[str]]

_REPEATS = 8  # an even number: a choice that acted on each would end as it began
_ROUNDS = 4  # of events, until a page has found its place
_LONGEST_WAY = 80  # controls to step over with Tab before something is called unreachable


class Visitor:
    """Somebody with a mouse."""

    def __init__(self, qtbot: QtBot, wizard: Wizard) -> None:
        self.qtbot = qtbot
        self.wizard = wizard

    @property
    def page(self) -> str:
        return self.wizard.page_id

    @property
    def interview(self) -> Interview:
        return self.wizard.interview

    # What is seen

    def seen(self, kind: type[QWidget], inside: QWidget | None = None) -> list[QWidget]:
        """Return the widgets of a kind on the page, also those that are scrolled away."""
        found = (inside or self.wizard.currentPage()).findChildren(kind)
        return [one for one in found if one.isVisible()]

    def read(self) -> str:
        """Return every text on the page, once all of it is there."""
        page = self.wizard.current
        if isinstance(page, ResultPage):
            self.qtbot.waitUntil(lambda: not page._rest.isActive())
            assert "About this page" in self._texts()
        return "\n".join(self._texts())

    def _texts(self) -> list[str]:
        return [
            one.text() for one in self.seen(QWidget) if isinstance(one, (QLabel, QAbstractButton))
        ]

    def fonts(self) -> list[int]:
        """Return the size of every text on the page, in pixels."""
        return [
            one.fontInfo().pixelSize()
            for one in self.seen(QWidget)
            if isinstance(one, (QLabel, QAbstractButton))
        ]

    def choices(self) -> dict[str, ChoiceRow]:
        everywhere = (*self.seen(QWidget), *self.seen(QWidget, self.wizard.header))
        return {one.text(): one for one in everywhere if isinstance(one, ChoiceRow)}

    def whole_answers(self) -> dict[str, AnswerButton]:
        """Return "none of these" and "not sure", which stand beside Continue."""
        return {
            one.text(): one
            for one in self.seen(AnswerButton, self.wizard)
            if isinstance(one, AnswerButton)
        }

    def chosen(self) -> list[str]:
        whole = [text for text, one in self.whole_answers().items() if one.is_chosen]
        return [text for text, choice in self.choices().items() if choice.isChecked()] + whole

    def fields(self) -> list[QLineEdit]:
        return [one for one in self.seen(QLineEdit) if isinstance(one, QLineEdit)]

    def button(self, words: str) -> QAbstractButton:
        """Return the button with these words, or with this accessible name."""
        for one in self.seen(QPushButton, self.wizard):
            if isinstance(one, QAbstractButton) and words in (
                one.text().replace("\n", " "),
                one.accessibleName(),
            ):
                return one
        raise LookupError(words)

    # What is done

    def press(self, widget: QWidget) -> None:
        self.show(widget)
        window = widget.window()
        if isinstance(widget, (AnswerButton, PageChoice)):
            self.read_on()
        QTest.mouseClick(window.windowHandle(), *_left(), self.place(widget))

    def read_on(self) -> None:
        """Let half a second go by, in the time of presses: letting go of nothing takes that long."""
        window = self.wizard.window().windowHandle()
        QTest.mouseRelease(window, *_left(), QPoint(2, 2))

    def press_twice(self, widget: QWidget) -> None:
        """Press as a shaking hand does: again within a few milliseconds."""
        self.show(widget)
        window = widget.window()
        QTest.mouseDClick(window.windowHandle(), *_left(), self.place(widget))

    def place(self, widget: QWidget) -> QPoint:
        """Return where a widget can be seen, on its window."""
        visible = widget.visibleRegion().boundingRect()
        assert not visible.isEmpty(), f"{widget} can't be seen"
        return widget.mapTo(widget.window(), visible.center())

    def show(self, widget: QWidget) -> None:
        """Scroll to what has scrolled away, while the page finds its place."""
        for _ in range(_ROUNDS):
            QApplication.processEvents()
            pane = self.wizard.current.pane
            if pane.isAncestorOf(widget) and not _whole(widget):
                pane.ensureWidgetVisible(widget)

    def choose(self, *labels: str) -> None:
        """Press choices; a single one, "none of these" and "not sure" go on to the next page."""
        for label in labels:
            self.press({**self.choices(), **self.whole_answers()}[label])

    def type(self, field: QLineEdit, text: str) -> None:
        """Type an age in place of the one that stands there."""
        self.press(field)
        self.keys(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self.keys(Qt.Key.Key_Delete)
        self.write(text)

    def write(self, text: str) -> None:
        for letter in text:
            QTest.keyClick(self.wizard.windowHandle(), ord(letter))

    def keys(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        window = QApplication.activeModalWidget() or self.wizard
        QTest.keyClick(window.windowHandle(), key, modifier)

    def hold(self, key: Qt.Key) -> None:
        """Keep a key down for so long that it repeats itself."""
        window = self.wizard.windowHandle()
        kinds = [QEvent.Type.KeyPress, QEvent.Type.KeyRelease] * _REPEATS
        for number, kind in enumerate(kinds):
            repeats = 0 < number < len(kinds) - 1
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, "", repeats)
            QApplication.sendEvent(window, event)
            QApplication.processEvents()

    def reply(self, answer: str | Qt.Key) -> list[str]:
        """Answer the next dialog with a button or a key; what it asked is found in the list."""
        asked: list[str] = []
        timer = QTimer(self.wizard)

        def answer_it() -> None:
            box = QApplication.activeModalWidget()
            if not isinstance(box, QuestionDialog) or not box.windowHandle().isExposed():
                return
            timer.stop()
            asked.append(box.windowTitle())
            try:
                if isinstance(answer, Qt.Key):
                    self.keys(answer)
                else:
                    button = next(one for one in box.buttons if one.text() == answer)
                    while QApplication.focusWidget() is not button:
                        self.keys(Qt.Key.Key_Tab)
                    self.keys(Qt.Key.Key_Space)
            finally:
                if box.isVisible():
                    asked.append("the answer was not taken")
                    box.reject()

        timer.timeout.connect(answer_it)
        timer.start(0)
        return asked

    def go_on(self) -> None:
        self.press(self.wizard.foot.go_on)

    def go_back(self) -> None:
        self.press(self.wizard.foot.back)

    def change(self, what: str) -> None:
        """Press Change in a row of the review page."""
        assert isinstance(self.wizard.current, ReviewPage)
        self.press(self.button(f"Change: {what}"))

    def make_larger(self, percent: int = 200) -> None:
        """Press the button for larger letters until they are as large as that."""
        while text_size() != percent:
            self.press(self.wizard.header.text_size)

    # Whole ways

    def answer(self, words: Sequence[str]) -> None:
        """Press choices and type ages; figures go into the first field that stands empty."""
        for one in words:
            if one in self.choices() or one in self.whole_answers():
                self.choose(one)
            else:
                self.type(next(field for field in self.fields() if not field.text()), one)

    def go_to(self, page: str, script: Script) -> None:
        """Answer and go on until this page is reached."""
        assert {page, *script} <= set(PAGE)
        while self.page != page:
            before = self.page
            self.answer(script.get(before, ()))
            if self.page == before:
                self.go_on()
            assert self.page != before, f"stuck on {before}: {self.read()}"

    def result(self, script: Script) -> str:
        """Answer everything, and return the result."""
        self.go_to("result", script)
        return self.read()


class Typist(Visitor):
    """Somebody with a keyboard and no mouse."""

    def press(self, widget: QWidget) -> None:
        self.reach(widget)
        self.keys(Qt.Key.Key_Space)

    def reach(self, widget: QWidget) -> None:
        """Press Tab until the widget has the focus, or its list, in which arrows walk."""
        for _ in range(_LONGEST_WAY):
            focused = QApplication.focusWidget()
            if focused is widget:
                self.place(widget)
                return
            if focused and focused.parent() is widget.parent() and self._walks(focused):
                before = focused
                self.keys(Qt.Key.Key_Right)
                if QApplication.focusWidget() is before:
                    self.keys(Qt.Key.Key_Home)
            else:
                self.keys(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab never reaches {widget.accessibleName() or widget}")

    def _walks(self, widget: QWidget) -> bool:
        """Tell whether arrows walk from here."""
        return isinstance(widget, (ChoiceRow, ReviewRow)) and isinstance(
            widget.parent(), (ColumnGrid, SitesField)
        )

    def type(self, field: QLineEdit, text: str) -> None:
        self.reach(field)
        self.write(text)

    def go_on(self) -> None:
        self.keys(Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)

    def go_back(self) -> None:
        self.keys(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)


def _left() -> tuple[Qt.MouseButton, Qt.KeyboardModifier]:
    return Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def _whole(widget: QWidget) -> bool:
    """Tell whether all of a widget can be seen."""
    return widget.visibleRegion().boundingRect() == widget.rect()
