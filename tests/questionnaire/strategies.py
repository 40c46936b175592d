"""Every answer set that the questions allow, for tests that state what holds for all of them."""

from typing import Any, get_args

from hypothesis import settings
from hypothesis import strategies as st

from questionnaire.answers import (
    FIRST_YEAR,
    OLDEST,
    SIGNS,
    UNSURE,
    AnsweredBy,
    Answers,
    Condition,
    Impact,
    Medicines,
    Pattern,
    Task,
    YesNo,
)
from questionnaire.body import SITES, Site

#: The first example of a test also reads the evidence, so no example is timed.
untimed = settings(deadline=None)


def sites() -> st.SearchStrategy[tuple[Site, ...]]:
    """Return any choice of body parts, in any order."""
    return st.lists(st.sampled_from(SITES), unique=True).map(tuple)


@st.composite
def answer_sets(draw: st.DrawFn) -> Answers:
    """Draw answers that the questions allow."""
    affected = draw(sites())
    pattern = draw(_several(get_args(Pattern)))
    fields: dict[str, Any] = {
        "affected": affected,
        "first_affected": draw(st.none() | st.sampled_from((UNSURE, *affected))),
        "answered_by": draw(_one(AnsweredBy)),
        "pattern": pattern,
        "tasks": draw(_several(get_args(Task))) if "task" in (pattern or ()) else None,
        "medicines": draw(_one(Medicines)),
        "family_history": draw(_one(YesNo)),
        "conditions": draw(_several(get_args(Condition))),
        "impact": draw(_one(Impact)),
        "urgent_signs": draw(_several(SIGNS)),
        **draw(_ages()),
    }
    return Answers(**fields)


def _several(values: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...] | None]:
    """Not answered, not sure, or none or some of the values."""
    some = st.lists(st.sampled_from(values), unique=True).map(tuple)
    return st.one_of(st.none(), st.just((UNSURE,)), some)


def _one(literal: Any) -> st.SearchStrategy[Any]:
    """Not answered, or one of the values."""
    return st.none() | st.sampled_from(get_args(literal))


@st.composite
def _ages(draw: st.DrawFn) -> dict[str, Any]:
    """Draw an onset and an age now that do not contradict each other."""
    age = draw(st.none() | st.integers(0, OLDEST))
    band = None if age is not None else draw(st.none() | st.sampled_from(list(FIRST_YEAR)))
    certain = draw(st.sampled_from((None, UNSURE) if age is None else (None, "exact", "about")))
    began = age if age is not None else FIRST_YEAR[band] if band else 0
    now = draw(st.none() | st.integers(began, OLDEST))
    return {"onset_age": age, "onset_band": band, "onset_certainty": certain, "current_age": now}


def mirrored(value: Any) -> Any:
    """Return a place, or a list of places, with left and right exchanged."""
    if isinstance(value, tuple):
        return tuple(mirrored(one) for one in value)
    side, hyphen, part = (value or "").partition("-")
    other = {"left": "right", "right": "left"}.get(side)
    return f"{other}-{part}" if other and hyphen else value
