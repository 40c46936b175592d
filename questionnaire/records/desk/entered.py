"""The answers of an intake in words, and who entered each."""

from collections.abc import Iterator

import msgspec

from questionnaire.interview import applying
from questionnaire.records.format.intake import Body
from questionnaire.records.intake.filling import WAITING_ROOM
from questionnaire.summary import answer_rows
from questionnaire.words import tr


class Entered(msgspec.Struct, frozen=True):
    """One answer: what was asked, what was said, and by whom; `who` is "" where nothing was."""

    field: str
    label: str
    words: str
    who: str

    @property
    def who_words(self) -> str:
        """Who entered it, in words."""
        if self.who == WAITING_ROOM:
            return tr("entered in the waiting room")
        return tr("entered at the desk by {name}").format(name=self.who) if self.who else ""


def entered(body: Body) -> Iterator[Entered]:
    """Yield every answer that applies, as staff read it."""
    for row in answer_rows(applying(body.kept), "staff"):
        words = "; ".join(row.values)
        if typed := body.unreadable.get(row.field):
            words = tr("“{text}” can't be read as an age").format(text=typed)
        yield Entered(row.field, row.label, words, body.entered_by.get(row.field, ""))


def side_by_side(one: Body, other: Body) -> Iterator[tuple[str, Entered | None, Entered | None]]:
    """Yield each question that either version answers, with the answer of each."""
    left, right = ({answer.label: answer for answer in entered(body)} for body in (one, other))
    for asked in dict.fromkeys((*left, *right)):
        yield asked, left.get(asked), right.get(asked)


def who_entered(body: Body) -> dict[str, list[str]]:
    """Return the questions that each person answered, under where and who that was, in words."""
    found: dict[str, list[str]] = {}
    for one in entered(body):
        if one.who:
            found.setdefault(one.who, []).append(one.label)
    return {_place(who): labels for who, labels in found.items()}


def staff_entered(body: Body) -> bool:
    """Tell whether someone at a desk entered any of it."""
    return bool(set(body.entered_by.values()) - {WAITING_ROOM})


def _place(who: str) -> str:
    if who == WAITING_ROOM:
        return tr("In the waiting room")
    return tr("At the desk, {name}").format(name=who)
