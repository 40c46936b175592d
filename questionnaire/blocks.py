"""The parts that a report is made of; a screen, a sheet of paper and plain text each draw them."""

from typing import Literal

import msgspec

from questionnaire.body import Site
from questionnaire.evidence import Cited, Review
from questionnaire.urgency import Level

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
]


class Text(msgspec.Struct, frozen=True, kw_only=True):
    """A paragraph; a clinical one names its statement, its sources' numbers and its review state."""

    text: str
    statement: str = ""
    cites: tuple[int, ...] = ()
    review: Review | None = None


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that can help, or one named form: a title over its statement."""

    title: str
    body: Text
    subtitle: str = ""


class Name(msgspec.Struct, frozen=True, kw_only=True):
    """The pattern's name: in plain words, and as clinicians say it."""

    lead: str
    plain: str
    medical: str


class Fact(msgspec.Struct, frozen=True, kw_only=True):
    """A label and its value."""

    label: str
    value: str


class People(msgspec.Struct, frozen=True, kw_only=True):
    """Between `low` and `high` people `of` so many, to be drawn as little figures."""

    low: int
    high: int
    of: int
    caption: str


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """The human figure with the affected sites filled."""

    sites: tuple[Site, ...]
    caption: str


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """What must be read first."""

    level: Level
    title: str
    texts: tuple[Text, ...]


Block = Text | Card | Name | Fact | People | Figure | Notice


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """A heading and what stands under it; `on_paper` is false for what only the screen has room for."""

    id: SectionId
    heading: str
    blocks: tuple[Block, ...]
    on_paper: bool = True


class Reference(msgspec.Struct, frozen=True, kw_only=True):
    """A source and the number by which the text refers to it."""

    number: int
    source: Cited

    @property
    def line(self) -> str:
        """The source in one line, with its DOI or PubMed number."""
        doi = f" doi {self.source.doi}" if self.source.doi else ""
        pmid = f" PMID {self.source.pmid}" if self.source.pmid else ""
        return f"{self.number}. {self.source.citation}{doi}{pmid}"


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """An assessment as one reader sees it."""

    title: str
    sections: tuple[Section, ...]
    references: tuple[Reference, ...]
    notices: tuple[str, ...]
