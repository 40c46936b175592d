"""The page of ages: when it began, exactly, about, or not known; and the age now."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from gui.interview.question_box import ChoicesField, Field
from gui.interview.question_page import QuestionPage
from gui.widgets.choice import ManyChoice, OneChoice
from gui.widgets.form_controls import SHORT, Line
from gui.widgets.labels import column
from gui.widgets.number_pad import NumberPad
from gui.widgets.press_guard import was_pressed
from questionnaire.answers import Certainty
from questionnaire.choices import CERTAINTY_CHOICES
from questionnaire.interview import Interview
from questionnaire.pages import Question

_LINES = 13  # line heights that the questions need beside the number pad or the bands
_BAND_LINES = 9  # line heights of one band: two columns of them stand beside the questions


class AgeField(Line, Field):
    """An age in years, as it was typed; a spin box could not show "no answer"."""

    focused = Signal()
    pressed = Signal()

    def __init__(self, interview: Interview, question: Question) -> None:
        super().__init__()
        self._interview = interview
        self._question = question
        self.setMaxLength(40)
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.setMaximumWidth(SHORT)
        self.textEdited.connect(lambda text: interview.enter_age(question.field, text))
        self.refresh()

    def refresh(self) -> None:
        """Show the age that the interview holds, but leave what is being typed alone."""
        self.setAccessibleName(self._question.heading.to(self._interview.kept.voice))
        typed = self._interview.typed_age(self._question.field)
        if typed != self.text().strip():
            self.setText(typed)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that this is the field to type into."""
        super().focusInEvent(event)
        self.focused.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell of a press with a mouse or a finger, as buttons do when it ends."""
        super().mouseReleaseEvent(event)
        self.pressed.emit()


class _TwoAges(QWidget):
    """Both ages under each other; beside them, or between them in a narrow page, what helps with the first."""

    def __init__(self, first: QWidget, beside: QWidget, second: QWidget) -> None:
        super().__init__()
        self._parts = first, beside, second
        self.columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(18)
        self._arrange(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use two columns where they fit."""
        super().resizeEvent(event)
        needed = 2 * _LINES * self.fontMetrics().height() + self._grid.horizontalSpacing()
        self._arrange(2 if self.width() >= needed else 1)

    def _arrange(self, columns: int) -> None:
        if columns == self.columns:
            return
        self.columns = columns
        first, beside, second = self._parts
        self._grid.addWidget(first, 0, 0)
        if columns == 1:
            self._grid.addWidget(beside, 1, 0)
            self._grid.addWidget(second, 2, 0)
        else:
            self._grid.addWidget(beside, 0, 1, 3, 1)
            self._grid.addWidget(second, 1, 0)
        for row in range(3):
            self._grid.setRowStretch(row, int(row == 2 and columns > 1))
        for place in range(2):
            self._grid.setColumnStretch(place, int(place < columns))


