"""The result as a patient sees it first: short answers beside each other, each of which opens its full text."""

from collections.abc import Iterator

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from gui.figure.people_picture import PeoplePicture
from gui.interview.folding import Folding
from gui.interview.report_view import PlainView, figure_beside
from gui.widgets.column_grid import ColumnGrid
from gui.widgets.labels import column, fill, frame, heading, label
from questionnaire.reports.blocks import Figure, Glance, People, Report, Tile
from questionnaire.reports.glance import Fold, always_told, folds, unfolded


class GlanceView(QWidget):
    """Shows the tiles, what is open below them, and the rest of the page once that is wanted."""

    def __init__(self, report: Report, glance: Glance, folding: Folding, *, lead: bool) -> None:
        super().__init__()
        self._folding = folding
        found = {fold.id: fold for fold in folds(report)}
        behind = [found.pop(tile.id, None) for tile in glance.tiles]
        whole = fill(QVBoxLayout(self), margins=(0, 0, 0, 0), spacing=8)
        if lead:
            whole.addWidget(label(glance.lead))
        tiles = [self._tile(*one) for one in zip(glance.tiles, behind, strict=True)]
        told = _told(glance, report.aside)
        parts = (folding.part(fold) for fold in behind if fold)
        self.first = (ColumnGrid(tiles, most=3, lines=11), told)
        further = [folding.opener(fold) for fold in found.values()]
        below = (_always(report, further), *map(folding.part, found.values()))
        self.rest = column(*below, spacing=8)
        self.rest.hide()  # laying it out would keep the tiles waiting
        fill(whole, self.first[0], *parts, told, self.rest)

    def _tile(self, tile: Tile, fold: Fold | None) -> QWidget:
        box, inside = frame("tile", 4)
        box.setProperty("tile", tile.id)
        answer = heading(tile.answer)
        fill(inside, label(tile.heading, "small"), answer, margins=(20, 10, 20, 4))
        fill(inside, *map(label, tile.lines), *_picture(tile), None)
        if fold:
            inside.addWidget(self._folding.opener(fold))
        return box


def _always(report: Report, further: list[QPushButton]) -> QWidget:
    """Return what stands under the tiles without any press, and the ways to further reading."""
    view = PlainView()
    whole = [column(*view.section(one), spacing=4) for one in unfolded(report)]
    sources = view.sources(report.references_of(always_told(report)))
    return view.boxed((), (*whole, *sources, *view.about(report.notices[-1:]), *further))


def _picture(tile: Tile) -> Iterator[QWidget]:
    """Yield the tile's picture with its words; notes stand beside the figure."""
    match tile.picture:
        case People() as people:
            said, *key = people.caption.splitlines()
            yield label(said)
            yield PeoplePicture(people)
            yield from (label(one, "small") for one in key)
        case Figure() as figure:
            yield figure_beside(figure, *tile.notes)


def _told(glance: Glance, aside: tuple[str, ...]) -> QWidget:
    """Return what to tell the clinician, and beside it what must be known of the whole page."""
    told = column(label(glance.heading, "title"), label(glance.told), spacing=2)
    small = column(*(label(line, "small") for line in aside), spacing=2)
    return ColumnGrid([told, small], lines=11, shares=(2, 1))
