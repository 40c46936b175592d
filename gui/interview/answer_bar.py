"""The answers to a whole list, "none of these" and "not sure", stand beside Continue; either goes on."""

from itertools import pairwise

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QWidget,
)

from gui.widgets.long_words import breakable
from gui.widgets.press_guard import PAGE_GUARD_MS, PressGuard
from gui.widgets.theme import set_look
from questionnaire.answers import UNSURE
from questionnaire.interview import NONE, Interview, answers_for_all
from questionnaire.pages import Page, Question
from questionnaire.words import tr

_FLAGS = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignCenter)
_SIDE = 30  # pixels beside the words; the tick stands in them, so that it moves nothing
_LITTLE_SIDE = 4
_BEFORE_ALL = 100  # times as much of the free room as the gap in the row gets
_ABOVE = 6
_TICK = 16


class AnswerButton(QPushButton):
    """Looks like a button that is chosen or not; its words wrap where the row is narrow."""

    def __init__(self, value: str) -> None:
        super().__init__()
        self.value = value
        self.is_chosen = False
        self.setProperty("role", "answer")
        self.setAutoDefault(False)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        PressGuard(self, wait=PAGE_GUARD_MS)

    def show_state(self, words: str, *, chosen: bool) -> None:
        """Show the words, and whether they are the answer; a screen reader hears both in words."""
        self.is_chosen = chosen
        if words != self.text():
            self.setText(words)
            self._be_no_wider()
        self.setAccessibleName(tr("{answer}, chosen").format(answer=words) if chosen else words)
        set_look(self, "chosen", "true" if chosen else "false")
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for two lines, and take one where there is room: the other buttons can't give way."""
        words = self.text().split()
        halves = (
            max(self._width(" ".join(words[:at])), self._width(" ".join(words[at:])))
            for at in range(1, len(words))
        )
        width = min(halves, default=self._width(self.text()))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Be as wide as the longest word, at least."""
        return QSize(max(map(self._width, self.text().split()), default=0), self.minimumHeight())

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of the letters."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._be_no_wider()

    def hasHeightForWidth(self) -> bool:
        """Words wrap, so a narrow button is taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height at which all words can be read."""
        room = QRect(0, 0, width - 2 * self._side(), 10_000)
        words = self.fontMetrics().boundingRect(room, _FLAGS, self._words(room.width()))
        return max(words.height() + 2 * _ABOVE, self.minimumHeight())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Let the style draw the frame; draw the words wrapped inside it, and a tick before them."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        with QPainter(self) as painter:
            self.style().drawControl(QStyle.ControlElement.CE_PushButton, option, painter, self)
            side = self._side()
            inside = self.rect().adjusted(side, _ABOVE, -side, -_ABOVE)
            painter.setPen(self.palette().color(QPalette.ColorRole.ButtonText))
            painter.drawText(inside, _FLAGS, self._words(inside.width()))
            if self.is_chosen:
                self._paint_tick(painter)

    def _width(self, words: str) -> int:
        """Return how wide the button is with these words in one line."""
        wide = self.fontMetrics().horizontalAdvance(words) + 2 * self._side() + 2
        return max(wide, self.minimumWidth())

    def _be_no_wider(self) -> None:
        self.setMaximumWidth(self._width(self.text()))

    def _side(self) -> int:
        little = self.window().property("room") == "little"
        return _LITTLE_SIDE if little else _SIDE

    def _words(self, width: int) -> str:
        return breakable(self.text(), self.fontMetrics(), width)

    def _paint_tick(self, painter: QPainter) -> None:
        """Draw the tick where the words leave room: colour alone never tells."""
        left = max(4, (self._side() - _TICK) // 2)
        top = 6 if self._side() < _TICK else (self.height() - _TICK) // 2
        place = QRect(left, top, _TICK, _TICK)
        mark = QRectF(QStyle.visualRect(self.layoutDirection(), self.rect(), place))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self.palette().color(QPalette.ColorRole.Highlight), 3)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        points = ((0.1, 0.55), (0.4, 0.85), (0.9, 0.2))
        painter.drawPolyline(
            [QPointF(mark.x() + x * _TICK, mark.y() + y * _TICK) for x, y in points]
        )


class AnswerBar(QWidget):
    """Shows both answers to the list that a page asks; the interview keeps which of them is given."""

    answered = Signal()

    def __init__(self, interview: Interview, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()
        self._interview = interview
        self._question: Question | None = None
        self._page: Page | None = None
        self.unsure, self.none = AnswerButton(UNSURE), AnswerButton(NONE)
        layout = self._row = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addStretch(1)  # both stand beside Continue
        for one in (self.unsure, self.none):
            layout.addWidget(one)
            one.clicked.connect(lambda _checked=False, value=one.value: self._pressed(value))

        interview.on_change(self._refresh)  # not the wizard: an interview would keep it alive

    def _refresh(self) -> None:
        if self._page:
            self.show_for(self._page)

    def show_for(self, page: Page) -> None:
        """Show what answers the page's list as the answers stand; without a list, nothing."""
        self._page = page
        question = self._question = self._interview.list_asked(page)
        self.setVisible(question is not None)
        if question is None:
            return
        first = page.questions[0]
        shown = {one.value: one for one in answers_for_all(self._interview.kept, question)}
        for button, kept_free in ((self.unsure, first.unsure), (self.none, first.none)):
            policy = button.sizePolicy()  # a list that opens below must not move the other answer
            policy.setRetainSizeWhenHidden(kept_free is not None)
            button.setSizePolicy(policy)
            button.setVisible(button.value in shown)
            if answer := shown.get(button.value):
                button.show_state(answer.label, chosen=answer.is_chosen)
                self._row.setStretchFactor(
                    button, button.sizeHint().width()
                )  # more words, more room

    def stand_before(self, go_on: QWidget, after: QWidget, row: QHBoxLayout | None) -> None:
        """Stand beside Continue, in Tab's order too; QWizard empties its row when it likes."""
        if row is None or row.indexOf(self) >= 0:
            return
        row.insertWidget(row.indexOf(go_on), self, _BEFORE_ALL)
        for one, other in pairwise((after, self.unsure, self.none, go_on)):
            QWidget.setTabOrder(one, other)

    def _pressed(self, value: str) -> None:
        if self._question:
            self._interview.settle(self._question, value)
            self.answered.emit()
