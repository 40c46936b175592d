"""The answers to a whole list, "none of these" and "not sure", stand beside Continue; either goes on."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPalette, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStyle, QWidget

from gui.interview.hearing_changes import hear_while_there
from gui.widgets.labels import fill
from gui.widgets.page_frame import is_drawn_close
from gui.widgets.press_guard import PAGE_GUARD_MS
from gui.widgets.theme import set_look
from gui.widgets.wrapped_button import TallButton
from questionnaire.answers import UNSURE
from questionnaire.interview import NONE, Interview, answers_for_all
from questionnaire.pages import Page, Question
from questionnaire.words import tr

_SIDE = 30  # pixels beside the words; the tick stands in them, so that it moves nothing
_LITTLE_SIDE = 4
_NARROWEST = 76
_TICK = 16


class AnswerButton(TallButton):
    """Looks like a button that is chosen or not; its words wrap where the row is narrow."""

    above = 6

    def __init__(self, value: str) -> None:
        across = QSizePolicy.Policy.Preferred
        super().__init__("", "answer", across=across, guard=PAGE_GUARD_MS)
        self.value = value
        self.is_chosen = False
        self._narrowest: dict[tuple[str, str, int], int] = {}

    @property
    def side(self) -> int:
        """The room on each side of the words, in pixels: less where there is little."""
        return _LITTLE_SIDE if is_drawn_close(self) else _SIDE

    def show_state(self, words: str, *, chosen: bool) -> None:
        """Show the words, and whether they are the answer; a screen reader hears both in words."""
        self.is_chosen = chosen
        if words != self.text():
            self.setText(words)
        self.setAccessibleName(tr("{answer}, chosen").format(answer=words) if chosen else words)
        set_look(self, "chosen", "true" if chosen else "false")
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for one line."""
        width = self._width(self.text())
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Give way to two lines: the other buttons can't. A layout asks for it again and again."""
        asked = self.text(), self.font().key(), self.side
        if asked not in self._narrowest:
            words = self.text().split()
            halves = (
                max(self._width(" ".join(words[:at])), self._width(" ".join(words[at:])))
                for at in range(1, len(words))
            )
            self._narrowest[asked] = min(halves, default=self._width(self.text()))
        return QSize(self._narrowest[asked], self.minimumHeight())

    def paint_words(self, painter: QPainter) -> None:
        """Draw a tick before the words."""
        super().paint_words(painter)
        if self.is_chosen:
            self._paint_tick(painter)

    def _width(self, words: str) -> int:
        """Return how wide the button is with these words in one line."""
        wide = self.fontMetrics().horizontalAdvance(words) + 2 * self.side + 2
        return max(wide, _NARROWEST)

    def _paint_tick(self, painter: QPainter) -> None:
        """Draw the tick where the words leave room: colour alone never tells."""
        left = max(4, (self.side - _TICK) // 2)
        top = 6 if self.side < _TICK else (self.height() - _TICK) // 2
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

    def __init__(self, interview: Interview) -> None:
        super().__init__()
        self.hide()
        self._interview = interview
        self._question: Question | None = None
        self._page: Page | None = None
        self.unsure, self.none = AnswerButton(UNSURE), AnswerButton(NONE)
        fill(QHBoxLayout(self), self.unsure, self.none, margins=(0, 0, 0, 0), spacing=8)
        for one in (self.unsure, self.none):
            one.clicked.connect(lambda _checked=False, value=one.value: self._pressed(value))
        hear_while_there(interview, self, self._refresh)

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

    def _pressed(self, value: str) -> None:
        if self._question:
            self._interview.settle(self._question, value)
            self.answered.emit()
