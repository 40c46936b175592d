"""Entry by keys: which key or code stands for each choice, in every language, and which question follows.

A choice keeps its key whatever else is shown, so that hands can learn it.
"""

from collections.abc import Iterable

from questionnaire.answers import UNSURE
from questionnaire.body import SITES, Site, side_of
from questionnaire.interview import NONE, Interview, Problem
from questionnaire.pages import PageId, Question
from questionnaire.questions import PAGE_ASKING, PAGES

NONE_KEY = "0"
UNSURE_KEY = "?"

_PART_CODES: dict[str, str] = {
    "upper-face": "e",
    "lower-face": "c",
    "mouth": "m",
    "voice": "v",
    "neck": "n",
    "shoulder": "s",
    "upper-trunk": "ut",
    "lower-trunk": "lt",
    "arm": "a",
    "hand": "h",
    "leg": "l",
    "foot": "f",
}


def _site_code(site: Site) -> str:
    side = side_of(site)
    return side[0] + _PART_CODES[site.removeprefix(f"{side}-")] if side else _PART_CODES[site]


#: What is typed for a body part: r or l for the side, and a letter for the part. None begins another.
SITE_CODES: dict[str, str] = {site: _site_code(site) for site in SITES}


def key_of(question: Question, value: str, interview: Interview) -> str:
    """Return what is typed for a choice: its code as a body part, or its place in the question."""
    if value in (NONE, UNSURE):
        return NONE_KEY if value == NONE else UNSURE_KEY
    if value in SITE_CODES:
        return SITE_CODES[value]
    values = [choice.value for choice in question.offered(interview.kept)]
    return str(values.index(value) + 1)


def typed_on(typed: str, key: str, codes: Iterable[str]) -> str:
    """Return what is typed with one key more; a key with which no code goes on changes nothing."""
    more = typed + key
    return more if any(code.startswith(more) for code in codes) else typed


def entered_questions(interview: Interview) -> tuple[Question, ...]:
    """Return what is asked as the answers stand; who answers comes last, because staff do here."""
    path = interview.path()
    # An age that is not known is still asked for, so that this can be taken back.
    shown = [
        question
        for page in path
        for question in page.questions
        if question in interview.asked(page) or question.certainty
    ]
    first = PAGES[0].questions
    return (*(one for one in shown if one not in first), *(one for one in shown if one in first))


def page_asking(question: Question) -> PageId:
    """Return the page of the wizard that asks a question."""
    return PAGE_ASKING[question.field].id


def entry_problems(interview: Interview) -> tuple[Problem, ...]:
    """Return all that still keeps the result back."""
    return tuple(problem for page in interview.path() for problem in interview.problems(page.id))
