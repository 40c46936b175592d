"""People who answer at random, but always the same ones, for the measurements."""

from random import Random
from typing import Any, get_args

import msgspec

from questionnaire.answers import SIGNS, Condition, Impact, Medicines, Pattern, Task, YesNo
from questionnaire.body import SITES

Person = dict[str, Any]


def people(count: int) -> list[Person]:
    """Return what so many people would answer, as the `assess` command reads it."""
    chance = Random(20)  # noqa: S311 nothing secret depends on it
    return [_person(chance) for _ in range(count)]


def json_lines(count: int) -> bytes:
    """Return so many cases, each on a line of its own."""
    return b"\n".join(msgspec.json.encode(person) for person in people(count))


def _person(chance: Random) -> Person:
    affected = _some(chance, SITES, 6)
    onset = chance.randint(0, 80)
    person: Person = {
        "answered_by": chance.choice(("patient", "carer", "staff")),
        "urgent_signs": _some(chance, SIGNS, 1),
        "affected": affected,
        "first_affected": chance.choice([*affected, None]),
        "onset_age": onset,
        "onset_certainty": chance.choice(("exact", "about")),
        "current_age": chance.choice((None, chance.randint(onset, 90))),
        "pattern": _some(chance, get_args(Pattern), 2),
        "medicines": chance.choice(get_args(Medicines)),
        "family_history": chance.choice(get_args(YesNo)),
        "conditions": _some(chance, get_args(Condition), 2),
        "impact": chance.choice(get_args(Impact)),
    }
    if "task" in person["pattern"]:
        person["tasks"] = _some(chance, get_args(Task), 3)
    return person


def _some(chance: Random, values: tuple[str, ...], most: int) -> list[str]:
    return chance.sample(values, chance.randint(0, most))
