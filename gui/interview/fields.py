"""The controls that answer a question; each shows what the interview holds and keeps nothing itself."""

from typing import Any, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QMouseEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from gui.widgets.choice import ManyChoice, OneChoice
from gui.widgets.column_grid import ColumnGrid
from gui.widgets.theme import set_look
from questionnaire.interview import NONE, Interview
from questionnaire.questions import Question
from questionnaire.words import tr

_FEW = 4  # so many choices stand in one column


class Field(Protocol):
    """What a page needs of a control."""

    @property
    def widget(self) -> QWidget:
        """The control itself, to be laid out."""

    def refresh(self) -> None:
        """Show what the interview holds now."""

    def focus_first(self) -> None:
        """Put the focus where answering begins."""

    def set_missing(self, missing: bool) -> None:
        """Mark the control as one that needs attention, or as one that no longer does."""


class ChoicesField(QWidget):
    """The choices of a question, of which one or many can be chosen."""

    def __init__(self, interview: Interview, question: Question) -> None:
        super().__init__()
        self._interview = interview
        self._question = question
        self._shown: tuple[tuple[str, str, str], ...] = ()
        self.buttons: list[ManyChoice | OneChoice] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self.refresh()

    @property
    def widget(self) -> QWidget:
        """This widget."""
        return self

    def refresh(self) -> None:
        """Show the choices in the words for whoever answers, and which of them are chosen."""
        wanted = tuple(self._wanted())
        if wanted != self._shown:
            self._build(wanted)
        chosen = _chosen(getattr(self._interview.kept, self._question.field))
        for one in self.buttons:
            one.setChecked(one.value in chosen)

    def focus_first(self) -> None:
        """Focus the first choice."""
        if self.buttons:
            self.buttons[0].setFocus()

    def set_missing(self, missing: bool) -> None:
        """Choices need no mark of their own: the message above them says what is missing."""

    def _wanted(self) -> list[tuple[str, str, str]]:
        question, voice = self._question, self._interview.kept.voice
        rows = [
            (one.value, one.label.to(voice), tr(one.example) if one.example else "")
            for one in question.offered(self._interview.kept)
        ]
        if question.none:
            rows.append((NONE, question.none.to(voice), ""))
        if question.unsure:
            rows.append(("unsure", question.unsure.to(voice), ""))
        return rows

    def _build(self, wanted: tuple[tuple[str, str, str], ...]) -> None:
        self._shown = wanted
        old = self._layout.takeAt(0)
        if old and (widget := old.widget()):
            widget.deleteLater()
        kind = OneChoice if self._question.kind == "one" else ManyChoice
        self.buttons = [kind(value, text, example) for value, text, example in wanted]
        for one in self.buttons:
            one.clicked.connect(lambda _checked=False, value=one.value: self._pressed(value))
        self._layout.addWidget(ColumnGrid(self.buttons, few=_FEW))

    def _pressed(self, value: str) -> None:
        if self._question.kind == "one":
            self._interview.choose(self._question, value)
        else:
            self._interview.toggle(self._question, value)


class AgeField(QLineEdit):
    """An age in years, as it was typed; a spin box could not show "no answer"."""

    focused = Signal()
    pressed = Signal()

    def __init__(self, interview: Interview, question: Question) -> None:
        super().__init__()
        self._interview = interview
        self._question = question
        self.setMaxLength(40)
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.setFixedWidth(170)
        self.textEdited.connect(lambda text: interview.enter_age(question.field, text))
        self.refresh()

    @property
    def widget(self) -> QWidget:
        """This widget."""
        return self

    def refresh(self) -> None:
        """Show the age that the interview holds, but leave what is being typed alone."""
        self.setAccessibleName(self._question.heading.to(self._interview.kept.voice))
        typed = self._interview.typed_age(self._question.field)
        if typed != self.text().strip():
            self.setText(typed)

    def focus_first(self) -> None:
        """Focus the field, with what stands there selected, so that typing replaces it."""
        self.setFocus()
        self.selectAll()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that this is the field to type into."""
        super().focusInEvent(event)
        self.focused.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell of a press with a mouse or a finger, as buttons do when it ends."""
        super().mouseReleaseEvent(event)
        self.pressed.emit()

    def set_missing(self, missing: bool) -> None:
        """Draw the field as one that needs attention."""
        set_look(self, "missing", "true" if missing else "false")


def _chosen(value: Any) -> tuple[str, ...]:
    """Return the values of the choices that an answer stands for."""
    if value is None:
        return ()
    if value == ():
        return (NONE,)
    return value if isinstance(value, tuple) else (value,)
