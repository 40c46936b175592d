"""The page to check the answers: every one on a row that is itself the way to change it."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QVBoxLayout

from gui.interview.question_page import QuestionPage
from gui.widgets.arrow_walk import ArrowWalk, Walked
from gui.widgets.column_grid import ColumnGrid
from gui.widgets.labels import clear, heading, label
from gui.widgets.long_words import breakable
from gui.widgets.wrapped_button import TallButton
from questionnaire.interview import Interview
from questionnaire.pages import Page
from questionnaire.spoken import review_words
from questionnaire.summary import AnswerRow, answer_rows
from questionnaire.words import tr

_SMALLER = 0.8  # the question's letters, beside those of the answer
_WIDE = 60  # line heights of the page, so that three columns stand in it
_NARROW_LINES = 11  # line heights of one column
_COLUMNS = 3


class ReviewRow(Walked, TallButton):
    """Reads one answer back under what was asked; a press leads to the question."""

    above = 8
    flags = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)

    def __init__(self, row: AnswerRow) -> None:
        super().__init__("\n".join((row.label, ", ".join(row.values))), "row")
        self.row = row
        self.spoken = review_words((row,))[0]
        self.setAccessibleName(tr("Change: {what}").format(what=row.label))
        self.setAccessibleDescription("; ".join(row.values))

    def sizeHint(self) -> QSize:
        """Any width will do; the height follows."""
        return QSize(240, self.heightForWidth(240))

    def minimumSizeHint(self) -> QSize:
        """Let narrow columns squeeze it."""
        return QSize(120, self.minimumHeight())

    def height_of_words(self, width: int) -> int:
        """Return how high question and answer are under each other."""
        return sum(high for _, _, high in self._texts(width))

    def paint_words(self, painter: QPainter) -> None:
        """Draw the question in small letters over the answer."""
        inside = self.rect().adjusted(self.side, 0, -self.side, 0)
        texts = self._texts(inside.width())
        top = (self.height() - sum(high for _, _, high in texts)) // 2
        roles = (QPalette.ColorRole.Dark, QPalette.ColorRole.ButtonText)
        for (words, font, high), role in zip(texts, roles, strict=True):
            painter.setFont(font)
            painter.setPen(self.palette().color(role))
            painter.drawText(inside.left(), top, inside.width(), high, self.flags, words)
            top += high

    def _texts(self, width: int) -> list[tuple[str, QFont, int]]:
        """Return question and answer, broken for lines of this width, each with its font and height."""
        answer, asked = QFont(self.font()), QFont(self.font())
        asked.setPixelSize(round(self.fontInfo().pixelSize() * _SMALLER))
        if self.row.state in ("answered", "none"):
            answer.setWeight(QFont.Weight.DemiBold)
        texts, room = [], QRect(0, 0, width, 10_000)
        for words, font in ((self.row.label, asked), (", ".join(self.row.values), answer)):
            metrics = QFontMetrics(font)
            shown = breakable(words, metrics, width)
            texts.append((shown, font, metrics.boundingRect(room, self.flags, shown).height()))
        return texts


class ReviewPage(QuestionPage):
    """Reads every answer back in words; what was skipped reads "Not answered".

    Change comes straight back, to the row that was pressed.
    """

    change_wanted = Signal(str)
    is_private = True

    def __init__(self, interview: Interview, page: Page) -> None:
        super().__init__(interview, page)
        self.rows: list[ReviewRow] = []
        self._changed = ""

    @property
    def go_on_words(self) -> str:
        """The result follows."""
        return tr("See result")

    def widest(self) -> int:
        """Return room for three columns."""
        return _WIDE * self.fontMetrics().height()

    def add_content(self, layout: QVBoxLayout) -> None:
        """Leave room for the rows, which follow the answers."""
        title, hint = self._lead()
        layout.addWidget(heading(title, "question"))
        layout.addWidget(label(hint, "hint"))
        self._grid = QVBoxLayout()
        self._shown: tuple[AnswerRow, ...] = ()
        layout.addLayout(self._grid)

    def refresh(self) -> None:
        """Show the answers as they stand."""
        answers = self.interview.answers
        wanted = answer_rows(answers, answers.voice)
        if wanted == self._shown:
            return
        self._shown = wanted
        clear(self._grid)
        self.rows = [self._row(row) for row in wanted]
        grid = ColumnGrid(self.rows, most=_COLUMNS, lines=_NARROW_LINES)
        ArrowWalk(self.rows)
        self._grid.addWidget(grid)

    def focus_start(self) -> None:
        """Come back to the row that was changed."""
        changed = [one for one in self.rows if one.row.field == self._changed]
        self._changed = ""
        super().focus_start()
        for one in changed[:1]:
            self.pane.make_room()
            one.setFocus()
            self.pane.ensureWidgetVisible(one)

    def words(self) -> tuple[str, ...]:
        """Return each answer after what can be done here."""
        return (*self._lead(), *review_words(self._shown))

    def _lead(self) -> tuple[str, str]:
        return tr("Check your answers"), tr("Press an answer to change it.")

    def _row(self, row: AnswerRow) -> ReviewRow:
        made = ReviewRow(row)
        made.clicked.connect(lambda: self._change(row))
        return made

    def _change(self, row: AnswerRow) -> None:
        self._changed = row.field
        self.change_wanted.emit(row.page)
