"""What a result and the page for an urgent sign say, in words for a person who listens."""

from collections.abc import Collection, Iterable, Iterator
from typing import assert_never

import msgspec

from questionnaire.answers import Answers
from questionnaire.clinic import Clinic
from questionnaire.facts import facts_of
from questionnaire.reports.blocks import (
    Block,
    Card,
    Fact,
    Figure,
    Glance,
    Name,
    Notice,
    People,
    Reference,
    Report,
    Section,
    Text,
    texts_of,
)
from questionnaire.reports.glance import Fold, always_told, folds, unfolded
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


def report_words(
    report: Report, *, for_staff: bool, opened: Collection[str] | None = None
) -> tuple[str, ...]:
    """Return every text of a report in the order in which the screen shows it.

    `opened` names the folds that are open; None stands for all. The sources' numbers in the text and the
    statements' ids are for eyes alone. Of the review states staff hear the one that the report's own notice
    does not tell.
    """
    shown = [one for one in folds(report) if opened is None or one.id in opened]
    if report.glance:
        return tuple(filter(None, _glance(report, report.glance, shown)))
    spoken = [staff_aside(report) if for_staff else "", report.lead]
    always = always_told(report)
    spoken += _sections(always, for_staff=for_staff)
    spoken += _sources(report.references_of(always))
    spoken += _about(report.notices[-1:] if for_staff else report.notices)
    spoken += _opened(shown, for_staff=for_staff)
    return tuple(filter(None, spoken))


def _glance(report: Report, glance: Glance, shown: list[Fold]) -> Iterator[str]:
    """Yield what must not wait, the tiles, what is open below them, and the rest of the page."""
    of_tiles = {tile.id for tile in glance.tiles}
    yield from _sections(one for one in report.sections if one.id == "urgent")
    yield glance.lead
    for tile in glance.tiles:
        yield from (tile.heading, tile.answer, *tile.lines)
        yield from tile.picture.caption.splitlines() if tile.picture else ()
        yield from tile.notes
    yield from _opened(one for one in shown if one.id in of_tiles)
    yield from (glance.heading, glance.told, *report.aside)
    yield from _sections(unfolded(report))
    yield from _sources(report.references_of(always_told(report)))
    yield from _about(report.notices[-1:])
    yield from _opened(one for one in shown if one.id not in of_tiles)


def _opened(shown: Iterable[Fold], *, for_staff: bool = False) -> Iterator[str]:
    for fold in shown:
        yield from (
            *_sections(fold.sections, for_staff=for_staff),
            *_sources(fold.references),
        )


def _sections(sections: Iterable[Section], *, for_staff: bool = False) -> Iterator[str]:
    for section in sections:
        yield from _section(section, for_staff=for_staff)


def _sources(references: tuple[Reference, ...]) -> Iterator[str]:
    if references:
        yield from (tr("Sources"), *(reference.short for reference in references))


def _about(notices: tuple[str, ...]) -> Iterator[str]:
    yield from (tr("About this page"), *notices)


def _section(section: Section, *, for_staff: bool) -> Iterator[str]:
    """Yield the heading, then words, figures and cards, each kind together as they are drawn."""
    yield section.heading
    for block in sorted(section.blocks, key=place_of):
        yield from _block(block, for_staff=for_staff)


def place_of(block: Block) -> int:
    """Return where in its section a block is drawn: words, then figures, cards last."""
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
            yield f"{block.label}: {value_told(block)}"
        case People() | Figure():
            yield from block.caption.splitlines()
        case Notice():
            yield block.title
            for text in block.texts:
                yield from _text(text, for_staff=for_staff)
        case _:
            assert_never(block)


def _text(text: Text, *, for_staff: bool) -> Iterator[str]:
    yield text.text
    if for_staff:
        yield review_told(text)


def review_told(text: Text) -> str:
    """Return what staff read beside a sentence whose review state is another than that of the whole."""
    return tr("needs review") if text.review == "needs-review" else ""


def staff_aside(report: Report) -> str:
    """Return what staff must know of all of the report, once and at its top."""
    states = [text.review for text in texts_of(report.sections)]
    weak = tr("“Needs review”: the evidence is weak, or the judgement is our own.")
    return " ".join((*report.aside, *([weak] if "needs-review" in states else ())))


def value_told(fact: Fact) -> str:
    """Return a value as it is shown and heard; where paper has dots to write on, it is still to be asked."""
    return fact.value if fact.value.strip(". ") else tr("to be asked")
