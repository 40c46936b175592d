"""Clinical statements and the sources they rest on, read from `resources/evidence.toml`."""

import tomllib
from functools import cache, lru_cache
from typing import Literal

import msgspec

import resources
from questionnaire.answers import AnsweredBy
from questionnaire.words import language, tr

Audience = Literal["patient", "staff"]
Review = Literal["not-reviewed", "needs-review", "reviewed"]


class Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A published source; `read` says how far the people who cite it have read it."""

    authors: str
    title: str
    journal: str
    read: Literal["full text", "abstract", "secondary"]
    year: int | None = None
    pages: str | None = None
    doi: str | None = None
    pmid: str | None = None

    @property
    def citation(self) -> str:
        """The source in one line: authors, title, journal, year and pages."""
        where = " ".join(part for part in (self.journal, str(self.year or "")) if part)
        pages = f";{self.pages}" if self.pages else ""
        return f"{self.authors} {self.title}. {where}{pages}."

    @property
    def whole(self) -> str:
        """The citation with DOI and PubMed number."""
        doi = f" doi {self.doi}" if self.doi else ""
        return f"{self.citation}{doi}" + (f" PMID {self.pmid}" if self.pmid else "")

    @property
    def short(self) -> str:
        """The source without its title, for paper: authors, journal, year and one number."""
        where = " ".join(part for part in (self.journal, str(self.year or "")) if part)
        key = f", doi {self.doi}" if self.doi else f", PMID {self.pmid}" if self.pmid else ""
        return f"{self.authors} {where}{key}"


class Frequency(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Between `low` and `high` people `of` so many, as the studies found it."""

    low: int
    high: int
    of: int


class Statement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One clinical statement, for whom it is, and how far a clinician has checked it."""

    audience: tuple[Audience, ...]
    text: str
    sources: tuple[str, ...]
    review: Review
    title: str = ""
    plain: str = ""
    carer: str | None = None
    staff: str | None = None
    frequency: Frequency | None = None

    def wording(self, voice: AnsweredBy) -> str:
        """Return the untranslated text as it is said to a patient, to a carer or to staff."""
        if voice == "carer":
            return self.carer or self.text
        return (self.staff or self.text) if voice == "staff" else self.text


class Evidence(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Every statement and source of one version of the evidence."""

    version: str
    medical_names: tuple[str, ...] = msgspec.field(name="medical-names")
    sources: dict[str, Source]
    statements: dict[str, Statement]

    @property
    def reviewed(self) -> bool:
        """Whether a clinician has signed off every statement."""
        return all(statement.review == "reviewed" for statement in self.statements.values())


class Said(msgspec.Struct, frozen=True):
    """A statement as it is said to one person: the text, its sources' ids, its review state."""

    id: str
    text: str
    sources: tuple[str, ...]
    review: Review


class Cited(msgspec.Struct, frozen=True):
    """A source as a result shows it."""

    citation: str
    doi: str | None
    pmid: str | None


class Sayings(msgspec.Struct, frozen=True):
    """Statements as they are said to one person, and their sources in the order of first use."""

    statements: tuple[Said, ...]
    sources: dict[str, Cited]


@cache
def evidence() -> Evidence:
    """Return the evidence, read once; raises msgspec.ValidationError where the file is damaged."""
    text = (resources.FOLDER / "evidence.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), Evidence)


def say(statement: str, voice: AnsweredBy) -> Said:
    """Return a statement in the language in use, worded for the person who reads it."""
    found = evidence().statements[statement]
    return Said(statement, tr(found.wording(voice)), found.sources, found.review)


def say_all(statements: tuple[str, ...], voice: AnsweredBy) -> Sayings:
    """Return several statements with their sources; the dictionary is shared, so it is not changed."""
    return _sayings(statements, voice, language())


def cite(source: str) -> Cited:
    """Return a source as a result shows it."""
    found = evidence().sources[source]
    return Cited(found.citation, found.doi, found.pmid)


def is_for(statement: str, audience: Audience) -> bool:
    """Tell whether a statement is meant for this audience."""
    return audience in evidence().statements[statement].audience


@lru_cache(maxsize=4096)
def _sayings(statements: tuple[str, ...], voice: AnsweredBy, _language: str) -> Sayings:
    """Return statements and sources; cached, because many people are told the same."""
    said = tuple(say(id_, voice) for id_ in statements)
    return Sayings(said, {source: cite(source) for one in said for source in one.sources})
