"""`body.svg` is what the figure can read: simple paths, one for each site, left mirroring right."""

import re
from itertools import combinations

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath

import resources
from gui.figure.body_painter import CANVAS, read_path, shapes
from questionnaire.body import SITES, Site

TEXT = (resources.FOLDER / "body.svg").read_text(encoding="utf-8")
DATA = re.findall(r'\bd="([^"]*)"', TEXT)
#: The middle of the large head and of the whole body, and what lies between the two drawings.
HEAD, BODY, HEAD_ENDS = 225, 735, 480
CELL = 5  # the drawing's own units
LEFT = [site for site in SITES if site.startswith("left-")]


def cells_in(path: QPainterPath) -> set[tuple[int, int]]:
    """Return the cells of a fine grid, by column and row, whose middle lies in a path."""
    box = path.boundingRect()
    return {
        (column, row)
        for column in range(int(box.left() / CELL), int(box.right() / CELL) + 1)
        for row in range(int(box.top() / CELL), int(box.bottom() / CELL) + 1)
        if path.contains(QPointF((column + 0.5) * CELL, (row + 0.5) * CELL))
    }


def mirrored(cells: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """Return the cells turned over to the other side, in both drawings."""
    return {
        (2 * (HEAD if column * CELL < HEAD_ENDS else BODY) // CELL - 1 - column, row)
        for column, row in cells
    }


def test_paths_keep_to_absolute_steps_each_written_out() -> None:
    step = r"(M|L) -?[\d.]+ -?[\d.]+|C( -?[\d.]+){6}|Z"
    assert [data for data in DATA if not re.fullmatch(rf"({step})(\s+({step}))*", data)] == []


def test_every_site_has_one_path_and_no_path_lacks_a_site() -> None:
    elements = re.findall(r"<path\b[^>]*>", TEXT)
    sites = [one for one in elements if 'class="site"' in one]
    ids = [re.findall(r'\bid="([^"]*)"', one)[0] for one in sites]
    assert sorted(ids) == sorted(SITES)


def test_ids_are_given_once() -> None:
    ids = re.findall(r'\bid="([^"]*)"', TEXT)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("site", SITES)
def test_a_site_is_closed_and_holds_its_mark(site: Site) -> None:
    path = shapes().sites[site]
    assert path.contains(shapes().marks[site])
    assert CANVAS.contains(path.boundingRect())
    for polygon in path.toSubpathPolygons():
        assert polygon.isClosed()


def test_sites_do_not_overlap_noticeably() -> None:
    cells = {site: cells_in(path) for site, path in shapes().sites.items()}
    for one, other in combinations(SITES, 2):
        shared = cells[one] & cells[other]
        assert len(shared) <= 0.02 * min(len(cells[one]), len(cells[other])), (one, other)


@pytest.mark.parametrize("site", LEFT)
def test_left_mirrors_right(site: Site) -> None:
    other = next(one for one in SITES if one == site.replace("left-", "right-"))
    cells, turned = cells_in(shapes().sites[site]), mirrored(cells_in(shapes().sites[other]))
    assert len(cells ^ turned) <= 0.02 * len(cells)


def test_a_path_is_read_step_by_step() -> None:
    path = read_path("M 0 0 L 10 0 C 10 5 10 5 10 10 L 0 10 Z")
    assert path.contains(path.boundingRect().center())
    assert path.boundingRect().getRect() == (0, 0, 10, 10)
