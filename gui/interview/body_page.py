"""The page of body parts: the figure, and beside it the same parts as a list."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui.figure.body_map import BodyMap
from gui.figure.sides import keep_sides
from gui.interview.question_box import Field
from gui.interview.question_page import QuestionPage
from gui.widgets.arrow_walk import ArrowWalk
from gui.widgets.choice import ManyChoice, number_choices
from gui.widgets.labels import label
from questionnaire.body import Site, site_rows
from questionnaire.interview import Interview
from questionnaire.pages import Question
from questionnaire.site_names import YOUR_LEFT, YOUR_RIGHT, site_name


class SitesField(Field, QWidget):
    """A check box for every site; the patient's right stands on the left, as on a person facing you."""

    def __init__(self, interview: Interview, question: Question) -> None:
        super().__init__()
        self._interview = interview
        self._question = question
        self.boxes: dict[Site, ManyChoice] = {}
        self._sides: tuple[QLabel, QLabel] = (label("", "title"), label("", "title"))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._sides[0], 0, 0)
        grid.addWidget(self._sides[1], 0, 1)
        for number, row in enumerate(site_rows(), 1):
            for column, site in enumerate(row):
                box = self.boxes[site] = ManyChoice(site, site_name(site))
                box.clicked.connect(lambda _=False, site=site: self._toggle(site))
                grid.addWidget(box, number, column, 1, 3 - len(row) if len(row) == 1 else 1)
        keep_sides(self, *self._sides, *self.boxes.values())
        number_choices(tuple(self.boxes.values()))
        ArrowWalk(tuple(self.boxes.values()))
        self.refresh()

    def refresh(self) -> None:
        """Tick what the interview holds."""
        voice = self._interview.kept.voice
        chosen = self._interview.kept.affected
        for site, box in self.boxes.items():
            box.setChecked(site in (chosen or ()))
        self._sides[0].setText(YOUR_RIGHT.to(voice))
        self._sides[1].setText(YOUR_LEFT.to(voice))

    def focus_first(self) -> None:
        """Focus the first site."""
        next(iter(self.boxes.values())).setFocus()

    def describe(self, said: str) -> None:
        """Let the first site say it."""
        next(iter(self.boxes.values())).describe(said)

    def _toggle(self, value: str) -> None:
        self._interview.toggle(self._question, value)


#: Below this width, in line heights of the text, the list alone asks the question.
_ROOM_IN_LINES = 28
_LOWEST = 460  # pixels of height that the figure needs


class BodyPage(QuestionPage):
    """Keeps figure and list in step: both show the interview's answer, both change it."""

    figure: BodyMap | None = None

    def field_for(self, question: Question) -> Field:
        """The list of sites answers this question."""
        return SitesField(self.interview, question)

    def arrange(self, outer: QVBoxLayout) -> None:
        """Put the figure on the left of the list, where it does not scroll away."""
        self.figure = BodyMap()
        QWidget.setTabOrder(self, self.figure)  # it stands left of the list
        QWidget.setTabOrder(self.figure, self.figure.turner)
        self.figure.pressed.connect(self._press)
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addWidget(self.figure, 6)
        row.addWidget(self.pane, 5)
        outer.addLayout(row, 1)
        self._make_room()

    def refresh(self) -> None:
        """Show the answer in the figure too."""
        super().refresh()
        if self.figure:
            self.figure.show_answer(self.interview.kept)

    def _press(self, site: Site) -> None:
        """Mark a site or take its mark away, and show its row in the list."""
        question = self.page.questions[0]
        self.interview.toggle(question, site)
        field = self.boxes[question.field].field
        if isinstance(field, SitesField):
            self.pane.make_room()  # what is still being placed is not where it will be
            self.pane.ensureWidgetVisible(field.boxes[site])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the figure up where it would be too small to touch."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        if self.figure:
            self.ensurePolished()  # before that, the page does not know the size of its letters
            needed = _ROOM_IN_LINES * self.fontMetrics().height()
            self.figure.setVisible(
                self.width() - 2 * self.side >= needed and self.height() >= _LOWEST
            )
