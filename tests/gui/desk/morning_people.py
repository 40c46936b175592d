"""Who comes in one morning, and what each one says; no two are of one age, which tells them apart."""

from typing import NamedTuple

from driver import Script

from questionnaire.answers import AnsweredBy, Answers, Sign
from questionnaire.body import Site
from questionnaire.choices import CHOICES
from questionnaire.entry_keys import key_of
from questionnaire.interview import NONE, Interview
from questionnaire.questions import PAGES
from questionnaire.site_names import site_name
from questionnaire.words import tr

ENTER = "\n"

_QUESTIONS = {one.field: one for page in PAGES for one in page.questions}
_LABELS = {one.value: one.label.patient for field in CHOICES for one in CHOICES[field]}


class Person(NamedTuple):
    """Somebody whose neck or hand, say, is affected since an age; `sign` is an urgent one."""

    age: int
    part: Site
    by: AnsweredBy = "patient"
    sign: Sign | None = None

    @property
    def reference(self) -> str:
        return f"C-{9000 + self.age}"

    @property
    def answers(self) -> Answers:
        """What the records have to hold of this person, whatever happened on the way."""
        return Answers(
            answered_by=self.by,
            urgent_signs=(self.sign,) if self.sign else (),
            affected=(self.part,),
            onset_age=self.age,
        )

    @property
    def script(self) -> Script:
        """What this person presses and types in the waiting room."""
        return {
            "welcome": [tr(_LABELS[self.by])],
            "urgent": [tr(_LABELS[self.sign]) if self.sign else tr("None of these")],
            "affected": [site_name(self.part)],
            "onset": [str(self.age)],
        }

    @property
    def typed(self) -> str:
        """What staff type for this person, who has no urgent sign, on the page for entry."""
        none, part = (
            key_of(_QUESTIONS[field], value, Interview())
            for field, value in (("urgent_signs", NONE), ("affected", self.part))
        )
        return f"{none}{part}{ENTER}{self.age}{ENTER}"


_PARTS: tuple[Site, ...] = ("neck", "right-hand", "voice", "left-foot", "right-leg")


def people(number: int, since: int, by: AnsweredBy = "patient") -> list[Person]:
    """Return so many people, the first one affected since this age, each other one since a year later."""
    return [Person(since + at, _PARTS[at % len(_PARTS)], by) for at in range(number)]
