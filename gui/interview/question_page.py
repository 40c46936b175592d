"""A page that asks: heading, hint, controls, and what is still missing, between the wizard's head and foot."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget, QWizardPage

from gui.interview.hearing_changes import hear_while_there
from gui.interview.question_box import ChoicesField, Field, QuestionBox
from gui.widgets.announcing import announce
from gui.widgets.choice import ManyChoice, OneChoice, PageChoice
from gui.widgets.error_summary import ErrorSummary
from gui.widgets.more_below import MoreBelow
from gui.widgets.page_frame import EDGE, ColumnPage, has_little_room, set_side_margins
from questionnaire.interview import Interview, Problem
from questionnaire.pages import Page, Question
from questionnaire.spoken import as_spoken, question_words, words_of_question
from questionnaire.words import tr

_SCALE = 5  # so many choices of one stand in one column: most have an order

if TYPE_CHECKING:
    from questionnaire.reports.case import Case  # the first page opens faster without it


class QuestionPage(ColumnPage, QWizardPage):
    """A page of the interview; its controls are built shortly before it is first shown.

    `answered` tells that nothing more is asked here. `case` is the result on a page that shows one;
    `is_pressing` is set where what it says can't wait, `is_private` where others had better not hear it.
    `go_on_words` are on the button that goes on; `foot_actions` and `head_tools` are the page's own.
    """

    more_below_changed = Signal(bool)
    answered = Signal()
    case: "Case | None" = None
    is_pressing = False
    is_private = False
    foot_actions: tuple[QPushButton, ...] = ()
    head_tools: tuple[QWidget, ...] = ()

    def __init__(self, interview: Interview, page: Page) -> None:
        QWizardPage.__init__(self)
        self.interview = interview
        self.page = page
        self.boxes: dict[str, QuestionBox] = {}
        self.summary = ErrorSummary()
        self.build_frame("")
        self.pane.more_below_changed.connect(self.more_below_changed)
        self.more_below: MoreBelow | None = None
        self.is_built = False
        self._asked: tuple[Question, ...] = ()
        self._asks = tr(page.name)  # the first of the words that the page says
        self._problems: tuple[Problem, ...] = ()

    @property
    def go_on_words(self) -> str:
        """What the button says that goes on."""
        return tr("Continue")

    @property
    def window_title(self) -> str:
        """What is asked here, and before it whether something is wrong."""
        return tr("Error: {question}").format(question=self._asks) if self._problems else self._asks

    @property
    def step_words(self) -> str:
        """Where in the interview this page is."""
        step, steps = self.interview.progress(self.page.id)
        words = tr("Step {step} of {steps}: {name}")
        return words.format(step=step, steps=steps, name=tr(self.page.name))

    @property
    def share(self) -> float:
        """How much of the interview is done with this page, from 0 to 1."""
        step, steps = self.interview.progress(self.page.id)
        return step / steps

    @property
    def has_list(self) -> bool:
        """Whether several of its choices can be chosen."""
        return any(question.kind == "many" for question in self.page.questions)

    @property
    def counts_below(self) -> bool:
        """Whether a button under the list says how much of it is below; little room has none for it."""
        return self.has_list and not has_little_room(self.wizard() or self.window())

    def fit(self) -> None:
        """Let what says how much is below stand under the column."""
        super().fit()
        if self.more_below:
            set_side_margins(self.more_below.row, EDGE, EDGE + self._beside)

    def prepare(self) -> None:
        """Build the page while nobody waits for it, so that turning to it only has to paint it."""
        if not self.is_built:
            self.is_built = True
            self._build()
            hear_while_there(self.interview, self, self._answered)
        self.refresh()
        for inside in self.findChildren(QWidget):
            inside.ensurePolished()

    def initializePage(self) -> None:
        """Build the page before it is shown, if nobody has."""
        if not self.is_built:
            self.prepare()

    def enter(self) -> None:
        """Show the page as the answers stand now."""
        self.initializePage()  # Back leads to pages that were only passed by
        self.show_problems(())
        self.refresh()
        self._asked = self.interview.asked(self.page)
        self.pane.setAccessibleName(self.step_words)
        self.say_words()
        self.pane.to_top()

    def words(self) -> tuple[str, ...]:
        """Return what the page says, for a person who listens; pages that show more say it too."""
        return question_words(self.page, self.interview, self._problems)

    def say_words(self) -> None:
        """Let the pane say what the page says now."""
        words = self.words()
        self._asks = next(iter(words), self._asks)
        self.tell(as_spoken(words))

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
        if question.kind != "one":
            return ChoicesField(self.interview, question, ManyChoice)
        kind = PageChoice if self.page.is_one_press else OneChoice
        field = ChoicesField(self.interview, question, kind, few=_SCALE)
        field.chosen.connect(lambda: self._chose(question))
        return field

    def box_for(self, question: Question) -> QuestionBox:
        """Return the question with its control, known to the page from now on."""
        first = not self.boxes and not self.page.called  # or else the page has a title of its own
        box = QuestionBox(self.interview, question, self.field_for(question), first=first)
        self.boxes[question.field] = box
        return box

    def add_content(self, layout: QVBoxLayout) -> None:
        """Fill the page; pages that show more than questions add it here."""
        for question in self.page.questions:
            layout.addWidget(self.box_for(question))

    def arrange(self, outer: QVBoxLayout) -> None:
        """Place the scrolling content."""
        outer.addWidget(self.pane, 1)

    def show_desk_told(self, told: bool) -> None:
        """Say whether the desk knows of an urgent sign, on a page that speaks of it."""

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Say what is missing, at the top and at each field; nothing takes it all away."""
        if not problems and not self._problems:
            return
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
        self.arrange(self.outer)
        self.content.addWidget(self.summary)
        self.summary.problem_chosen.connect(self._go_to)
        self.add_content(self.content)
        self.content.addStretch(1)
        # After the content in Tab's order too: Qt puts nothing behind keys that hand the focus to a field.
        self.more_below = MoreBelow(self.pane, lambda: self.counts_below)
        self.outer.addLayout(self.more_below.row)
        self.fit()

    def _answered(self) -> None:
        if self.isVisible():
            self.refresh()
            self.say_words()
            self._announce_followers()

    def _chose(self, question: Question) -> None:
        """Let the answer to the last question turn the page."""
        if self.interview.is_done(self.page, question):
            self.answered.emit()

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