class OnsetPage(QuestionPage):
    """Asks for the age or, where it is not known, the time of life.

    A number pad stands beside the questions, where it neither covers nor moves anything, once a mouse or
    a finger was used; who does not know the age finds the bands in its place. Where there is no room for
    that, it stands under the field that it types into.
    """

    pad: NumberPad | None = None
    _under: AgeField | None = None
    _typed_into = "onset_age"

    def field_for(self, question: Question) -> Field:
        """Let the number pad follow from one age to the other."""
        if question.kind != "age":
            return ChoicesField(self.interview, question, OneChoice, lines=_BAND_LINES)
        field = AgeField(self.interview, question)
        field.focused.connect(lambda: self._type_into(question.field))
        field.pressed.connect(self._pressed)
        return field

    def add_content(self, layout: QVBoxLayout) -> None:
        """Put the two ways of not being sure between the age and the time of life."""
        age, band, now = self.page.questions
        self._certainties = {
            one.value: ManyChoice(one.value, one.label.to("patient")) for one in CERTAINTY_CHOICES
        }
        for value, choice in self._certainties.items():
            choice.clicked.connect(lambda _=False, value=value: self._be(value))
        first = column(self.box_for(age), self._certainties["unsure"], spacing=18)
        self.boxes[age.field].add_beside(self._certainties["about"])
        self._beside_them = column(self.box_for(band))
        self._grid = _TwoAges(first, self._beside_them, self.box_for(now))
        layout.addWidget(self._grid)

    def enter(self) -> None:
        """Show the number pad to a person who came here with a mouse or a finger."""
        super().enter()
        if was_pressed(self.window()):
            self._show_pad()

    def focus_start(self) -> None:
        """The age can be typed at once."""
        if self._is_unsure:
            super().focus_start()
        else:
            self.boxes["onset_age"].field.focus_first()

    def refresh(self) -> None:
        """A guess can be told only where an age is asked for."""
        super().refresh()
        certainty = self.interview.kept.onset_certainty
        for value, choice in self._certainties.items():
            choice.setChecked(value == certainty)
        self._certainties["about"].setVisible(not self._is_unsure)
        self.boxes["onset_age"].setVisible(True)
        self.boxes["onset_age"].show_control(not self._is_unsure)
        self._place_pad()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the number pad where there is room for it."""
        super().resizeEvent(event)
        self._place_pad()

    @property
    def _is_unsure(self) -> bool:
        return self.interview.kept.onset_certainty == "unsure"

    def _be(self, certainty: Certainty) -> None:
        held = self.interview.kept.onset_certainty
        self._typed_into = "onset_age"
        self.interview.answer("onset_certainty", None if held == certainty else certainty)

    def _type_into(self, field: str) -> None:
        """Let the number pad type into this field."""
        self._typed_into = field
        self._place_pad()

    def _show_pad(self) -> None:
        """Show the number pad from now on."""
        if self.pad is None:
            self.pad = NumberPad(self._field_in_hand)
            self.pad.setParent(self)
            for key in self.pad.findChildren(QWidget):
                key.ensurePolished()  # before that, the pad does not know how large it will be
            self._place_pad()

    def _pressed(self) -> None:
        """Show the pad to a person who presses a field, scrolled into sight among the questions."""
        self._show_pad()
        if self.pad and self.pane.content.isAncestorOf(self.pad):
            self.pane.make_room()
            self.pane.ensureWidgetVisible(self.pad)
            self.pane.ensureWidgetVisible(self.pad.field)

    def _move_pad(self, pad: NumberPad, under: AgeField | None) -> None:
        """Put the pad under a field, or beside the questions."""
        self._under = under
        places = self._beside_them.layout()
        if under:
            next(one for one in self.boxes.values() if one.field is under).add_below(pad)
        elif isinstance(places, QVBoxLayout):
            places.insertWidget(0, pad, 0, Qt.AlignmentFlag.AlignLeft)
        # Now, because what has the focus is scrolled to.
        for one in (*self.boxes.values(), self._grid):
            if layout := one.layout():
                layout.activate()

    @property
    def _field_in_hand(self) -> AgeField:
        """The field that was typed into last; who does not know the one age may know the other."""
        field = self.boxes["current_age" if self._is_unsure else self._typed_into].field
        if not isinstance(field, AgeField):
            raise TypeError(field)
        return field

    def _place_pad(self) -> None:
        """Put the number pad beside the questions, or under its field where the bands or nothing is there."""
        if self.pad is None:
            return
        field = self._field_in_hand
        self.pad.type_into(field)
        beside = self._grid.columns > 1 and not self._is_unsure
        place = None if beside else field
        if self.pad.parentWidget() is self or place is not self._under:
            self._move_pad(self.pad, place)
        # Beside the bands there is no room for both: the pad comes with a press on the age now.
        self.pad.setVisible(not self._is_unsure or field.hasFocus())
        self.pane.make_room()
