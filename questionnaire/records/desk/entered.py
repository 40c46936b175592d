"""The answers of an intake in words, and who entered each."""

from collections.abc import Iterator

import msgspec

from questionnaire.records.format.v1 import Body
from questionnaire.records.intake.filling import COMMAND_LINE, WAITING_ROOM
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
        if self.who == COMMAND_LINE:
            return tr("entered from a file")
        return tr("entered at the desk by {name}").format(name=self.who) if self.who else ""


def entered(body: Body) -> Iterator[Entered]:
    """Yield every answer that applied, in the words that it was kept in."""
    for field, answer in body.answers.items():
        if answer.asked:
            yield Entered(field, answer.asked, answer.said, answer.by)


def side_by_side(one: Body, other: Body) -> Iterator[tuple[str, Entered | None, Entered | None]]:
    """Yield each question that either version answers, with the answer of each; first the reference."""
    if one.reference or other.reference:
        named = tr("Reference")
        left_one, right_one = (Entered("", named, body.reference, "") for body in (one, other))
        yield named, left_one, right_one
    left, right = ({answer.field: answer for answer in entered(body)} for body in (one, other))
    for field, answer in (right | left).items():
        yield answer.label, left.get(field), right.get(field)


def who_entered(body: Body) -> dict[str, list[str]]:
    """Return the questions that each person answered, under where and who that was, in words."""
    found: dict[str, list[str]] = {}
    for one in entered(body):
        if one.who:
            found.setdefault(one.who, []).append(one.label)
    return {_place(who): labels for who, labels in found.items()}


def staff_entered(body: Body) -> bool:
    """Tell whether someone at a desk entered any of it."""
    return any(
        answer.by not in ("", WAITING_ROOM, COMMAND_LINE) for answer in body.answers.values()
    )


def _place(who: str) -> str:
    if who == WAITING_ROOM:
        return tr("In the waiting room")
    if who == COMMAND_LINE:
        return tr("From a file, without a screen")
    return tr("At the desk, {name}").format(name=who)
