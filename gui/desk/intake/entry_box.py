"""One question on the page for entry: its words, its choices or its line, and the keys that answer it."""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from gui.desk.intake.entry_choice import KeyedMany, KeyedOne
from gui.interview.ages_page import AgeField
from gui.widgets.arrow_walk import ArrowWalk
from gui.widgets.heard_as import HeardAsGroup
from gui.widgets.labels import clear, heading, label, show_words, stack
from gui.widgets.number_pad import NumberPad
from gui.widgets.press_guard import ENTER
from gui.widgets.theme import set_look
from questionnaire.answers import UNSURE
from questionnaire.choices import CERTAINTY_CHOICES
from questionnaire.entry_keys import UNSURE_KEY, key_of, typed_on
from questionnaire.interview import Interview, ShownChoice, shown_choices
from questionnaire.pages import LISTS, Question
from questionnaire.spoken import hint_of
from questionnaire.words import tr

_OTHERS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
_COLUMNS = 2  # of body parts, right beside left, and of what answers a whole list

_Choice = KeyedMany | KeyedOne


class EntryBox(QFrame):
    """Shows a question and what the interview holds of it.

    `taken` tells that the focus came in, and whether a press brought it; `done` that the next question follows.
    """

    taken = Signal(bool)
    done = Signal()

    heard_as = HeardAsGroup

    def __init__(self, interview: Interview, question: Question) -> None:
        super().__init__()
        self.setProperty("role", "entry")
        self.interview = interview
        self.question = question
        self._heading = heading("", "entry-question")
        self._typed = label("", "entry-hint")
        self._error = label("", "error")
        for one in (self._typed, self._error):
            one.hide()
        self.parts = stack(self, self._heading, self._typed, self._error, spacing=4)
        self.parts.setContentsMargins(8, 6, 8, 6)

    def focus_first(self) -> None:
        """Put the focus where answering begins."""

    def refresh(self) -> None:
        """Show the words for the person who answers, and the answer as it stands."""
        asked = self.question.heading.to(self.interview.kept.voice)
        self._heading.setText(asked)
        self.setAccessibleName(asked)
        self._heading.setToolTip(hint_of(self.question, self.interview))

    def show_in_hand(self, in_hand: bool) -> None:
        """Show whether keys answer this question now."""
        set_look(self, "hand", "true" if in_hand else "false")

    def show_problem(self, text: str) -> None:
        """Say what is wrong; an empty text takes it away."""
        show_words(self._error, text)

    @property
    def may_go_on(self) -> bool:
        """Whether nothing is half typed, which Enter would lose."""
        return True

    def press(self, text: str) -> bool:
        """Act on a key that types this, and tell whether it is one of this question's."""
        raise NotImplementedError

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the focus, and take the keys before a choice or a line does."""
        if isinstance(event, QFocusEvent) and event.gotFocus():
            self.taken.emit(event.reason() == Qt.FocusReason.MouseFocusReason)
        is_key = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        return isinstance(event, QKeyEvent) and is_key and self._takes(event)

    @property
    def said(self) -> str:
        """What a screen reader says where answering begins: the question, its hint, and what is wrong."""
        hint = hint_of(self.question, self.interview)
        words = (self._heading.text(), self._error.text(), hint, self._typed.text())
        return " ".join(filter(None, words))

    def _takes(self, event: QKeyEvent) -> bool:
        text = event.text()
        if event.key() in ENTER:
            if not event.isAutoRepeat() and self.may_go_on:
                self.done.emit()
            return True
        if event.modifiers() & _OTHERS or not text.strip() or not text.isprintable():
            return False
        return event.isAutoRepeat() or self.press(text)


class ChoicesBox(EntryBox):
    """A question with choices; what answers it as a whole goes on by itself."""

    def __init__(self, interview: Interview, question: Question) -> None:
        super().__init__(interview, question)
        self.buttons: list[_Choice] = []
        self._shown: tuple[tuple[str, str, str], ...] = ()
        self._code = ""  # typed so far of a body part
        inside = QWidget()
        self._place = stack(inside)
        self.parts.addWidget(inside)

    def refresh(self) -> None:
        """Show the choices and which of them are chosen."""
        super().refresh()
        shown = shown_choices(self.interview.kept, self.question)
        wanted = tuple((one.value, one.label, one.example) for one in shown)
        if wanted != self._shown:
            self._shown = wanted
            self._build(shown)
        for button, one in zip(self.buttons, shown, strict=True):
            if button.isChecked() != one.is_chosen:  # or all would be painted with every key
                button.setChecked(one.is_chosen)
        self._describe()

    def focus_first(self) -> None:
        """Focus the choice that is chosen, or else the first."""
        self._start.setFocus()

    def show_in_hand(self, in_hand: bool) -> None:
        """Forget half of a code when another question is in hand."""
        super().show_in_hand(in_hand)
        if not in_hand:
            self._show_typed("")

    def show_problem(self, text: str) -> None:
        """Say it to a screen reader at the first choice, too."""
        super().show_problem(text)
        self._describe()

    def press(self, text: str) -> bool:
        """Type a choice's key; every key is taken, so that none acts elsewhere."""
        by_key = {one.key: one for one in self.buttons}
        typed = typed_on(self._code, text.lower(), by_key)
        if button := by_key.get(typed):
            self._show_typed("")
            button.setFocus()
            button.click()
        else:
            self._show_typed(typed)
        return True

    @property
    def may_go_on(self) -> bool:
        """Whether no code is half typed."""
        return not self._code

    def take_back(self) -> None:
        """Forget what was typed of a code."""
        self._show_typed("")

    @property
    def _start(self) -> _Choice:
        """Where answering begins: what is chosen, or else the first."""
        return next((one for one in self.buttons if one.isChecked()), self.buttons[0])

    def _show_typed(self, typed: str) -> None:
        self._code = typed
        how = tr("Type, such as rh, then Enter.") if self.question.kind == "sites" else ""
        show_words(self._typed, tr("Typed: {keys}").format(keys=typed) if typed else how)

    def _build(self, shown: tuple[ShownChoice, ...]) -> None:
        had_focus = any(one.hasFocus() for one in self.buttons)
        clear(self._place)
        kind = KeyedMany if self.question.kind in LISTS else KeyedOne
        self.buttons = []
        for one in shown:
            button = kind(one.value, one.label)
            button.show_key(key_of(self.question, one.value, self.interview), one.example)
            button.clicked.connect(lambda _=False, value=one.value: self._choose(value))
            self.buttons.append(button)
        whole = QWidget()
        grid = QGridLayout(whole)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        for button, (row, column, wide) in zip(self.buttons, self._places(shown), strict=True):
            grid.addWidget(button, row, column, 1, wide)
        for column in range(_COLUMNS):
            grid.setColumnStretch(column, 1)
        ArrowWalk(self.buttons)
        for button in self.buttons:
            button.installEventFilter(self)  # after the others, so that it sees a key first
        self._place.addWidget(whole)
        self._show_typed("")
        if had_focus:
            self.focus_first()

    def _places(self, shown: tuple[ShownChoice, ...]) -> Iterator[tuple[int, int, int]]:
        """Yield row, column and width: body parts and what answers the whole list stand two by two."""
        has_both = sum(one.is_for_all for one in shown) == _COLUMNS
        row, column = 0, 0
        for one in shown:
            is_half = has_both if one.is_for_all else self.question.kind == "sites"
            if column and (not is_half or one.value.startswith("right-")):
                row, column = row + 1, 0
            yield row, column, 1 if is_half else _COLUMNS
            column += 1 if is_half else _COLUMNS
            if column == _COLUMNS:
                row, column = row + 1, 0

    def _choose(self, value: str) -> None:
        is_whole = next(
            one.is_for_all
            for one in shown_choices(self.interview.kept, self.question)
            if one.value == value
        )
        if self.question.kind == "one":
            self.interview.choose(self.question, value)
        elif is_whole:
            self.interview.settle(self.question, value)
        else:
            self.interview.toggle(self.question, value)
        if self.question.kind == "one" or is_whole:
            self.done.emit()

    def _describe(self) -> None:
        for one in self.buttons:
            one.tell_key(self.said if one is self._start else "")


