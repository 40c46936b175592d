"""What a page says, in words for a person who listens instead of reading."""

from collections.abc import Iterable

import msgspec

from questionnaire.answers import Answers
from questionnaire.clinic import Clinic
from questionnaire.facts import facts_of
from questionnaire.reports.patient import urgent_notice
from questionnaire.rules.urgency import must_not_wait, urgency_of_signs
from questionnaire.words import tr


class UrgentPage(msgspec.Struct, frozen=True, kw_only=True):
    """The words of the page for what must not wait, from top to bottom.

    `lines` say whom to tell, what was marked and why it matters, and whether a desk knows of it.
    """

    title: str
    lines: tuple[str, ...]
    after: str

    @property
    def words(self) -> str:
        """The whole page as it is read out."""
        return as_spoken((self.title, *self.lines, self.after))


def urgent_page(
    answers: Answers, clinic: Clinic, *, waits: bool, told: bool, ticket: str = ""
) -> UrgentPage | None:
    """Return what the page says for these answers, or None where nothing is urgent.

    `waits` says that it is read in the waiting room, whose desk is to be told; staff read what they have
    to do. `told` says that the desk knows, `ticket` the code to tell it.
    """
    notice = urgent_notice(answers, clinic, told=told)
    if not notice:
        return None
    level = urgency_of_signs(facts_of(answers)).level
    to_the_desk = waits and answers.voice != "staff" and must_not_wait(level)
    code = tr("Your code is {ticket}.").format(ticket=ticket) if ticket else ""
    lines = (*(text.text for text in notice.texts), code)
    return UrgentPage(
        title=tr("Tell the desk now") if to_the_desk else notice.title,
        lines=tuple(line for line in lines if line),
        after=tr("After that, press Continue to go on with the questions."),
    )


def as_spoken(parts: Iterable[str]) -> str:
    """Join titles and lines so that a voice pauses between them."""
    return " ".join(part if part[-1] in ".!?:" else f"{part}." for part in parts if part)
