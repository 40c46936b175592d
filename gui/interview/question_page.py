"""A page that asks: the step's number over a bar, heading, hint, controls, and what is still missing."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget, QWizardPage

from gui.widgets.announcing import announce
from gui.widgets.choice import ManyChoice, OneChoice
from gui.widgets.column_grid import ColumnGrid
from gui.widgets.error_summary import ErrorSummary
from gui.widgets.labels import clear, label, stack
from gui.widgets.more_below import MoreBelow
from gui.widgets.page_frame import BAR, EDGE, Framed, has_little_room, set_side_margins
from questionnaire.interview import Interview, Problem, listed_choices
from questionnaire.pages import Page, Question
from questionnaire.spoken import as_spoken, question_words, words_of_question
from questionnaire.words import tr

if TYPE_CHECKING:
    from questionnaire.reports.case import Case  # the first page opens faster without it


_LEFT = 4  # pixels beside words and bar
_BAR, _GAP = 8, 6


class StepHeader(QWidget):
    """Shows how far the interview has come; only the answers decide how many steps there are.

    It draws the bar itself: QProgressBar would paint the whole page at each value.
    """

    def __init__(self) -> None:
        super().__init__()
        self._share = 0.0
        self._right = BAR
        self._words = label("", "step")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_LEFT, 0, BAR, _GAP + _BAR)
        layout.addWidget(self._words)

    @property
    def text(self) -> str:
        """The step's number and name, as they are read."""
        return self._words.text()

    def show_step(self, interview: Interview, page: Page) -> None:
        """Show the step that this page is."""
        step, steps = interview.progress(page.id)
        words = tr("Step {step} of {steps}: {name}")
        self._words.setText(words.format(step=step, steps=steps, name=tr(page.name)))
        self._share = step / steps
        self.update()

    def keep_off(self, right: int) -> None:
        """Leave so many pixels free at the right, where the scroll bar stands below."""
        self._right = right
        set_side_margins(self.layout(), _LEFT, right)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the groove, and over it how much is done."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            groove = QRectF(_LEFT, self.height() - _BAR, self.width() - _LEFT - self._right, _BAR)
            if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
                groove.moveLeft(self._right)
            for role, share in (
                (QPalette.ColorRole.Midlight, 1.0),
                (QPalette.ColorRole.Highlight, self._share),
            ):
                painter.setBrush(self.palette().color(role))
                done = QRectF(groove.topLeft(), groove.size())
                done.setWidth(groove.width() * share)
                if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
                    done.moveRight(groove.right())
                painter.drawRoundedRect(done, _BAR / 2, _BAR / 2)


# A list of choices and a line to type into are different widgets with the same duties.
if TYPE_CHECKING:
    _Widget = QWidget
else:
    _Widget = object

_FEW = 4  # so many choices stand in one column


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
    """The choices of a question, of which one or many can be chosen."""

    def __init__(self, interview: Interview, question: Question) -> None:
        super().__init__()
        self._interview = interview
        self._question = question
        self._shown: tuple[tuple[str, str, str], ...] = ()
        self._note = ""
        self.buttons: list[ManyChoice | OneChoice] = []
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
        kind = OneChoice if self._question.kind == "one" else ManyChoice
        self.buttons = [kind(value, text, example) for value, text, example in wanted]
        self.describe(self._note)
        for one in self.buttons:
            one.clicked.connect(lambda _checked=False, value=one.value: self._pressed(value))
        self._layout.addWidget(ColumnGrid(self.buttons, few=_FEW))

    def _pressed(self, value: str) -> None:
        if self._question.kind == "one":
            self._interview.choose(self._question, value)
        else:
            self._interview.toggle(self._question, value)


class QuestionBox(QWidget):
    """Shows a question in the words for the person who answers."""

    def __init__(
        self, interview: Interview, question: Question, field: Field, *, first: bool
    ) -> None:
        super().__init__()
        self._interview = interview
        self.question = question
        self.field = field
        self._heading = label("", "question" if first else "subquestion")
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
        heading = self.question.heading.to(voice)
        self._heading.setText(heading)
        self.setAccessibleName(heading)
        hint = self.question.hint.to(voice) if self.question.hint else ""
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
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
        self._hint.setVisible(shown)
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


