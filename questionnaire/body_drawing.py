"""The drawing of the body as `resources/body.svg` holds it; screen and paper each paint it their own way."""

import re
from functools import cache
from typing import Generic, NamedTuple, TypeVar

import resources
from questionnaire.body import SITES, Site

#: The part of the drawing that is shown, in its own units: left, top, width, height.
VIEW_BOX = (50.0, 8.0, 920.0, 984.0)

#: The corners of the tick on a marked site, from the place of its mark.
TICK = ((-15.0, 1.0), (-4.0, 12.0), (16.0, -11.0))

OUTLINE, FEATURE, TICK_WIDTH = 2.6, 2.0, 6.0  # widths of lines, in the drawing's own units

_PATH = re.compile(r"<path\b[^>]*>")
_ATTRIBUTE = re.compile(r'\b(id|class|d|data-mark)="([^"]*)"')


_Path = TypeVar("_Path")
_Place = TypeVar("_Place")


class Drawing(NamedTuple, Generic[_Path, _Place]):
    """What is painted first, each site and where its mark is, the lines on top."""

    under: tuple[_Path, ...]
    sites: dict[Site, _Path]
    marks: dict[Site, _Place]
    lines: tuple[_Path, ...]


@cache
def drawing() -> Drawing[str, tuple[float, float]]:
    """Return every path of the drawing as SVG path data, read once."""
    text = (resources.FOLDER / "body.svg").read_text(encoding="utf-8")
    found = [dict(_ATTRIBUTE.findall(element)) for element in _PATH.findall(text)]
    paths = {one["id"]: one["d"] for one in found}
    marks = {one["id"]: one["data-mark"].split() for one in found if "data-mark" in one}
    return Drawing(
        under=tuple(one["d"] for one in found if one["class"] == "under"),
        sites={site: paths[site] for site in SITES},
        marks={site: (float(marks[site][0]), float(marks[site][1])) for site in SITES},
        lines=tuple(one["d"] for one in found if one["class"] == "line"),
    )
