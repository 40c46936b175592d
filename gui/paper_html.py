"""A report as the rich text that is laid out on paper; pictures stand in it by name."""

from collections.abc import Sequence
from html import escape

from questionnaire.blocks import Card, Fact, Figure, Name, Notice, People, Report, Section, Text
from questionnaire.words import tr

FIGURE = "figure"
PEOPLE = "people"

STYLE = """
h2 { font-size: large; margin-top: 7px; margin-bottom: 2px; color: #10566b; }
p { margin-top: 0px; margin-bottom: 3px; }
.name { font-size: large; font-weight: 600; }
.small { font-size: small; color: #333333; }
td { vertical-align: top; }
"""


def report_html(report: Report) -> str:
    """Return the sections that belong on paper, then the sources in small type."""
    parts = [_section(section) for section in report.sections if section.on_paper]
    if report.references:
        lines = " &nbsp; ".join(escape(reference.line) for reference in report.references)
        parts.append(f"<h2>{escape(tr('Sources'))}</h2><p class='small'>{lines}</p>")
    return "".join(parts)


def people_in(report: Report) -> People | None:
    """Return the picture of people that the report carries, where there is one."""
    blocks = (block for section in report.sections for block in section.blocks)
    return next((block for block in blocks if isinstance(block, People)), None)


def figure_in(report: Report) -> Figure | None:
    """Return the figure that the report carries, where there is one."""
    blocks = (block for section in report.sections for block in section.blocks)
    return next((block for block in blocks if isinstance(block, Figure)), None)


def _section(section: Section) -> str:
    """Return a section: words beside the figure, then facts, then cards in two columns."""
    words = "".join(_words(block) for block in section.blocks)
    if any(isinstance(block, Figure) for block in section.blocks):
        picture = f"<td align='right'><img src='{FIGURE}'></td>"
        words = f"<table width='100%'><tr><td>{words}</td>{picture}</tr></table>"
    cards = [_card(block) for block in section.blocks if isinstance(block, Card)]
    return f"<h2>{escape(section.heading)}</h2>{words}{_columns(cards)}"


def _words(block: object) -> str:
    """Return a block that stands in the running text; figures and cards stand elsewhere."""
    match block:
        case Text():
            return f"<p>{_text(block)}</p>"
        case Fact():
            return f"<p><b>{escape(block.label)}:</b> {escape(block.value)}</p>"
        case Name():
            lead = f"<p>{escape(block.lead)}</p>" if block.lead else ""
            medical = f" ({escape(block.medical)})" if block.medical else ""
            return f"{lead}<p class='name'>{escape(block.plain)}{medical}</p>"
        case People():
            return f"<p><img src='{PEOPLE}'><br>{escape(block.caption)}</p>"
        case Notice():
            lines = "".join(f"<p>{_text(text)}</p>" for text in block.texts)
            inside = f"<p class='name'>{escape(block.title)}</p>{lines}"
            return (
                f"<table width='100%' border='1' cellpadding='5'><tr><td>{inside}</td></tr></table>"
            )
        case _:
            return ""


def _card(card: Card) -> str:
    subtitle = f" ({escape(card.subtitle)})" if card.subtitle else ""
    return f"<p><b>{escape(card.title)}</b>{subtitle}<br>{_text(card.body)}</p>"


def _text(text: Text) -> str:
    cites = ", ".join(str(number) for number in text.cites)
    state = f" <i>({tr('needs review')})</i>" if text.review == "needs-review" else ""
    return escape(text.text) + (f" [{cites}]" if cites else "") + state


def _columns(cards: Sequence[str]) -> str:
    """Return cards in two columns, the first ones on the left."""
    if not cards:
        return ""
    half = (len(cards) + 1) // 2
    left, right = "".join(cards[:half]), "".join(cards[half:])
    cells = f"<td width='50%'>{left}</td><td width='50%'>{right}</td>"
    return f"<table width='100%' cellspacing='8'><tr>{cells}</tr></table>"
