"""A report as the rich text that is laid out on paper; pictures stand in it by name."""

from html import escape

from questionnaire.blocks import Card, Fact, Figure, Name, Notice, People, Report, Section, Text
from questionnaire.words import tr

FIGURE = "figure"
PEOPLE = "people"

_TITLE_LENGTH = 40  # how many letters a card's title line and gap are worth

STYLE = """
h2 { font-size: large; margin-top: 6px; margin-bottom: 1px; color: #10566b; }
p { margin-top: 0px; margin-bottom: 2px; }
.name { font-size: large; font-weight: 600; }
td { vertical-align: top; }
"""


def report_html(report: Report) -> str:
    """Return the report for paper: the figure beside its section and the next, sources small."""
    parts: list[str] = []
    sections = list(report.sections)
    while sections:
        section = sections.pop(0)
        if figure_of(section):
            beside = [section, *sections[:1]]
            sections = sections[1:]
            words = "".join(_heading(one) + _running(one) for one in beside)
            picture = f"<td align='right'><img src='{FIGURE}'></td>"
            parts.append(f"<table width='100%'><tr><td>{words}</td>{picture}</tr></table>")
            parts += [_columns(one) for one in beside]
        else:
            parts += [_heading(section), _running(section), _columns(section)]
    if report.references:
        lines = " &nbsp; ".join(escape(reference.short) for reference in report.references)
        parts.append(f"<h2>{escape(tr('Sources'))}</h2><p style='font-size: 8px'>{lines}</p>")
    return "".join(parts)


def people_in(report: Report) -> People | None:
    """Return the picture of people that the report carries, where there is one."""
    blocks = (block for section in report.sections for block in section.blocks)
    return next((block for block in blocks if isinstance(block, People)), None)


def figure_of(section: Section) -> Figure | None:
    """Return the figure that a section carries, where there is one."""
    return next((block for block in section.blocks if isinstance(block, Figure)), None)


def _heading(section: Section) -> str:
    return f"<h2>{escape(section.heading)}</h2>"


def _running(section: Section) -> str:
    """Return all but the cards and the figure: running text, then facts in two columns."""
    words = "".join(_words(block) for block in section.blocks)
    facts = [_fact(block) for block in section.blocks if isinstance(block, Fact)]
    half = (len(facts) + 1) // 2
    return words + (_two("".join(facts[:half]), "".join(facts[half:])) if facts else "")


def _words(block: object) -> str:
    """Return a block that stands in the running text; figures and cards stand elsewhere."""
    match block:
        case Text():
            return f"<p>{_text(block)}</p>"
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


def _fact(fact: Fact) -> str:
    return f"<p><b>{escape(fact.label)}:</b> {escape(fact.value)}</p>"


def _card(card: Card) -> str:
    """Return a card as one paragraph; the text of a named form says its everyday name itself."""
    return f"<p><b>{escape(card.title)}.</b> {_text(card.body)}</p>"


def _text(text: Text) -> str:
    cites = ", ".join(str(number) for number in text.cites)
    state = f" <i>({tr('needs review')})</i>" if text.review == "needs-review" else ""
    return escape(text.text) + (f" [{cites}]" if cites else "") + state


def _columns(section: Section) -> str:
    """Return the cards in two columns of about the same length, the first ones on the left."""
    cards = [_card(block) for block in section.blocks if isinstance(block, Card)]
    if not cards:
        return ""
    lengths = [_TITLE_LENGTH + len(card) for card in cards]
    half = min(
        range(1, len(cards) + 1),
        key=lambda count: abs(sum(lengths[:count]) - sum(lengths[count:])),
    )
    return _two("".join(cards[:half]), "".join(cards[half:]))


def _two(left: str, right: str) -> str:
    cells = f"<td width='50%'>{left}</td><td width='50%'>{right}</td>"
    return f"<table width='100%' cellpadding='2' cellspacing='0'><tr>{cells}</tr></table>"
