"""A walk past everything that the wizard can show."""

from collections.abc import Iterator
from typing import Any

from driver import Visitor
from PySide6.QtWidgets import QApplication

from gui.interview.result_page import ResultPage
from questionnaire.questions import PAGES
from questionnaire.words import tr

ANSWERS: dict[str, Any] = {
    "answered_by": "staff",
    "urgent_signs": ("breathing", "new-medicine"),
    "affected": ("left-upper-face", "right-upper-face", "neck", "left-hand"),
    "first_affected": "neck",
    "onset_age": 34,
    "current_age": 41,
    "pattern": ("task",),
    "tasks": ("writing", "typing", "eating"),
    "medicines": "past",
    "family_history": "no",
    "conditions": ("stroke",),
    "impact": "mild",
}


def views(visitor: Visitor) -> Iterator[str]:
    """Walk through every page, with its errors and in every shape, and say what is shown."""
    for page in PAGES:
        assert visitor.page == page.id
        yield from _shown(visitor, page.id)
        match page.id:
            case "urgent":
                yield from _with_errors(visitor, "urgent_signs")
            case "affected":
                yield from _with_errors(visitor, "affected")
            case "onset":
                yield from _with_errors(visitor, "onset_age", "current_age")
                visitor.interview.answer("onset_certainty", "unsure")
                yield from _shown(visitor, "onset, age not known")
                visitor.interview.answer("onset_certainty", None)
            case "result":
                visitor.choose(tr("View for staff"))
                yield from _shown(visitor, "result, other view")
                return
        visitor.go_on()


def _with_errors(visitor: Visitor, *answers: str) -> Iterator[str]:
    """Take answers away, press Continue, and give them back."""
    for field in answers:
        visitor.interview.answer(field, None)
    visitor.go_on()
    yield from _shown(visitor, f"{visitor.page}, with errors")
    for field in answers:
        visitor.interview.answer(field, ANSWERS[field])


def _shown(visitor: Visitor, view: str) -> Iterator[str]:
    """Yield the view's name once it is laid out, and the result is there to its end."""
    QApplication.processEvents()
    page = visitor.wizard.current
    if isinstance(page, ResultPage):
        visitor.qtbot.waitUntil(lambda: not page._rest.isActive())
    for _ in range(5):  # what is inside others is placed after them
        QApplication.processEvents()
    yield view
