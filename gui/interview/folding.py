"""What is opened by a button and closed by the same, such as the full text behind a short answer."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from gui.widgets.labels import column
from gui.widgets.wrapped_button import WrappedButton
from questionnaire.reports.glance import Fold
from questionnaire.words import tr

#: Builds what a button opens, when it is opened first.
Build = Callable[[Fold], QWidget]


class Folding(QObject):
    """Makes the buttons and what they open; `opened` belongs to the page, so that a new view shows it again."""

    toggled = Signal(str)

    def __init__(self, opened: set[str], build: Build) -> None:
        super().__init__()
        self._opened = opened
        self._build = build
        self._folds: dict[str, Fold] = {}
        self.openers: dict[str, QPushButton] = {}
        self.parts: dict[str, QWidget] = {}

    def opener(self, fold: Fold) -> QPushButton:
        """Return the button for a fold."""
        made = WrappedButton(fold.words)
        made.clicked.connect(lambda: self.toggle(fold.id))
        self._folds[fold.id], self.openers[fold.id] = fold, made
        self._name(fold.id)
        return made

    def part(self, fold: Fold) -> QWidget:
        """Return the place of what the button opens."""
        self.parts[fold.id] = place = column()
        self._show(fold.id)
        return place

    def toggle(self, id_: str) -> None:
        """Open what is closed, and close what is open."""
        self._opened ^= {id_}
        self._name(id_)
        self._show(id_)
        self.toggled.emit(id_)

    def _name(self, id_: str) -> None:
        """Say on the button which way a press leads; a screen reader hears it in words."""
        words, is_open = self._folds[id_].words, id_ in self._opened
        self.openers[id_].setText(f"{words}\u00a0{'▴' if is_open else '▾'}")
        state = tr("{words}, open") if is_open else tr("{words}, closed")
        self.openers[id_].setAccessibleName(state.format(words=words))

    def _show(self, id_: str) -> None:
        place, is_open = self.parts[id_], id_ in self._opened
        room = place.layout()
        if is_open and room is not None and not place.findChildren(QWidget):
            room.addWidget(self._build(self._folds[id_]))
        place.setVisible(is_open)
