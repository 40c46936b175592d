"""What holds of everybody, whatever they answer: nothing twice, nothing against an answer, no warning lost."""

from collections.abc import Callable
from datetime import date
from typing import Any, get_args

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace
from strategies import answer_sets

from questionnaire.answers import SIGNS, UNSURE, Answers, Condition, Feature, Pattern
from questionnaire.body import LOWER_LIMBS, SITES, UPPER_LIMBS, Site
from questionnaire.clinic import default_clinic
from questionnaire.facts import Facts, facts_of
from questionnaire.reports.blocks import Report, texts_of
from questionnaire.reports.case import case_of
from questionnaire.rules.assessment import assess
from questionnaire.rules.forms import forms_of
from questionnaire.rules.urgency import URGENCY_LEVELS, urgency_of

DAY = date(2026, 3, 4)

#: One more of any of these is one more reason to look.
LISTS: dict[str, tuple[str, ...]] = {
    "urgent_signs": SIGNS,
    "features": get_args(Feature),
    "conditions": get_args(Condition),
    "pattern": get_args(Pattern),
}
ONE_MORE = [(field, value) for field, values in LISTS.items() for value in values]

#: What is said because somebody is not sure, and of nobody who is.
OF_NOT_SURE = {"cause-medicine-unsure", "urgent-unknown", "spread-young", "spread-already"}

#: What a statement says of the person, so that it is wrong of anybody else.
SAYS: dict[str, Callable[[Facts], bool]] = {
    "cause-medicine-now": lambda facts: facts.medicines == "now",
    "cause-medicine-past": lambda facts: facts.medicines == "past",
    "cause-family": lambda facts: facts.family_history == "yes",
    "cause-wilson-screen": lambda facts: "wilson" not in facts.conditions,
    "cause-hemifacial": lambda facts: facts.one_sided_face,
    "cause-tremor": lambda facts: "twisting" not in facts.features,
    "cause-neck-child": lambda facts: facts.is_child is not False and "neck" in facts.sites,
    "cause-adult-leg": lambda facts: facts.young is False and len(facts.regions) == 1,
    "cause-young-leg": lambda facts: facts.young is True,
    "cause-levodopa-trial": lambda facts: facts.young is True,
    "cause-attacks": lambda facts: "attacks" in facts.pattern,
    "spread-young": lambda facts: facts.young is True,
    "spread-young-leg": lambda facts: facts.young is True and facts.began in LOWER_LIMBS,
    "spread-young-arm": lambda facts: facts.young is True and facts.began in UPPER_LIMBS,
    "spread-young-neck": lambda facts: facts.young is True and facts.regions == ("neck",),
    "spread-already": lambda facts: len(facts.regions) > 1,
    "spread-one-sided-face": lambda facts: facts.one_sided_face,
    "spread-eyelids": lambda facts: facts.regions == ("upper-cranial",) and facts.young is False,
    "spread-neck": lambda facts: facts.regions == ("neck",) and facts.young is False,
    "spread-larynx": lambda facts: facts.regions == ("larynx",) and facts.young is False,
    "spread-unknown-age": lambda facts: not facts.ages,
    "no-treatment": lambda facts: facts.impact in ("none", "mild") and not facts.signs,
    "treatment-one-side": lambda facts: len(facts.sides) == 1,
    "tardive-treatment": lambda facts: facts.medicines in ("now", "past"),
}


def said(answers: Answers) -> set[str]:
    """Return the ids of all that follows from the answers."""
    found = assess(answers)
    groups = (found.spread.statements, found.treatments, found.causes, found.urgency.statements)
    return {one.id for group in groups for one in group}


def level(answers: Answers) -> int:
    """Return how urgent it is; the lower, the more."""
    return URGENCY_LEVELS.index(urgency_of(facts_of(answers)).level)


def quoted(report: Report) -> list[tuple[str, str]]:
    return [(one.statement, one.text) for one in texts_of(report.sections) if one.statement]


