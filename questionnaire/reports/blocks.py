"""The parts that a report is made of; a screen, a sheet of paper and plain text each draw them."""

from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec
from msgspec.structs import replace

from questionnaire.body import Site
from questionnaire.evidence import Review

SectionId = Literal[
    "urgent",
    "pattern",
    "meaning",
    "spread",
    "help",
    "tell",
    "unknown",
    "contact",
    "learn-more",
    "criteria",
    "answers",
    "forms",
    "causes",
    "names",
    "studies",
]


class Text(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A paragraph; a clinical one names its statement, its sources' numbers and its review state.

    `of_screen` marks what is true of the screen alone, and so is not printed.
    """

    text: str
    statement: str = ""
    cites: tuple[int, ...] = ()
    review: Review | None = None
    of_screen: bool = False


class Card(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """One thing that can help, or one named form: a title over its statement."""

    title: str
    body: Text
    subtitle: str = ""


class Name(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The pattern's name: in plain words, and as clinicians say it."""

    lead: str
    plain: str
    medical: str


class Fact(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A label and its value."""

    label: str
    value: str


class People(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Between `low` and `high` people `of` so many, to be drawn as little people.

    The caption's second line is the key to the picture.
    """

    low: int
    high: int
    of: int
    caption: str


class Figure(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The human figure with the affected sites filled, and the words for its two sides.

    It faces the reader, so that the person's right comes first.
    """

    sites: tuple[Site, ...]
    caption: str
    sides: tuple[str, str] = ("", "")


class Notice(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """What must be read first."""

    title: str
    texts: tuple[Text, ...]


Block = Text | Card | Name | Fact | People | Figure | Notice


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """A heading and what is under it; `on_paper` is false for what only the screen has room for."""

    id: SectionId
    heading: str
    blocks: tuple[Block, ...]
    on_paper: bool = True


def section(
    id_: SectionId, heading: str, blocks: Iterable[Block], *, on_paper: bool = True
) -> Section:
    """Return a section of these blocks."""
    return Section(id=id_, heading=heading, blocks=tuple(blocks), on_paper=on_paper)


class Reference(msgspec.Struct, frozen=True, kw_only=True):
    """A source under the number by which the text refers to it: in full, and short for paper."""

    number: int
    line: str
    short: str


TileId = Literal["name", "spread", "help"]


class Tile(msgspec.Struct, frozen=True, kw_only=True):
    """A short answer to one question; `more` is on the button that opens the sections named in `opens`.

    `notes` are in small type beside the picture.
    """

    id: TileId
    heading: str
    answer: str
    lines: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    picture: Figure | People | None = None
    more: str
    opens: tuple[SectionId, ...]


class Glance(msgspec.Struct, frozen=True, kw_only=True):
    """What a patient sees at one glance: three short answers, and what to tell the clinician."""

    lead: str
    tiles: tuple[Tile, ...]
    heading: str
    tell: tuple[str, ...]

    @property
    def told(self) -> str:
        """What to tell the clinician, as one paragraph."""
        return " ".join(self.tell)


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """An assessment as one reader sees it; `lead` is what a clinician reads first.

    The `glance` is for the screen; a report that was kept, or names no pattern, has none.
    """

    title: str
    lead: str = ""
    glance: Glance | None = None
    sections: tuple[Section, ...]
    references: tuple[Reference, ...]
    notices: tuple[str, ...]

    @property
    def aside(self) -> tuple[str, ...]:
        """What must be read of all of it: that it is no diagnosis, and whether it was reviewed."""
        return self.notices[:-1]

    @property
    def on_paper(self) -> "Report":
        """The part that paper has room for, with the sources that this part uses."""
        sections = tuple(section for section in self.sections if section.on_paper)
        return replace(self, sections=sections, references=self.references_of(sections))

    def references_of(self, sections: "tuple[Section, ...]") -> tuple[Reference, ...]:
        """Return the sources that these sections use."""
        used = {number for text in texts_of(sections) for number in text.cites}
        return tuple(one for one in self.references if one.number in used)


def texts_of(sections: tuple[Section, ...]) -> Iterator[Text]:
    """Yield every paragraph of the sections."""
    for section in sections:
        for block in section.blocks:
            match block:
                case Text():
                    yield block
                case Card():
                    yield block.body
                case Notice():
                    yield from block.texts
