"""Makes the pages, and imports each kind only when it is first needed."""

from collections.abc import Callable

from gui.pages.question_page import QuestionPage
from gui.place import Place
from questionnaire.clinic import Clinic
from questionnaire.interview import Interview
from questionnaire.questions import PAGE, PageId


def make_page(
    page_id: PageId,
    interview: Interview,
    clinic: Clinic,
    place: Place,
    change: Callable[[str], None],
) -> QuestionPage:
    """Return the page for an id; `change` is called with the id of a page that is to be changed."""
    page = PAGE[page_id]
    match page_id:
        case "welcome":
            from gui.pages.welcome_page import WelcomePage

            return WelcomePage(interview, page, place)
        case "stop":
            from gui.pages.stop_page import StopPage

            return StopPage(interview, page, clinic, place)
        case "affected":
            from gui.pages.body_page import BodyPage

            return BodyPage(interview, page)
        case "onset":
            from gui.pages.onset_page import OnsetPage

            return OnsetPage(interview, page)
        case "review":
            from gui.pages.review_page import ReviewPage

            review = ReviewPage(interview, page)
            review.change_wanted.connect(change)
            return review
        case "result" if place.kind == "waiting-room":
            from gui.pages.end_page import EndPage

            return EndPage(interview, page, clinic, place)
        case "result":
            from gui.pages.result_page import ResultPage

            return ResultPage(interview, page, clinic)
        case _:
            return QuestionPage(interview, page)
