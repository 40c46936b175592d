"""The pictures of a sheet of paper as SVG: the body, little people, a square code."""

from collections.abc import Iterable, Iterator
from typing import Literal

from questionnaire.body_drawing import DOTS, FEATURE, OUTLINE, TICK, TICK_WIDTH, VIEW_BOX, drawing
from questionnaire.reports.blocks import Figure, People

#: Those up to the lower of two figures, those up to the higher one, and all others.
Share = Literal["low", "high", "rest"]

_INK, _LINE, _GREY, _PALE = "#10566b", "#3c4a54", "#6d7b86", "#a9c3cb"
_FAINT = "#a3adb4"  # between the parts of the body, until one is marked
_LOOKS: tuple[tuple[Share, str, str], ...] = (
    ("low", _INK, _INK),
    ("high", _PALE, _INK),
    ("rest", "none", _GREY),
)
_ROUND = 'stroke-linecap="round" stroke-linejoin="round"'


def body_svg(figure: Figure) -> str:
    """Return the body with the marked sites filled and ticked, so that colour alone never tells."""
    found = drawing()
    grounds = (_path(path, fill="#ffffff") for path in found.outlines)
    dots = f'<g stroke-dasharray="{" ".join(str(FEATURE * part) for part in DOTS)}">'
    sites = (_path(path, "#ffffff", _FAINT, FEATURE) for path in found.sites.values())
    outlines = (_path(path, "none", _LINE, OUTLINE) for path in found.outlines)
    features = _features(found.lines, _LINE)
    marked = []
    for site in figure.sites:
        x, y = found.marks[site]
        corners = " L ".join(f"{x + across} {y + down}" for across, down in TICK)
        marked += [
            _path(found.sites[site], _INK, _LINE, OUTLINE),
            # The features of a marked part are drawn again, in white and on that part alone.
            f'<clipPath id="{site}"><path d="{found.sites[site]}"/></clipPath>',
            f'<g clip-path="url(#{site})">{_features(found.lines, "#ffffff")}</g>',
            _path(f"M {corners}", "none", "#ffffff", TICK_WIDTH),
        ]
    return _svg(VIEW_BOX, (*grounds, dots, *sites, "</g>", *outlines, features, *marked))


_IN_A_ROW = 20
_WIDE, _HIGH = 26, 42  # one person, with the gap

#: One person: a head over shoulders that narrow to the feet.
PERSON = (
    "M 17 7 C 17 13.67 7 13.67 7 7 C 7 0.33 17 0.33 17 7 Z "
    "M 4 20 C 4 13 20 13 20 20 L 18 29 L 16 38 L 8 38 L 6 29 Z"
)


def people_size(people: People) -> tuple[int, int]:
    """Return how wide and how high the picture of people is."""
    return min(people.of, _IN_A_ROW) * _WIDE, -(-people.of // _IN_A_ROW) * _HIGH


def people_places(people: People) -> Iterator[tuple[int, int, Share]]:
    """Yield the place of each person, and to which share of them each belongs."""
    for number in range(people.of):
        row, column = divmod(number, _IN_A_ROW)
        share: Share = "low" if number < people.low else "high" if number < people.high else "rest"
        yield column * _WIDE, row * _HIGH, share


def people_svg(people: People) -> str:
    """Return the people: filled up to the low figure, pale up to the high one, then in outline."""
    looks = {share: _path(PERSON, fill, line, 1.4) for share, fill, line in _LOOKS}
    drawn = (
        f'<g transform="translate({x} {y})">{looks[share]}</g>'
        for x, y, share in people_places(people)
    )
    return _svg((0, 0, *people_size(people)), drawn)


#: How many light squares are around a code, without which scanners don't find it.
CODE_MARGIN = 4


def code_svg(rows: list[list[bool]]) -> str:
    """Return a square code, dark on light, with its light margin."""
    squares = (
        f"M {x} {y} h 1 v 1 h -1 Z"
        for y, row in enumerate(rows, CODE_MARGIN)
        for x, dark in enumerate(row, CODE_MARGIN)
        if dark
    )
    side = len(rows) + 2 * CODE_MARGIN
    path = f'<path d="{" ".join(squares)}" shape-rendering="crispEdges"/>'
    return _svg((0, 0, side, side), [path])


def _features(lines: Iterable[str], colour: str) -> str:
    return "".join(_path(line, "none", colour, FEATURE) for line in lines)


def _path(data: str, fill: str, stroke: str = "none", width: float = 0.0) -> str:
    return f'<path d="{data}" fill="{fill}" stroke="{stroke}" stroke-width="{width}" {_ROUND}/>'


def _svg(view: tuple[float, float, float, float], parts: Iterable[str]) -> str:
    box = " ".join(str(number) for number in view)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">{"".join(parts)}</svg>'
