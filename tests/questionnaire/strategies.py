"""Every answer set that the questions allow, for tests that state what holds for all of them."""

from functools import cache
from typing import Any, get_args

from hypothesis import strategies as st

from questionnaire.answers import FIRST_YEAR, OLDEST, UNSURE, Answers, CaringFor, Task
from questionnaire.body import SITES, Site
from questionnaire.pages import Question
from questionnaire.questions import PAGES

# Each strategy is made once: making one anew for every example takes longer than drawing from it.


@cache
def sites() -> st.SearchStrategy[tuple[Site, ...]]:
    """Return any choice of body parts, in any order."""
    return st.lists(st.sampled_from(SITES), unique=True).map(tuple)


@st.composite
def answer_sets(draw: st.DrawFn) -> Answers:
    """Draw answers that the questions allow.

    A question that offers everybody the same is found by itself; any other gets a line here.
    """
    affected = draw(sites())
    drawn = {field: draw(answer) for field, answer in _offered_to_all().items()}
    drawn |= {
        "affected": affected,
        "first_affected": draw(_first(affected)),
        "caring_for": draw(_CARING_FOR) if drawn["answered_by"] == "carer" else None,
        "tasks": draw(_several(get_args(Task))) if "task" in (drawn["pattern"] or ()) else None,
        **draw(_ages()),
    }
    return Answers(**{field: drawn[field] for field in Answers.__struct_fields__})


@cache
def _offered_to_all() -> dict[str, st.SearchStrategy[Any]]:
    """Return what can be answered to each question that does not depend on another."""
    questions = (question for page in PAGES for question in page.questions)
    return {
        question.field: _any_of(question)
        for question in questions
        if question.choices and not question.depends_on
    }


def _any_of(question: Question) -> st.SearchStrategy[Any]:
    """Not answered, or what the question offers."""
    values = tuple(choice.value for choice in question.choices)
    if question.kind == "many":
        return _several(values)
    return st.none() | st.sampled_from((*values, *((UNSURE,) if question.unsure else ())))


@cache
def _first(affected: tuple[Site, ...]) -> st.SearchStrategy[str | None]:
    """Not answered, not sure, or one of these places."""
    return st.none() | st.sampled_from((UNSURE, *affected))


@cache
def _several(values: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...] | None]:
    """Not answered, not sure, or none or some of the values."""
    some = st.lists(st.sampled_from(values), unique=True).map(tuple)
    return st.one_of(st.none(), st.just((UNSURE,)), some)


@cache
def _ages() -> st.SearchStrategy[dict[str, Any]]:
    """Return an onset and an age now that do not contradict each other."""
    return _fitting_ages()


@st.composite
def _fitting_ages(draw: st.DrawFn) -> dict[str, Any]:
    """Draw an onset and an age now that do not contradict each other."""
    age = draw(_age_from(0))
    band = None if age is not None else draw(_BAND)
    certain = draw(_WITHOUT_AGE if age is None else _WITH_AGE)
    began = age if age is not None else FIRST_YEAR[band] if band else 0
    now = draw(_age_from(began))
    return {"onset_age": age, "onset_band": band, "onset_certainty": certain, "current_age": now}


_CARING_FOR = st.none() | st.sampled_from(get_args(CaringFor))
_BAND = st.none() | st.sampled_from(list(FIRST_YEAR))
_WITHOUT_AGE = st.sampled_from((None, UNSURE))
_WITH_AGE = st.sampled_from((None, "exact", "about"))


@cache
def _age_from(youngest: int) -> st.SearchStrategy[int | None]:
    """Not answered, or an age that is not below this one."""
    return st.none() | st.integers(youngest, OLDEST)


def mirrored(value: Any) -> Any:
    """Return a place, or a list of places, with left and right exchanged."""
    if isinstance(value, tuple):
        return tuple(mirrored(one) for one in value)
    side, hyphen, part = (value or "").partition("-")
    other = {"left": "right", "right": "left"}.get(side)
    return f"{other}-{part}" if other and hyphen else value
