"""People as they come to such a clinic, and what a neurologist would expect of what is said of them.

They stand in `people.jsonl`, one a line, each with a phrase that says why it is expected.
"""

from pathlib import Path
from typing import Any

import msgspec
import pytest
from anatomy import sites_in

from questionnaire.answers import Answers
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


class Person(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A person's answers, what is expected of them and why; labels are the guide's and the consensus's."""

    who: str
    why: str
    ordinary: bool
    marked: str
    answers: dict[str, Any]
    labels: tuple[str | None, str]
    forms: tuple[str, ...]
    #: All of the special causes that must be there; the others must not.
    causes: frozenset[str]
    urgency: str


PEOPLE = [
    msgspec.json.decode(line, type=Person)
    for line in Path(__file__).with_name("people.jsonl").read_bytes().splitlines()
]


def assessed(person: Person) -> Assessment:
    answers = {"affected": sites_in(person.marked), "urgent_signs": (), **person.answers}
    return assess(msgspec.convert(answers, Answers))


def special(found: Assessment) -> set[str]:
    """Return the special causes that were raised."""
    return {cause.id for cause in found.causes} & SPECIAL


def test_forty_people_are_ordinary_and_get_none_of_the_special_causes() -> None:
    ordinary = [person for person in PEOPLE if person.ordinary]
    assert len(ordinary) >= 40
    assert not any(person.causes for person in ordinary)


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
