"""Entry on one page: every question in columns, answered by keys or the mouse, the one in hand in sight."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut

from gui.desk.intake.entry_box import AgeBox, ChoicesBox, EntryBox
from gui.widgets.column_grid import ColumnGrid
from gui.widgets.error_summary import ErrorSummary
from gui.widgets.labels import button, column
from gui.widgets.page_frame import EDGE
from gui.widgets.window_page import ButtonRow, WindowPage
from questionnaire.entry_keys import entered_questions, entry_problems, page_asking
from questionnaire.interview import Interview, Problem
from questionnaire.pages import PageId, Question
from questionnaire.questions import PAGES
from questionnaire.words import tr

#: Which questions stand under each other; those that open late come after all that must not move.
_CELLS = (
    ("urgent_signs",),
    ("affected", "first_affected"),
    ("onset_age", "onset_band", "current_age", "onset_speed"),
    ("features",),
    ("pattern",),
    ("tasks",),
    ("medicines", "family_history"),
    ("conditions",),
    ("tried",),
    ("impact",),
    ("answered_by", "caring_for"),
)
_MOST = 5  # columns
_SHARES = (10, 12, 9, 10, 10)  # of the width: the column with the body parts needs most
_LINES = 12  # line heights of a column


class EntryPage(WindowPage):
    """A second way into the interview; it keeps no answer itself."""

    result_wanted = Signal()
    pages_wanted = Signal()
    over = Signal()

    margin = 12

    def __init__(self, interview: Interview) -> None:
        super().__init__(tr("Entry on one page"))
        self._interview = interview
        self._in_hand: EntryBox | None = None
        self._problems: tuple[Problem, ...] = ()
        self._is_open = False  # Qt gives a page the focus before anybody goes to a question
        self.summary = ErrorSummary()
        self.summary.problem_chosen.connect(lambda field: self.boxes[field].focus_first())
        self.boxes: dict[str, EntryBox] = {
            question.field: self._box_for(question) for page in PAGES for question in page.questions
        }
        cells = [column(*(self.boxes[field] for field in cell), spacing=4) for cell in _CELLS]
        self.content.addWidget(self.summary)
        self.content.addWidget(ColumnGrid(cells, most=_MOST, lines=_LINES, shares=_SHARES))
        self.content.addStretch(1)
        self.way_out = button(
            tr("Keep and close"),
            act=self.over,
            tip=tr("What was entered is kept; resume it at any time."),
        )
        self.by_pages = button(tr("Ask page by page"), "link", self.pages_wanted)
        self.see_result = button(
            tr("See result"), "primary", self.show_result, tip=tr("Ctrl+Enter")
        )
        self.foot = ButtonRow()
        self.foot.show_only(left=(self.way_out, self.by_pages), right=(self.see_result,))
        self.foot.keep_sides(EDGE)
        self.outer.addWidget(self.foot)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self, self.show_result)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setAutoRepeat(False)
        interview.on_change(self.refresh)
        self.refresh()

    def widest(self) -> int:
        """Fill the window: no line is as wide as a column of text."""
        return self.width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the question in hand in sight when the band comes over it."""
        super().resizeEvent(event)
        self._keep_in_sight()

    def refresh(self) -> None:
        """Show what is asked as the answers stand, each question at its place."""
        asked = {question.field for question in entered_questions(self._interview)}
        for field, box in self.boxes.items():
            box.setVisible(field in asked)
            box.refresh()
        self._take_back_solved()

    def open_at(self, page: PageId) -> None:
        """Go to the question that was in hand or, after the wizard, to those of its page."""
        self._is_open = True
        asked = entered_questions(self._interview)
        here = [question for question in asked if page_asking(question) == page]
        held = self._in_hand.question if self._in_hand else asked[0]
        is_elsewhere = here and held not in here and page != PAGES[0].id
        self.boxes[(here[0] if is_elsewhere or held not in asked else held).field].focus_first()

    def show_result(self) -> None:
        """Ask for the result, or say at the top and at each question what is still missing."""
        self._problems = entry_problems(self._interview)
        self._tell_problems()
        self.summary.show_problems(self._problems)
        if self._problems:
            self.pane.to_top()
        else:
            self.result_wanted.emit()

    def _tell_problems(self) -> None:
        by_field = {problem.field: problem.text for problem in self._problems}
        for field, box in self.boxes.items():
            box.show_problem(by_field.get(field, ""))

    def _take_back_solved(self) -> None:
        """Say nothing more of a question that was answered after all."""
        left = entry_problems(self._interview) if self._problems else ()
        still = tuple(one for one in self._problems if one in left)
        if still != self._problems:
            self._problems = still
            self._tell_problems()
            if not still:
                self.summary.clear()

    def forget_typed(self) -> None:
        """Forget half of a code; everything else is kept."""
        if isinstance(self._in_hand, ChoicesBox):
            self._in_hand.take_back()

    def _box_for(self, question: Question) -> EntryBox:
        kind = AgeBox if question.kind == "age" else ChoicesBox
        box = kind(self._interview, question)
        box.taken.connect(lambda by_press: self._take(box, by_press=by_press))
        box.done.connect(lambda: self._go_on(question))
        return box

    def _take(self, box: EntryBox, *, by_press: bool) -> None:
        """Show which question is in hand, and scroll to it; under a pressed choice nothing may move."""
        if not self._is_open:
            return
        if box is not self._in_hand:
            if self._in_hand:
                self._in_hand.show_in_hand(False)
            self._in_hand = box
            box.show_in_hand(True)
        self._interview.turn_to(page_asking(box.question))
        if not by_press:
            self._keep_in_sight()

    def _keep_in_sight(self) -> None:
        if box := self._in_hand:
            self.pane.make_room()
            self.pane.ensureWidgetVisible(box)
            self.pane.show_focused(box.focusWidget())

    def _go_on(self, question: Question) -> None:
        """Put the next question in hand; after the last, what leads to the result."""
        asked = [one.field for one in entered_questions(self._interview)]
        later = asked[asked.index(question.field) + 1 :]
        first = {one.field for one in PAGES[0].questions}
        if later and (later[0] not in first or question.field in first):
            self.boxes[later[0]].focus_first()
        else:
            self.see_result.setFocus()
