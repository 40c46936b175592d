"""Which widget shows which page; each is imported when it is first needed, so that the window opens fast."""

from collections.abc import Callable

from gui.interview.question_page import QuestionPage
from gui.interview.venue import Venue
from questionnaire.clinic import Clinic
from questionnaire.interview import Interview
from questionnaire.pages import PageId
from questionnaire.questions import PAGE


def make_page(
    page_id: PageId,
    interview: Interview,
    clinic: Clinic,
    venue: Venue,
    change: Callable[[str], None],
) -> QuestionPage:
    """Return the page for an id; `change` is called with the id of a page that is to be changed."""
    page = PAGE[page_id]
    made: QuestionPage
    match page_id:
        case "welcome":
            from gui.interview.welcome_page import WelcomePage

            made = WelcomePage(interview, page, venue)
        case "stop":
            from gui.interview.urgent_page import StopPage

            made = StopPage(interview, page, clinic, venue)
        case "affected":
            from gui.interview.body_page import BodyPage

            made = BodyPage(interview, page)
        case "onset":
            from gui.interview.ages_page import OnsetPage

            made = OnsetPage(interview, page)
        case "pattern":
            from gui.interview.pattern_page import PatternPage

            made = PatternPage(interview, page)
        case "review":
            from gui.interview.review_page import ReviewPage

            review = made = ReviewPage(interview, page)
            review.change_wanted.connect(change)
        case "result" if venue.kind == "waiting-room":
            from gui.interview.end_page import EndPage

            made = EndPage(interview, page, clinic, venue)
        case "result":
            from gui.interview.result_page import ResultPage

            made = ResultPage(interview, page, clinic, venue)
        case _:
            made = QuestionPage(interview, page)
    return made
