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


def entered(body: Body) -> Iterator[Entered]:
    """Yield every answer that applies, as staff read it."""
    for row in answer_rows(applying(body.kept), "staff"):
        words = "; ".join(row.values)
        if typed := body.unreadable.get(row.field):
            words = tr("“{text}” can't be read as an age").format(text=typed)
        yield Entered(row.field, row.label, words, body.entered_by.get(row.field, ""))


def who_words(who: str) -> str:
    """Return who entered an answer, in words."""
    if not who:
        return ""
    if who == WAITING_ROOM:
        return tr("entered in the waiting room")
    return tr("entered at the desk by {name}").format(name=who)


def who_entered(body: Body) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return everybody who entered something, and the names of what they entered."""
    found: dict[str, list[str]] = {}
    for one in entered(body):
        if one.who:
            found.setdefault(one.who, []).append(one.label)
    return tuple((who, tuple(labels)) for who, labels in found.items())
