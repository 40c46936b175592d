"""The list of body parts, which holds the same answer as the figure beside it."""

from collections.abc import Iterator

from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from gui.choice import ManyChoice
from gui.text import label
from questionnaire.body import SITES, Site, side_of
from questionnaire.interview import NONE, Interview
from questionnaire.questions import Question
from questionnaire.site_names import YOUR_LEFT, YOUR_RIGHT, site_name


class SitesField(QWidget):
    """A check box for every site; the patient's right stands on the left, as on a person facing you."""

    def __init__(self, interview: Interview, question: Question) -> None:
        super().__init__()
        self._interview = interview
        self._question = question
        self._none = ManyChoice(NONE, question.none.to("patient") if question.none else "")
        self.boxes: dict[Site, ManyChoice] = {}
        self._sides: tuple[QLabel, QLabel] = (label("", "title"), label("", "title"))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._sides[0], 0, 0)
        grid.addWidget(self._sides[1], 0, 1)
        for number, row in enumerate(_rows(), 1):
            for column, site in enumerate(row):
                box = self.boxes[site] = ManyChoice(site, site_name(site))
                box.clicked.connect(lambda _=False, site=site: self._toggle(site))
                grid.addWidget(box, number, column, 1, 3 - len(row) if len(row) == 1 else 1)
        self._none.clicked.connect(lambda: self._toggle(NONE))
        grid.addWidget(self._none, len(SITES) + 1, 0, 1, 2)
        self.refresh()

    @property
    def widget(self) -> QWidget:
        """This widget."""
        return self

    def refresh(self) -> None:
        """Tick what the interview holds."""
        voice = self._interview.kept.voice
        chosen = self._interview.kept.affected
        for site, box in self.boxes.items():
            box.setChecked(site in (chosen or ()))
        self._none.setChecked(chosen == ())
        self._sides[0].setText(YOUR_RIGHT.to(voice))
        self._sides[1].setText(YOUR_LEFT.to(voice))

    def focus_first(self) -> None:
        """Focus the first site."""
        next(iter(self.boxes.values())).setFocus()

    def set_missing(self, missing: bool) -> None:
        """The message above the list says what is missing."""

    def _toggle(self, value: str) -> None:
        self._interview.toggle(self._question, value)


def _rows() -> Iterator[tuple[Site, ...]]:
    """Yield the sites as rows: a pair with the right one first, or one from the middle."""
    sites = list(SITES)
    while sites:
        site = sites.pop(0)
        if side_of(site) is None:
            yield (site,)
            continue
        other = next(one for one in sites if one == site.replace("left-", "right-"))
        sites.remove(other)
        yield (other, site)
