"""The page of ages: when it began, exactly, about, or not known; and the age now."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.interview.question_page import Field, QuestionPage
from gui.widgets.choice import ManyChoice
from gui.widgets.form_controls import SHORT, Line
from gui.widgets.number_pad import NumberPad
from gui.widgets.press_guard import was_pressed
from questionnaire.answers import Certainty
from questionnaire.choices import CERTAINTY_CHOICES
from questionnaire.interview import Interview
from questionnaire.pages import Question

_GAP = 18  # pixels between the questions and the number pad
_NARROWEST = 12  # line heights that the questions need beside the number pad
_AROUND = 28  # pixels above and below the questions
_EDGE = 14  # pixels that the questions, too, keep on their right


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
        self.setFixedWidth(SHORT)
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


class OnsetPage(QuestionPage):
    """Asks for the age or, where it is not known, the time of life.

    A number pad stands beside the questions, where it neither covers nor moves anything, once a mouse or
    a finger was used. Where there is no room for that, it stands under the field that it types into.
    """

    pad: NumberPad | None = None
    _typed_into = "onset_age"

    def field_for(self, question: Question) -> Field:
        """Let the number pad follow from one age to the other."""
        if question.kind != "age":
            return super().field_for(question)
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
        layout.addWidget(self.box_for(age))
        self.boxes[age.field].add_beside(self._certainties["about"])
        layout.addWidget(self._certainties["unsure"])
        layout.addWidget(self.box_for(band))
        layout.addWidget(self.box_for(now))

    def arrange(self, outer: QVBoxLayout) -> None:
        """Leave a place beside the questions, which does not scroll away, for the number pad."""
        self._row = QHBoxLayout()
        self._row.setSpacing(_GAP)
        self._row.addWidget(self.pane, 1)
        outer.addLayout(self._row, 1)

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

    @property
    def _field_in_hand(self) -> AgeField:
        """The field that was typed into last; who does not know the one age may know the other."""
        field = self.boxes["current_age" if self._is_unsure else self._typed_into].field
        if not isinstance(field, AgeField):
            raise TypeError(field)
        return field

    def _place_pad(self) -> None:
        """Put the number pad beside the questions, or under its field: the bands may need the width."""
        if self.pad is None:
            return
        self.pad.field = self._field_in_hand
        beside = self._has_room_beside(self.pad) and not self._is_unsure
        self.pad.setContentsMargins(0, 4 if beside else 0, _EDGE if beside else 0, 0)
        if beside:
            self._row.addWidget(self.pad, 0, Qt.AlignmentFlag.AlignTop)
        else:
            box = next(one for one in self.boxes.values() if one.field is self.pad.field)
            box.add_below(self.pad)
        self.pad.show()
        self.pane.make_room()

    def _has_room_beside(self, pad: NumberPad) -> bool:
        """Tell whether the questions keep enough width, and the pad all of its height."""
        edges = self.outer.contentsMargins()
        wide = self.width() - edges.left() - edges.right() - _GAP - pad.sizeHint().width()
        high = self.height() - self.header.sizeHint().height() - _AROUND
        needed = _NARROWEST * self.fontMetrics().height()
        return wide >= needed and high >= pad.sizeHint().height()
