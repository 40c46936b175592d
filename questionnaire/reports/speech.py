"""What a result and the page for an urgent sign say, in words for a person who listens."""

from collections.abc import Iterator
from typing import assert_never

import msgspec

from questionnaire.answers import Answers
from questionnaire.clinic import Clinic
from questionnaire.facts import facts_of
from questionnaire.reports.blocks import (
    REVIEW_WORDS,
    Block,
    Card,
    Fact,
    Figure,
    Name,
    Notice,
    People,
    Report,
    Section,
    Text,
)
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
    def words(self) -> tuple[str, ...]:
        """The whole page as it is read out."""
        return (self.title, *self.lines, self.after)


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


def report_words(report: Report, *, for_staff: bool) -> tuple[str, ...]:
    """Return every text of a report once, in the order in which the screen shows it.

    The sources' numbers in the text and the statements' ids are for eyes alone. Of the review states staff
    hear the one that the report's own notice does not tell.
    """
    words: list[str] = []
    for section in report.sections:
        words += [report.lead] if section.id == "criteria" else []
        words += _section(section, for_staff=for_staff)
    if report.references:
        words += [tr("Sources"), *(reference.line for reference in report.references)]
    words += [tr("About this page"), *report.notices]
    return tuple(filter(None, words))


def _section(section: Section, *, for_staff: bool) -> Iterator[str]:
    """Yield the heading, then words, figures and cards, each kind together as they are drawn."""
    yield section.heading
    for block in sorted(section.blocks, key=_place):
        yield from _block(block, for_staff=for_staff)


def _place(block: Block) -> int:
    return 2 if isinstance(block, Card) else int(isinstance(block, Figure))


def _block(block: Block, *, for_staff: bool) -> Iterator[str]:
    match block:
        case Text():
            yield from _text(block, for_staff=for_staff)
        case Card():
            yield from (block.title, block.subtitle)
            yield from _text(block.body, for_staff=for_staff)
        case Name():
            yield from (block.lead, block.plain)
            if block.medical:
                yield tr("Medical name: {name}").format(name=block.medical)
        case Fact():
            yield _fact(block)
        case People():
            yield block.caption
        case Figure():
            yield from block.caption.splitlines()
        case Notice():
            yield block.title
            for text in block.texts:
                yield from _text(text, for_staff=for_staff)
        case _:
            assert_never(block)


def _text(text: Text, *, for_staff: bool) -> Iterator[str]:
    yield text.text
    if for_staff and text.review == "needs-review":
        yield tr(REVIEW_WORDS[text.review])


def _fact(fact: Fact) -> str:
    """Return a label with its value; dots to write on are no value."""
    return f"{fact.label}: {fact.value}" if fact.value.strip(". ") else fact.label
