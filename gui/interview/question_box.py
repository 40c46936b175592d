"""A question with its control: heading, hint, what is wrong, and the choices or the field that answers it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui.widgets.arrow_walk import ArrowWalk
from gui.widgets.choice import ManyChoice, OneChoice, PageChoice, number_choices
from gui.widgets.column_grid import ColumnGrid
from gui.widgets.heard_as import HeardAsGroup
from gui.widgets.labels import clear, heading, label, show_words, stack
from questionnaire.interview import Interview, listed_choices
from questionnaire.pages import Question
from questionnaire.spoken import hint_of

# A list of choices and a line to type into are different widgets with the same duties.
if TYPE_CHECKING:
    _Widget = QWidget
else:
    _Widget = object

_FEW = 4  # so many choices stand in one column
_LINES = 15  # line heights that a column of choices needs


class Field(_Widget):
    """The control that answers a question: it shows what the interview holds, and keeps nothing itself."""

    def refresh(self) -> None:
        """Show what the interview holds."""

    def focus_first(self) -> None:
        """Put the focus where answering begins."""

    def set_missing(self, missing: bool) -> None:
        """Mark it as one that needs attention; the message above choices is enough."""

    def describe(self, said: str) -> None:
        """Let a screen reader say this where answering begins."""


class ChoicesField(Field, QWidget):
    """The choices of a question, of which one or many can be chosen; `chosen` carries one of one."""

    chosen = Signal(str)

    def __init__(
        self,
        interview: Interview,
        question: Question,
        kind: type[ManyChoice | OneChoice | PageChoice],
        *,
        few: int = _FEW,
        lines: int = _LINES,
    ) -> None:
        super().__init__()
        self._interview = interview
        self._question = question
        self._kind = kind
        self._few, self._lines = few, lines
        self._shown: tuple[tuple[str, str, str], ...] = ()
        self._note = ""
        self.buttons: list[ManyChoice | OneChoice | PageChoice] = []
        self._layout = stack(self)
        self.refresh()

    def refresh(self) -> None:
        """Show the choices in the words for the person who answers, and which of them are chosen."""
        shown = listed_choices(self._interview.kept, self._question)
        wanted = tuple((one.value, one.label, one.example) for one in shown)
        if wanted != self._shown:
            self._build(wanted)
        for button, one in zip(self.buttons, shown, strict=True):
            button.setChecked(one.is_chosen)

    def focus_first(self) -> None:
        """Focus the first choice."""
        if self.buttons:
            self.buttons[0].setFocus()

    def describe(self, said: str) -> None:
        """Let the first choice say it, which gets the focus first."""
        self._note = said
        for one in self.buttons[:1]:
            one.describe(said)

    def _build(self, wanted: tuple[tuple[str, str, str], ...]) -> None:
        self._shown = wanted
        clear(self._layout)
        self.buttons = [self._kind(value, text, example) for value, text, example in wanted]
        self.describe(self._note)
        number_choices(self.buttons)
        for one in self.buttons:
            one.clicked.connect(lambda _checked=False, value=one.value: self._pressed(value))
        grid = ColumnGrid(self.buttons, few=self._few, lines=self._lines)
        ArrowWalk(self.buttons)
        self._layout.addWidget(grid)

    def _pressed(self, value: str) -> None:
        if self._question.kind == "one":
            self._interview.choose(self._question, value)
            self.chosen.emit(value)
        else:
            self._interview.toggle(self._question, value)


class QuestionBox(QWidget):
    """Shows a question in the words for the person who answers."""

    heard_as = HeardAsGroup

    def __init__(
        self, interview: Interview, question: Question, field: Field, *, first: bool
    ) -> None:
        super().__init__()
        self._interview = interview
        self.question = question
        self.field = field
        self._heading = heading("", "question" if first else "subquestion")
        self._hint = label("", "hint")
        self._error = label("", "error")
        self._error.hide()
        self._parts = stack(self, self._heading, self._hint, self._error, spacing=8)
        self._controls = QHBoxLayout()
        self._controls.setSpacing(10)
        self._controls.addWidget(field, 1)
        self._controls.addStretch(0)  # keeps a control that is not as wide as the page on the left
        self._parts.addLayout(self._controls)

    def refresh(self) -> None:
        """Show the words for the person who answers, and the answer as it stands."""
        voice = self._interview.kept.voice
        asked = self.question.heading.to(voice)
        self._heading.setText(asked)
        self.setAccessibleName(asked)
        show_words(self._hint, hint_of(self.question, self._interview))
        self.field.refresh()
        self._describe()

    def add_beside(self, widget: QWidget) -> None:
        """Put something that belongs to the answer on the right of the control."""
        self._controls.insertWidget(1, widget, 1)

    def add_below(self, widget: QWidget) -> None:
        """Put something that is not as wide as the page under the control."""
        self._parts.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)

    def show_control(self, shown: bool) -> None:
        """Show or hide the control under the question."""
        self._hint.setVisible(shown and bool(self._hint.text()))
        self.field.setVisible(shown)

    def show_problem(self, text: str) -> None:
        """Show what is wrong above the control; an empty text takes it away."""
        self._error.setText(text)
        self._error.setVisible(bool(text))
        self.field.set_missing(bool(text))
        self._describe()

    def _describe(self) -> None:
        """Let a screen reader say the hint and what is wrong where the answer is given."""
        said = " ".join(text for text in (self._error.text(), self._hint.text()) if text)
        self.field.describe(said)
