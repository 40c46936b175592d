"""The drawing of the body as `resources/body.svg` holds it; screen and paper each paint it their own way."""

import re
from functools import cache
from typing import Generic, NamedTuple, TypeVar

import resources
from questionnaire.body import SITES, Site, side_of

#: The part of the drawing that is shown, in its own units: left, top, width, height.
VIEW_BOX = (50.0, 8.0, 920.0, 984.0)

#: The corners of the tick on a marked site, from the place of its mark.
TICK = ((-15.0, 1.0), (-4.0, 12.0), (16.0, -11.0))

#: Widths of lines, in the drawing's own units.
OUTLINE, FEATURE, TICK_WIDTH = 3.2, 2.2, 6.0

#: The lines between sites are dotted, so that nobody takes them for wrinkles, a beard or clothes: on, off.
DOTS = (1.0, 3.0)  # in widths of the line

#: What can't be seen of a person who turns the back.
ONLY_IN_FRONT: frozenset[Site] = frozenset(
    {"left-upper-face", "right-upper-face", "left-lower-face", "right-lower-face", "mouth", "voice"}
)

_PATH = re.compile(r"<path\b[^>]*>")
_ATTRIBUTE = re.compile(r'\b(id|class|d|data-mark)="([^"]*)"')


_Path = TypeVar("_Path")
_Place = TypeVar("_Place")


class Drawing(NamedTuple, Generic[_Path, _Place]):
    """One view of the body: its outlines, each site and where its mark is, the lines on top."""

    outlines: tuple[_Path, ...]
    sites: dict[Site, _Path]
    marks: dict[Site, _Place]
    lines: tuple[_Path, ...]


@cache
def drawing(*, behind: bool = False) -> Drawing[str, tuple[float, float]]:
    """Return every path of the drawing as SVG path data, read once.

    From behind, left and right change places, and what belongs to the face is not seen.
    """
    text = (resources.FOLDER / "body.svg").read_text(encoding="utf-8")
    found = [dict(_ATTRIBUTE.findall(element)) for element in _PATH.findall(text)]
    view = "back" if behind else "front"
    drawn = {
        kind: tuple(one["d"] for one in found if {kind, view} <= set(one["class"].split()))
        for kind in ("outline", "line")
    }
    by_id = {one["id"]: one for one in found}
    if behind:
        places = {site: _drawn_as(site) for site in SITES if site not in ONLY_IN_FRONT}
        seen = {site: by_id.get(f"{one}-behind", by_id[one]) for site, one in places.items()}
    else:
        seen = {site: by_id[site] for site in SITES}
    marks = {site: one["data-mark"].split() for site, one in seen.items()}
    return Drawing(
        outlines=drawn["outline"],
        sites={site: one["d"] for site, one in seen.items()},
        marks={site: (float(x), float(y)) for site, (x, y) in marks.items()},
        lines=drawn["line"],
    )


def _drawn_as(site: Site) -> Site:
    """Return the site whose place in front is where this one is seen from behind."""
    sides = {"left": "right", "right": "left"}
    side = side_of(site)
    return next(one for one in SITES if one == site.replace(side, sides[side])) if side else site
