"""Clinical statements and the sources they rest on, read from `resources/evidence.toml`."""

import tomllib
from datetime import date
from functools import cache, lru_cache
from typing import Literal

import msgspec
from msgspec.structs import replace

import resources
from questionnaire.answers import Voice
from questionnaire.decoding import converted
from questionnaire.sign_offs import SignOff, sign_offs, words_digest
from questionnaire.words import SOURCE_LANGUAGE, language, tr

Audience = Literal["patient", "staff"]
Review = Literal["not-reviewed", "needs-review", "reviewed"]

#: What a clinician's signature is for: this and a statement's id.
STATEMENT = "statement:"


class Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A published source; `read` says how far the people who cite it have read it, `looked_up` when.

    `address` is where it stands, of a page or a paper of which neither a DOI nor a PubMed number was seen.
    """

    authors: str
    title: str
    journal: str
    read: Literal["full text", "abstract", "page", "secondary"]
    looked_up: date | None = None
    year: int | None = None
    pages: str | None = None
    doi: str | None = None
    pmid: str | None = None
    address: str | None = None

    @property
    def citation(self) -> str:
        """The source in one line: authors, title, journal, year and pages, and of a page the site."""
        where = " ".join(part for part in (self.journal, str(self.year or "")) if part)
        pages = f";{self.pages}" if self.pages else ""
        # A whole address is longer than a line, and cut off where there is little room.
        site = self.address.split("/")[2].removeprefix("www.") if self.address else ""
        is_said = site in ("", self.journal)
        end = "" if self.title.endswith("?") else "."
        line = f"{self.authors} {self.title}{end} {where}{pages}."
        return line if is_said else f"{line} {site}"

    @property
    def how_read(self) -> str:
        """How far it was read, and on which day where that is known."""
        return f"{self.read}, {self.looked_up.isoformat()}" if self.looked_up else self.read

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


class Statement(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One clinical statement, for whom it is, and what is thought of it until a clinician signs it off.

    `where` says for a source in which part of it the statement's figure stands; reviewers read it, nobody else.
    """

    audience: tuple[Audience, ...]
    text: str
    sources: tuple[str, ...]
    review: Literal["not-reviewed", "needs-review"]
    title: str = ""
    plain: str = ""
    carer: str | None = None
    parent: str | None = None
    staff: str | None = None
    frequency: Frequency | None = None
    where: dict[str, str] = {}

    def wording(self, voice: Voice) -> str:
        """Return the untranslated text as it is said to a patient, a parent, another carer or staff."""
        texts: dict[Voice, str | None] = {
            "patient": self.text,
            "parent": self.parent or self.carer,
            "carer": self.carer,
            "staff": self.staff,
        }
        return texts[voice] or self.text


class Evidence(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Every statement and source of one version of the evidence.

    `signed` are the ids of the statements whose words of today a clinician has signed.
    """

    version: str
    medical_names: tuple[str, ...] = msgspec.field(name="medical-names")
    sources: dict[str, Source]
    statements: dict[str, Statement]
    signed: frozenset[str] = frozenset()

    @property
    def reviewed(self) -> bool:
        """Whether a clinician has signed off every statement, in the language in use."""
        return all(self.review_of(statement) == "reviewed" for statement in self.statements)

    def review_of(self, statement: str) -> Review:
        """Return a statement's review state; what is signed is the English, and no translation of it."""
        if statement in self.signed and language() == SOURCE_LANGUAGE:
            return "reviewed"
        return self.statements[statement].review

    def digest(self, statement: str) -> str:
        """Return the digest of all that a clinician reads of a statement, its sources included."""
        found = self.statements[statement]
        return words_digest(
            [statement, found, [(one, self.sources.get(one)) for one in found.sources]]
        )


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
    read = converted(tomllib.loads(text), Evidence)
    signed = (
        id_.removeprefix(STATEMENT)
        for id_, sign_off in sign_offs().items()
        if id_.startswith(STATEMENT) and _fits(sign_off, read, id_.removeprefix(STATEMENT))
    )
    return replace(read, signed=frozenset(signed))


def _fits(sign_off: SignOff, read: Evidence, statement: str) -> bool:
    """Tell whether a statement still has the words that were signed, and is there at all."""
    return statement in read.statements and sign_off.digest == read.digest(statement)


def say(statement: str, voice: Voice) -> Said:
    """Return a statement in the language in use, worded for the person who reads it."""
    found = evidence().statements[statement]
    return Said(statement, tr(found.wording(voice)), found.sources, evidence().review_of(statement))


def say_all(statements: tuple[str, ...], voice: Voice) -> Sayings:
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
def _sayings(statements: tuple[str, ...], voice: Voice, _language: str) -> Sayings:
    """Return statements and sources; cached, because many people are told the same."""
    said = tuple(say(id_, voice) for id_ in statements)
    return Sayings(said, {source: cite(source) for one in said for source in one.sources})
