"""The sheets of paper: what is on each, and how they become a PDF; the patient's and the clinician's."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, Literal

import msgspec

from questionnaire.reports.blocks import (
    Block,
    Card,
    Fact,
    Figure,
    Name,
    Notice,
    People,
    Report,
    Section,
    SectionId,
    Text,
)
from questionnaire.reports.case import Shown
from questionnaire.reports.dates import written_moment
from questionnaire.reports.paper_size import paper_size
from questionnaire.reports.pictures import body_svg, people_svg
from questionnaire.reports.typesetting import Typeset, save, typeset
from questionnaire.words import tr

#: For whom sheets are printed: two sheets, or one of them.
Readers = Literal["both", "patient", "staff"]

_TEMPLATE = "sheets.typ"
_NO_BREAK = "\u00a0"

#: What a reader wants to know first; what is not named here follows in the report's own order.
_FIRST: dict[str, tuple[SectionId, ...]] = {
    "patient": ("urgent", "pattern", "spread", "help", "contact"),
    "staff": ("urgent", "answers", "criteria", "forms", "causes", "spread"),
}

#: The size of the letters in points, and of the smallest ones on the sheet.
_SIZES = {"patient": (12, 9), "staff": (10, 8)}
_LARGE = (14, 10)


class SheetStamp(msgspec.Struct, frozen=True, kw_only=True):
    """What tells one sheet from another; without records there is no code, and none is shown.

    `large` gives the patient's sheet the letters of those who had larger text on the screen.
    """

    moment: datetime
    code: str = ""
    reference: str = ""
    large: bool = False

    def file_name(self, readers: Readers = "both") -> str:
        """Return a name for the file that says what is in it, and nothing about the person."""
        reader = {"both": "", "patient": "patient", "staff": "clinician"}[readers]
        day = self.moment.astimezone().date().isoformat()
        return f"{'-'.join(part for part in ('dystonia', self.code, reader, day) if part)}.pdf"


def stamp_now() -> SheetStamp:
    """Return the stamp of a sheet that is made now and belongs to no record."""
    return SheetStamp(moment=datetime.now(tz=UTC))


def write_paper(path: Path, shown: Shown, stamp: SheetStamp, readers: Readers = "both") -> Typeset:
    """Write the sheets as a PDF, whole or not at all; raises NotWrittenError."""
    made = paper(shown, stamp, readers)
    save(path, made)
    return made


def paper(shown: Shown, stamp: SheetStamp, readers: Readers = "both") -> Typeset:
    """Return the sheets as a PDF."""
    reports = {"patient": shown.for_patient.on_paper, "staff": shown.for_staff.on_paper}
    data = {
        "title": _title(reports["staff" if readers == "staff" else "patient"]),
        "language": shown.language,
        "program": tr("Dystonia Triage"),
        "paper": paper_size(shown.clinic),
        "words": {
            "page": tr("Page {page} of {pages}"),
            "label": tr("Patient label"),
            "sources": tr("Sources"),
        },
        "head": {"clinic": shown.clinic.name, "lines": _head(stamp)},
        "sheets": [
            _sheet(
                report, reader, _LARGE if stamp.large and reader == "patient" else _SIZES[reader]
            )
            for reader, report in reports.items()
            if readers in ("both", reader)
        ],
    }
    return typeset(_TEMPLATE, data, stamp.moment.astimezone(UTC).replace(microsecond=0))


def _head(stamp: SheetStamp) -> list[str]:
    """Return what every page says of itself beside the clinic's name."""
    code = tr("Code {code}").format(code=stamp.code) if stamp.code else ""
    reference = (
        tr("Reference {reference}").format(reference=stamp.reference) if stamp.reference else ""
    )
    which = " · ".join(part for part in (code, reference) if part)
    return [part for part in (which, written_moment(stamp.moment)) if part]


def _sheet(report: Report, reader: str, sizes: tuple[int, int]) -> dict[str, Any]:
    first = _FIRST[reader]
    order = {id_: place for place, id_ in enumerate(first)}
    sections = sorted(report.sections, key=lambda one: order.get(one.id, len(order)))
    return {
        "reader": reader,
        "size": sizes[0],
        "small": sizes[1],
        "title": _title(report),
        "lead": report.lead,
        "sections": [_section(one) for one in sections],
        "sources": [reference.short.replace(" ", _NO_BREAK, 1) for reference in report.references],
        "notices": list(report.notices),
    }


def _title(report: Report) -> str:
    """Return a report's title; one that was kept without any has the program's name."""
    return report.title or tr("Dystonia Triage")


def _section(section: Section) -> dict[str, Any]:
    """Return a section; its figure stands beside everything else in it."""
    figure = next((block for block in section.blocks if isinstance(block, Figure)), None)
    others = (block for block in section.blocks if block is not figure)
    return {
        "id": section.id,
        "heading": section.heading,
        "blocks": list(_blocks(others)),
        "figure": _figure(figure) if figure else None,
    }


def _figure(figure: Figure) -> dict[str, str]:
    """Return the figure, the marked parts in words, and its sides; the person's right comes first."""
    lead, *parts = figure.caption.split("\n")
    marked = f"{lead} {', '.join(parts)}" if parts else tr("Nothing is marked")
    alt = tr("Figure of a person who faces the reader, with the marked parts filled. {marked}.")
    right, left = figure.sides
    return {
        "svg": body_svg(figure),
        "alt": alt.format(marked=marked),
        "marked": marked,
        "right": right,
        "left": left,
    }


def _blocks(blocks: Iterable[Block]) -> Iterator[dict[str, Any]]:
    """Yield the blocks; facts that follow one another are one list."""
    for kind, group in groupby(map(_block, blocks), key=itemgetter("kind")):
        if kind == "facts":
            yield {"kind": kind, "rows": [row for one in group for row in one["rows"]]}
        else:
            yield from group


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Text():
            return {"kind": "text", **_words(block)}
        case Card():
            return {"kind": "card", "title": block.title, **_words(block.body)}
        case Name():
            medical = f" ({block.medical})" if block.medical else ""
            return {"kind": "name", "lead": block.lead, "name": block.plain + medical}
        case Fact():
            return {"kind": "facts", "rows": [[block.label, block.value]]}
        case People():
            svg, caption = people_svg(block), " ".join(block.caption.splitlines())
            return {"kind": "people", "svg": svg, "alt": caption, "caption": caption}
        case Notice():
            texts = [_words(text) for text in block.texts if not text.of_screen]
            return {"kind": "notice", "title": block.title, "texts": texts}
        case _:  # a figure: one is drawn beside its section, and any other said in words
            return {"kind": "text", **_words(Text(text=block.caption))}


def _words(text: Text) -> dict[str, str]:
    """Return a paragraph; its sources' numbers stay together, and weak evidence is marked."""
    cites = f",{_NO_BREAK}".join(str(number) for number in text.cites)
    needs_review = tr("(needs review)")
    review = needs_review if text.review == "needs-review" else ""
    return {"text": text.text, "cites": f"[{cites}]" if cites else "", "review": review}