class QuestionPage(Framed, QWizardPage):
    """A page of the interview; its controls are built shortly before it is first shown.

    `case` is the result on a page that shows one; `is_pressing` is set where what it says can't wait.
    """

    more_below_changed = Signal(bool)
    below = 0  # the wizard's buttons keep their own distance
    case: "Case | None" = None
    is_pressing = False

    def __init__(self, interview: Interview, page: Page) -> None:
        QWizardPage.__init__(self)
        self.interview = interview
        self.page = page
        self.boxes: dict[str, QuestionBox] = {}
        self.header = StepHeader()
        self.summary = ErrorSummary()
        self.build_frame("")
        self.pane.more_below_changed.connect(self.more_below_changed)
        self.more_below: MoreBelow | None = None
        self._beside = 0
        self.is_built = False
        self.was_seen = False
        self._asked: tuple[Question, ...] = ()
        self._problems: tuple[Problem, ...] = ()

    @property
    def has_list(self) -> bool:
        """Whether several of its choices can be chosen."""
        return any(question.kind == "many" for question in self.page.questions)

    @property
    def counts_below(self) -> bool:
        """Whether a button under the list says how much of it is below; little room has none for it."""
        return self.has_list and not has_little_room(self.window())

    def fit(self) -> None:
        """Let the scroll bar of a list stand in the margin: when it comes, no choice moves."""
        super().fit()
        if self.has_list and self.more_below:
            side = max(self.margin, (self.width() - self.widest()) // 2)
            self._beside = min(side, BAR + self.pane.verticalScrollBar().sizeHint().width())
            set_side_margins(self.outer, side, side - self._beside)
            set_side_margins(self.more_below.row, EDGE, self._beside)
            self.header.keep_off(self._beside)
            self._keep_column()

    def _keep_column(self) -> None:
        """Keep the choices as wide as they are without a scroll bar, if there is room beside them."""
        if self._beside:
            bar = self.pane.verticalScrollBar()
            taken = bar.sizeHint().width() if bar.maximum() else 0
            set_side_margins(self.content, EDGE, max(self._beside - taken, BAR))

    def prepare(self) -> None:
        """Build the page while nobody waits for it, so that turning to it only has to paint it."""
        if not self.is_built:
            self.is_built = True
            self._build()
            self.interview.on_change(self._answered)
        self.refresh()
        for inside in self.findChildren(QWidget):
            inside.ensurePolished()

    def initializePage(self) -> None:
        """Build the page before it is shown, if nobody has."""
        if not self.is_built:
            self.prepare()

    def enter(self) -> None:
        """Show the page as the answers stand now."""
        self.was_seen = True
        self.initializePage()  # Back leads to pages that were only passed by
        self.header.show_step(self.interview, self.page)
        self.show_problems(())
        self.refresh()
        self._asked = self.interview.asked(self.page)
        self.pane.setAccessibleName(self.header.text)
        self.say_words()
        self.pane.to_top()

    def words(self) -> tuple[str, ...]:
        """Return what the page says, for a person who listens; pages that show more say it too."""
        return question_words(self.page, self.interview, self._problems)

    def say_words(self) -> None:
        """Let the pane say what the page says now."""
        self.tell(as_spoken(self.words()))

    def refresh(self) -> None:
        """Show every question that applies now, in the words for the person who answers."""
        asked = self.interview.asked(self.page)
        for box in self.boxes.values():
            box.setVisible(box.question in asked)
            box.refresh()

    def validatePage(self) -> bool:
        """Let the person go on, or say at the top and at the field what is still missing."""
        problems = self.interview.problems(self.page.id)
        self.show_problems(problems)
        return not problems

    def field_for(self, question: Question) -> Field:
        """Return the control that answers a question."""
        return ChoicesField(self.interview, question)

    def box_for(self, question: Question) -> QuestionBox:
        """Return the question with its control, known to the page from now on."""
        box = QuestionBox(self.interview, question, self.field_for(question), first=not self.boxes)
        self.boxes[question.field] = box
        return box

    def add_content(self, layout: QVBoxLayout) -> None:
        """Fill the page; pages that show more than questions add it here."""
        for question in self.page.questions:
            layout.addWidget(self.box_for(question))

    def arrange(self, outer: QVBoxLayout) -> None:
        """Place the scrolling content under the step's header."""
        outer.addWidget(self.pane, 1)

    def show_desk_told(self, told: bool) -> None:
        """Say whether the desk knows of an urgent sign, on a page that speaks of it."""

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Say what is missing, at the top and at each field; nothing takes it all away."""
        by_field = {problem.field: problem.text for problem in problems}
        for field, box in self.boxes.items():
            box.show_problem(by_field.get(field, ""))
        self.summary.show_problems(problems)
        self._problems = problems
        if problems:
            self.say_words()
            self.pane.to_top()

    def _build(self) -> None:
        # The frame comes first: Qt styles a pane anew, with all that is in it, when it gets a parent.
        self.outer.addWidget(self.header)
        self.arrange(self.outer)
        self.more_below = MoreBelow(self.pane, lambda: self.counts_below)
        self.outer.addLayout(self.more_below.row)
        self.pane.verticalScrollBar().rangeChanged.connect(self._keep_column)
        self.content.addWidget(self.summary)
        self.summary.problem_chosen.connect(self._go_to)
        self.add_content(self.content)
        self.content.addStretch(1)
        self.fit()

    def _answered(self) -> None:
        if self.isVisible():
            self.refresh()
            self.say_words()
            self._announce_followers()

    def _announce_followers(self) -> None:
        """Announce the questions that an answer has opened; without that, nobody would look for them."""
        asked = self.interview.asked(self.page)
        new = (one for one in asked if one not in self._asked)
        words = as_spoken(part for one in new for part in words_of_question(one, self.interview))
        self._asked = asked
        if words:
            announce(self.pane, words)

    def _go_to(self, field: str) -> None:
        box = self.boxes[field]
        box.field.focus_first()
        self.pane.ensureWidgetVisible(box)
        if focused := box.focusWidget():  # a list of choices may be taller than the window
            self.pane.ensureWidgetVisible(focused)
