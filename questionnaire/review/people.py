"""Example people, and what is expected to be said of each, from `resources/people.jsonl`."""

from functools import cache
from typing import Any

import msgspec

import resources
from questionnaire.answers import Answers
from questionnaire.body import SITES


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

    @property
    def given(self) -> Answers:
        """The person's answers; where nothing else is said, no urgent sign was marked."""
        marked = tuple(site for site in SITES if site in self.marked.split())
        return msgspec.convert(
            {"affected": marked, "urgent_signs": (), **self.answers}, Answers, strict=True
        )


@cache
def people() -> tuple[Person, ...]:
    """Return the people in their order, read once."""
    lines = (resources.FOLDER / "people.jsonl").read_bytes().splitlines()
    return tuple(msgspec.json.decode(line, type=Person) for line in lines)
