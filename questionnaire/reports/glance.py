"""What a patient sees at one glance, put together from the sections of the result."""

from collections.abc import Iterator

import msgspec
from msgspec.structs import replace

from questionnaire.answers import Answers
from questionnaire.evidence import evidence
from questionnaire.facts import facts_of
from questionnaire.reports.blocks import (
    Block,
    Card,
    Figure,
    Glance,
    Name,
    Notice,
    People,
    Reference,
    Report,
    Section,
    SectionId,
    Text,
    Tile,
)
from questionnaire.reports.patient import IF_DYSTONIA, WHICH_PART
from questionnaire.rules.assessment import Assessment
from questionnaire.rules.forms import is_task_shared, name_of_all
from questionnaire.words import tr

#: What is a treatment of its own, in the order in which it is listed.
_TREATMENTS = (
    "botulinum-toxins",
    "physical-therapy",
    "muscle-relaxants",
    "anticholinergics",
    "dopamine-medicines",
    "surgery",
    "no-treatment",
    "treat-cause",
)

#: What is further reading, behind a button of its own.
_FURTHER: tuple[SectionId, ...] = ("learn-more", "studies")

_EARLY = "spread-young-leg"
_MOST_TOPICS = 3


class Fold(msgspec.Struct, frozen=True, kw_only=True):
    """What one button opens: sections, and the sources of all that they say."""

    id: str
    words: str
    sections: tuple[Section, ...]
    references: tuple[Reference, ...]


def glance_of(
    answers: Answers, assessment: Assessment, sections: tuple[Section, ...]
) -> Glance | None:
    """Return the short answers, which say nothing that the sections don't; None without a pattern."""
    if not assessment.regions:
        return None
    found = {one.id: one for one in sections}
    tiles = (
        _name_tile(answers, assessment, found["pattern"]),
        _spread_tile(assessment, found["spread"]),
        _help_tile(found["help"]),
    )
    warned = "urgent" in found and any(isinstance(one, Notice) for one in found["urgent"].blocks)
    return Glance(
        lead=tr(IF_DYSTONIA),
        tiles=tuple(map(_in_words, tiles)) if warned else tiles,
        heading=tr("Tell the clinician"),
        tell=tuple(_tell(answers, found["tell"])),
    )


def folds(report: Report) -> tuple[Fold, ...]:
    """Return what buttons open: the text behind each tile, and what is for further reading."""
    glance = report.glance
    tiles = [(one.id, one.more, one.opens) for one in glance.tiles] if glance else []
    further = [(one.id, one.heading, (one.id,)) for one in report.sections if one.id in _FURTHER]
    found = (_fold(report, *one) for one in (*tiles, *further))
    return tuple(one for one in found if one.sections or one.references)


def unfolded(report: Report) -> tuple[Section, ...]:
    """Return what stands under the glance without any press."""
    return _rest_of(report, tuple(one for one in always_told(report) if one.id != "urgent"))


def always_told(report: Report) -> tuple[Section, ...]:
    """Return the sections that no button opens."""
    glance = report.glance
    folded = {id_ for tile in glance.tiles for id_ in tile.opens} if glance else set()
    apart = {*_FURTHER, *folded, *(("pattern",) if glance else ())}
    return tuple(one for one in report.sections if one.id not in apart)


def _fold(report: Report, id_: str, words: str, opens: tuple[SectionId, ...]) -> Fold:
    sections = tuple(one for one in report.sections if one.id in opens)
    return Fold(
        id=id_,
        words=words,
        sections=_rest_of(report, sections),
        references=report.references_of(sections),
    )


def _rest_of(report: Report, sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """Return the sections without what the glance shows."""
    glance = report.glance
    if not glance:
        return sections
    seen = {*glance.tell, *(line for one in glance.tiles for line in (*one.lines, *one.notes))}
    pictures = [one.picture for one in glance.tiles]

    def is_new(block: Block) -> bool:
        is_seen = isinstance(block, Text) and block.text in seen
        return not (is_seen or isinstance(block, Name) or block in pictures)

    rests = (replace(one, blocks=tuple(filter(is_new, one.blocks))) for one in sections)
    return tuple(one for one in rests if one.blocks)


def _in_words(tile: Tile) -> Tile:
    """Return a tile as it stands under what can't wait: words for its picture, which opens with the text."""
    match tile.picture:
        case Figure():
            lines, opens = (*tile.lines, *tile.notes), ("pattern", *tile.opens)
            return replace(tile, lines=lines, notes=(), picture=None, opens=opens)
        case People() as people:
            said, *_key = people.caption.splitlines()
            return replace(tile, lines=(*tile.lines, said), picture=None)
        case _:
            return tile


def _name_tile(answers: Answers, assessment: Assessment, pattern: Section) -> Tile:
    """Return what it is called: the named form first where one names everything."""
    name = next(one for one in pattern.blocks if isinstance(one, Name))
    picture = next(one for one in pattern.blocks if isinstance(one, Figure))
    form = name_of_all(facts_of(answers))
    also = next((one.text for one in pattern.blocks if isinstance(one, Text)), "")
    has_forms = bool(assessment.forms)
    return Tile(
        id="name",
        heading=tr("It is called"),
        answer=tr(evidence().statements[f"form-{form}"].title) if form else name.medical,
        lines=(name.medical, name.plain) if form else (name.plain,),
        notes=(also,) if has_forms and not form else (),
        picture=picture,
        more=tr("What these names mean"),
        opens=("meaning",),
    )


def _spread_tile(assessment: Assessment, spread: Section) -> Tile:
    """Return whether it may spread; a child's leg hears first that an early visit helps."""
    answer = next(one.plain for one in spread.blocks if isinstance(one, Name))
    people = next((one for one in spread.blocks if isinstance(one, People)), None)
    first = next(one.text for one in spread.blocks if isinstance(one, Text))
    texts = sum(isinstance(one, Text) for one in spread.blocks)
    is_early = any(one.id == _EARLY for one in assessment.spread.statements)
    return Tile(
        id="spread",
        heading=spread.heading,
        answer=tr("An early visit helps") if is_early else answer,
        lines=() if people else (first,),
        picture=people,
        more=tr("When, and where to") if people or texts > 1 else tr("Where this comes from"),
        opens=("spread",),
    )


def _help_tile(help_: Section) -> Tile:
    titles = {one.body.statement: one.title for one in help_.blocks if isinstance(one, Card)}
    return Tile(
        id="help",
        heading=tr("What can help"),
        answer=tr("Several things"),
        lines=tuple(titles[one] for one in _TREATMENTS if one in titles),
        more=tr("What each does, and its risks"),
        opens=("help",),
    )


def _tell(answers: Answers, tell: Section) -> Iterator[str]:
    """Yield what to tell the clinician: in general, which part, and what is worth to talk about."""
    yield next(one.text for one in tell.blocks if isinstance(one, Text))
    if is_task_shared(facts_of(answers)):
        yield WHICH_PART.to(answers.voice)
    topics = [one.title for one in tell.blocks if isinstance(one, Card)]
    if topics:
        words = tr("Speak of this too: {topics}.")
        yield words.format(topics=". ".join(topics[:_MOST_TOPICS]))
