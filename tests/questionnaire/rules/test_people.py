"""People as they come to such a clinic, and what a neurologist would expect of what is said of them.

They stand in `resources/people.jsonl`, one a line, each with a phrase that says why it is expected.
"""

from datetime import date

import pytest
from anatomy import sites_in

from questionnaire.clinic import default_clinic
from questionnaire.evidence import is_for
from questionnaire.reports.blocks import texts_of
from questionnaire.reports.case import case_of
from questionnaire.review.people import Person, people
from questionnaire.rules.assessment import Assessment, assess

#: Causes that ordinary people are spared; those that only repeat an answer are none of them.
SPECIAL = {
    "cause-dopa-responsive",
    "cause-levodopa-trial",
    "cause-wilson-screen",
    "cause-one-sided",
    "cause-hemifacial",
    "cause-neck-child",
    "cause-rapid-onset",
    "cause-attacks",
    "cause-gene-test",
    "cause-tremor",
    "cause-parkinsonism",
    "cause-adult-leg",
    "cause-young-leg",
}


PEOPLE = people()


def assessed(person: Person) -> Assessment:
    return assess(person.given)


def special(found: Assessment) -> set[str]:
    """Return the special causes that were raised."""
    return {cause.id for cause in found.causes} & SPECIAL


def test_every_part_that_is_marked_is_one_of_the_body() -> None:
    for person in PEOPLE:
        assert person.given.affected == sites_in(person.marked)


def test_forty_people_are_ordinary_and_get_none_of_the_special_causes() -> None:
    ordinary = [person for person in PEOPLE if person.ordinary]
    assert len(ordinary) >= 40
    assert not any(person.causes for person in ordinary)


def test_few_ordinary_people_should_be_seen_within_days() -> None:
    ordinary = [person for person in PEOPLE if person.ordinary]
    soon = [person.who for person in ordinary if assessed(person).urgency.level == "soon"]
    assert len(soon) * 6 <= len(ordinary)


def test_no_two_people_have_one_name_and_each_expectation_has_its_reason() -> None:
    assert len({person.who for person in PEOPLE}) == len(PEOPLE)
    assert all(person.why for person in PEOPLE)


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.who)
def test_a_person_is_told_what_a_neurologist_expects(person: Person) -> None:
    found = assessed(person)
    distribution = found.distribution
    assert (distribution.patient_guide, distribution.consensus_2013) == person.labels, person.why
    assert found.forms == person.forms, person.why
    assert special(found) == person.causes, person.why
    assert found.urgency.level == person.urgency, person.why


def test_each_special_cause_is_raised_by_somebody() -> None:
    assert set[str]().union(*(special(assessed(person)) for person in PEOPLE)) == SPECIAL


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.who)
def test_what_is_raised_stands_on_screen_and_paper_alike(person: Person) -> None:
    case = case_of(person.given, default_clinic(), date(2026, 3, 4))
    raised = {cause.id for cause in case.assessment.causes}
    for_patients = {id_ for id_ in raised if is_for(id_, "patient")}
    for report in (case.for_staff, case.for_staff.on_paper):
        assert raised <= {text.statement for text in texts_of(report.sections)}
    for report in (case.for_patient, case.for_patient.on_paper):
        assert for_patients <= {text.statement for text in texts_of(report.sections)}
