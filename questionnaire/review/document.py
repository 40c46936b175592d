"""The review as a document: what is in the workbook, to be read on paper, with room for a pen."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

import questionnaire
from questionnaire.evidence import evidence
from questionnaire.questions import QUESTIONNAIRE_VERSION
from questionnaire.reports.paper_size import PaperSize
from questionnaire.reports.typesetting import Typeset, typeset
from questionnaire.review.items import Item, ItemKind
from questionnaire.rules.assessment import RULES_VERSION
from questionnaire.words import SOURCE_LANGUAGE

_TEMPLATE = "review.typ"

_HEADINGS: dict[ItemKind, tuple[str, str]] = {
    "statement": (
        "Statements",
        "Every medical sentence, in the words of each reader, and when it is said.",
    ),
    "question": ("Questions", "What is asked, with every choice."),
    "rule": (
        "Rules",
        "What each set of rules says of itself. When a statement is said stands with it.",
    ),
    "person": (
        "Example people",
        "What follows from the answers of people as they come to a clinic.",
    ),
    "source": ("Sources", "What the statements rest on, and how far each was read."),
}

_PURPOSE = (
    "No one has to sign all of it. What you agree to, you agree to in these exact words: if a word, "
    "a source or a rule is changed later, your signature no longer counts. Verdicts come back in the "
    "spreadsheet that belongs to this document; what was marked here with a pen has to be copied there, "
    "with name, role and date."
)

#: How what is said is called, where there are voices.
_READERS = {"patient": "Patient", "parent": "Parent", "carer": "Carer", "staff": "Staff"}
_ALL_READERS = "All readers"


def review_document(
    items: Sequence[Item], version: str, paper: PaperSize, moment: datetime
) -> Typeset:
    """Return the document as a PDF that can be read aloud."""
    when = {item.name: item for item in items if item.kind == "rule"}
    data = {
        "title": f"Dystonia Triage: review of the evidence {version}",
        "language": SOURCE_LANGUAGE,
        "program": "Dystonia Triage",
        "paper": paper,
        "versions": f"Program {questionnaire.__version__}, evidence {version}, rules {RULES_VERSION}, "
        f"questionnaire {QUESTIONNAIRE_VERSION}. Made on {moment.date().isoformat()}.",
        "purpose": _PURPOSE,
        "to-fill": ["Name", "Role", "Date"],
        "page": "Page {page} of {pages}",
        "sections": [
            {"heading": heading, "lead": lead, "entries": list(_entries(kind, items, when))}
            for kind, (heading, lead) in _HEADINGS.items()
        ],
    }
    return typeset(_TEMPLATE, data, moment.astimezone(UTC).replace(microsecond=0))


def _entries(
    kind: ItemKind, items: Sequence[Item], when: dict[str, Item]
) -> Iterator[dict[str, Any]]:
    """Yield the items of a kind; with a statement goes the rule that says it."""
    with_statements = {item.name for item in items if item.kind == "statement"}
    for item in items:
        if item.kind != kind or (kind == "rule" and item.name in with_statements):
            continue
        entry = _entry(item)
        if kind == "statement":
            rule = when[item.name]
            entry["rule"] = {"text": rule.words["staff"], "state": _known_state(rule)}
        yield entry


def _entry(item: Item) -> dict[str, Any]:
    is_voiced = item.kind in ("question", "statement")
    readers = {"patient": _ALL_READERS} if list(item.words) == ["patient"] else _READERS
    return {
        "title": item.title,
        "id": item.name if item.name != item.title else "",
        "state": _known_state(item),
        "about": "" if item.kind == "source" else item.about,
        "texts": [
            {"label": readers[voice] if is_voiced else "", "text": text}
            for voice, text in item.words.items()
        ],
        "sources": _sources_of(item),
    }


def _sources_of(item: Item) -> str:
    """Return the ids of a statement's sources; all of them stand in full at the end."""
    if item.kind != "statement":
        return ""
    known = evidence()
    statement = known.statements[item.name]
    parts = {id_: f", the figure: {where}" for id_, where in statement.where.items()}
    return "; ".join(
        f"{id_} ({known.sources[id_].read}{parts.get(id_, '')})" for id_ in statement.sources
    )


def _known_state(item: Item) -> str:
    """Return the state where it tells more than that nobody has looked yet."""
    return "" if item.state == "not reviewed" else item.state