@given(answer_sets())
def test_nothing_is_said_twice(answers: Answers) -> None:
    case = case_of(answers, default_clinic(), DAY)
    for report in (case.for_patient, case.for_staff):
        statements, texts = zip(*quoted(report), strict=True) if quoted(report) else ((), ())
        assert len(set(statements)) == len(statements)
        assert len(set(texts)) == len(texts)


@given(answer_sets())
def test_nothing_is_said_that_an_answer_contradicts(answers: Answers) -> None:
    facts = facts_of(answers)
    assert [one for one in said(answers) if one in SAYS and not SAYS[one](facts)] == []


@given(answer_sets(), st.sampled_from(ONE_MORE))
def test_one_more_sign_feature_or_cause_is_never_less_urgent(
    answers: Answers, more: tuple[str, str]
) -> None:
    field, value = more
    given_so_far = tuple(one for one in getattr(answers, field) or () if one != UNSURE)
    changed: dict[str, Any] = {field: (*given_so_far, value)}
    if answers.urgent_signs != (UNSURE,):
        assert level(replace(answers, **changed)) <= level(answers)


@given(answer_sets(), st.sampled_from(SITES))
def test_one_more_part_is_never_less_urgent_unless_it_is_on_the_other_side(
    answers: Answers, site: Site
) -> None:
    more = replace(answers, affected=(*(answers.affected or ()), site))
    assume(len(facts_of(answers).sides) != 1 or len(facts_of(more).sides) == 1)
    assert level(more) <= level(answers)


#: Questions of which one answer is chosen, and what can be answered.
ONE_OF: dict[str, tuple[str, ...]] = {
    "medicines": ("now", "past", "never"),
    "family_history": ("yes", "no"),
    "impact": ("none", "mild", "moderate", "severe"),
    "onset_speed": ("within-days", "within-weeks", "months", "years"),
}


@pytest.mark.parametrize("field", ONE_OF)
@given(answers=answer_sets())
def test_not_sure_says_nothing_that_no_answer_would(field: str, answers: Answers) -> None:
    asked: list[dict[str, Any]] = [{field: value} for value in ONE_OF[field]]
    sure = set[str]().union(*(said(replace(answers, **one)) for one in asked))
    unsure: dict[str, Any] = {field: UNSURE}
    assert said(replace(answers, **unsure)) <= sure | OF_NOT_SURE


@pytest.mark.parametrize("field", ["features", "conditions", "pattern", "tried"])
@given(answers=answer_sets())
def test_not_sure_of_a_list_says_no_more_than_none_of_it(field: str, answers: Answers) -> None:
    none: dict[str, Any] = {field: ()}
    unsure: dict[str, Any] = {field: (UNSURE,)}
    answers = replace(answers, tasks=None)
    assert said(replace(answers, **unsure)) <= said(replace(answers, **none))


@given(answer_sets())
def test_not_sure_where_it_began_says_nothing_that_no_place_would(answers: Answers) -> None:
    places = answers.affected or ()
    sure = set[str]().union(*(said(replace(answers, first_affected=place)) for place in places))
    if len(facts_of(answers).regions) > 1:
        assert said(replace(answers, first_affected=UNSURE)) <= sure | OF_NOT_SURE


@given(answer_sets())
def test_not_sure_of_the_signs_is_never_routine(answers: Answers) -> None:
    routine = URGENCY_LEVELS.index("routine")
    assert level(replace(answers, urgent_signs=(UNSURE,))) < routine


@given(answer_sets())
def test_not_sure_of_the_tasks_names_no_form_that_no_task_would(answers: Answers) -> None:
    pattern: dict[str, Any] = {"pattern": ("task",)}
    everything = replace(answers, **pattern, tasks=("writing", "music", "sport", "other"))
    nothing = replace(answers, **pattern, tasks=None)
    named = {*forms_of(facts_of(everything)), *forms_of(facts_of(nothing))}
    unsure = replace(answers, **pattern, tasks=(UNSURE,))
    assert set(forms_of(facts_of(unsure))) <= named
