"""Where the person goes among the pages: on and back, to the end, and to one answer and back from there."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWizard

from questionnaire.interview import Interview
from questionnaire.pages import PageId
from questionnaire.questions import PAGES

PAGE_NUMBER: dict[PageId, int] = {page.id: number for number, page in enumerate(PAGES)}

NO_PAGE = -1


class Navigation(QObject):
    """Leads a wizard over the pages that the person is not shown; `arrived` where a page is to be shown."""

    arrived = Signal()

    def __init__(self, wizard: QWizard, interview: Interview) -> None:
        super().__init__(wizard)
        self._wizard = wizard
        self._interview = interview
        self.is_walking = False
        self._seen: set[PageId] = set()
        self._skipped: set[PageId] = set()
        self._returning_from: PageId | None = None
        self._reached = NO_PAGE
        self._opened_at = NO_PAGE
        wizard.currentIdChanged.connect(self._entered)

    @property
    def passed(self) -> PageId:
        """Where QWizard is, which walks over pages that the person is not shown."""
        return PAGES[self._wizard.currentId()].id

    @property
    def is_returning(self) -> bool:
        """Whether Continue leads back to the review page, where one answer was to be changed."""
        return self._returning_from is not None

    def passes_by(self, number: int) -> bool:
        """Tell whether a page is only walked over, so that it need not be built yet."""
        return number < self._opened_at

    def open_at(self, page_id: str) -> None:
        """Go to a page without showing those before; stops where a required answer is missing."""
        wanted = next(number for id_, number in PAGE_NUMBER.items() if id_ == page_id)
        self._opened_at, self._returning_from = wanted, None
        if self._wizard.currentId() < 0 or self._wizard.currentId() > wanted:
            self.is_walking = True
            self._wizard.restart()
        self._walk(self._pass_by, lambda: self._wizard.currentId() >= wanted)

    def change(self, page_id: str) -> None:
        """Step back from the review page to another; Continue there comes straight back."""
        wanted = next(page.id for page in PAGES if page.id == page_id)
        self._skipped.discard(wanted)
        self._returning_from = wanted
        self._walk(self._wizard.back, lambda: self.passed == wanted)

    def skip_to_end(self) -> None:
        """Leave the rest of the questions open, which are a help and no toll."""
        if not self._wizard.validateCurrentPage():
            return
        later = PAGES[self._wizard.currentId() + 1 : PAGE_NUMBER["review"]]
        self._skipped = {page.id for page in later}
        self._opened_at = PAGE_NUMBER["review"]
        self._walk(self._pass_by, lambda: self.passed == "review")

    def _entered(self, number: int) -> None:
        """Show the page that QWizard has come to, or walk on where the person has no business on it."""
        if number == NO_PAGE or self.is_walking:
            return
        here = self.passed
        self._interview.turn_to(here)
        backwards, self._reached = number < self._reached, number
        if backwards and here in self._skipped:
            self._walk(self._wizard.back, lambda: self.passed not in self._skipped)
            return
        if self._returning_from and number < PAGE_NUMBER[self._returning_from]:
            self._returning_from = here  # Back was pressed: Continue returns from here too
        if self._returning_from and self._may_pass(here):
            self._walk(self._wizard.next, lambda: not self._may_pass(self.passed))
            return
        self._skipped.discard(here)
        self._seen.add(here)
        if here == "review":
            self._returning_from = None
        self.arrived.emit()

    def _may_pass(self, page_id: PageId) -> bool:
        """Tell whether a person who changed one answer can skip this page on the way back."""
        if page_id == "review" or page_id not in self._seen:
            return False
        return page_id != self._returning_from and not self._interview.wants_visit(page_id)

    def _pass_by(self) -> None:
        """Leave a page behind as one that this person has seen."""
        self._seen.add(self.passed)
        self._wizard.next()

    def _walk(self, step: Callable[[], None], arrived: Callable[[], bool]) -> None:
        """Step from page to page without showing those between."""
        self.is_walking = True
        self._wizard.setUpdatesEnabled(False)
        try:
            before = NO_PAGE
            while not arrived() and self._wizard.currentId() != before:
                before = self._wizard.currentId()
                step()
        finally:
            self.is_walking = False
            self._wizard.setUpdatesEnabled(True)
        self._entered(self._wizard.currentId())
