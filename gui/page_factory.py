"""Makes the pages, and imports each kind only when it is first needed."""

from typing import TYPE_CHECKING

from gui.pages.question_page import QuestionPage
from questionnaire.questions import PAGE, PageId

if TYPE_CHECKING:
    from gui.wizard import Wizard


def make_page(page_id: PageId, wizard: "Wizard") -> QuestionPage:
    """Return the page for an id."""
    interview, page = wizard.interview, PAGE[page_id]
    match page_id:
        case "welcome":
            from gui.pages.welcome_page import WelcomePage

            return WelcomePage(interview, page)
        case "stop":
            from gui.pages.stop_page import StopPage

            return StopPage(interview, page, wizard.clinic)
        case "affected":
            from gui.pages.body_page import BodyPage

            return BodyPage(interview, page)
        case "onset":
            from gui.pages.onset_page import OnsetPage

            return OnsetPage(interview, page)
        case "review":
            from gui.pages.review_page import ReviewPage

            review = ReviewPage(interview, page)
            review.change_wanted.connect(wizard.change)
            return review
        case "result":
            from gui.pages.result_page import ResultPage

            return ResultPage(interview, page, wizard.clinic)
        case _:
            return QuestionPage(interview, page)