class AgeBox(EntryBox):
    """A question for an age; the one key besides figures says that it is a guess, or not known at all."""

    def __init__(self, interview: Interview, question: Question) -> None:
        super().__init__(interview, question)
        self.field = AgeField(interview, question)
        self.field.installEventFilter(self)
        self.field.pressed.connect(self._show_pad)
        self.pad: NumberPad | None = None
        self.parts.addWidget(self.field)
        self.guess = KeyedMany("", "")
        self.guess.show_key(UNSURE_KEY, "")
        self.guess.clicked.connect(self._be_unsure)
        self.guess.installEventFilter(self)
        self.guess.setVisible(False)
        self.parts.addWidget(self.guess)

    def refresh(self) -> None:
        """Show the age, or that it is not known."""
        super().refresh()
        self.field.refresh()
        self.field.describe(self.said)
        unsure = self._is_unsure
        if unsure and self.field.hasFocus():
            self.guess.setVisible(True)
            self.guess.setFocus()
        self.field.setVisible(not unsure)
        if self.pad and unsure:
            self.pad.hide()
        if self.question.certainty:
            about, unknown = CERTAINTY_CHOICES
            offered = about if self._is_typed and not unsure else unknown
            self.guess.setText(offered.label.to(self.interview.kept.voice))
            self.guess.setChecked(self._certainty == offered.value)
            self.guess.tell_key(self._heading.text())
            self.guess.show()

    def focus_first(self) -> None:
        """Let an age be typed over what is there."""
        if self._is_unsure:
            self.guess.setFocus()
        else:
            self.field.focus_first()

    def show_problem(self, text: str) -> None:
        """Mark the line, too."""
        super().show_problem(text)
        self.field.set_missing(bool(text))
        self.field.describe(self.said)

    def press(self, text: str) -> bool:
        """Take the key for not being sure; all others are typed into the line."""
        if text != UNSURE_KEY:
            return not self.field.hasFocus()
        if self.question.certainty:
            self.guess.click()
        if self._is_unsure or not self.question.certainty:
            self.done.emit()
        return True

    @property
    def _certainty(self) -> object:
        field = self.question.certainty
        return getattr(self.interview.kept, field) if field else None

    @property
    def _is_unsure(self) -> bool:
        return self._certainty == UNSURE

    @property
    def _is_typed(self) -> bool:
        return bool(self.interview.typed_age(self.question.field))

    def _be_unsure(self) -> None:
        about, unknown = CERTAINTY_CHOICES
        wanted = about if self._is_typed and not self._is_unsure else unknown
        value = None if self._certainty == wanted.value else wanted.value
        self.interview.answer(self.question.certainty, value)

    def _show_pad(self) -> None:
        """Show figures to press, once the line was pressed."""
        if self.pad is None:
            self.pad = NumberPad(self.field)
            self.parts.insertWidget(self.parts.indexOf(self.field) + 1, self.pad)
        self.pad.show()
