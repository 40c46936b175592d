"""A button under a list: it says how many choices lie below what is seen, and scrolls to them."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QPushButton, QSizePolicy

from gui.widgets.choice import ChoiceRow
from gui.widgets.labels import button, fill
from gui.widgets.scroll_pane import ScrollPane
from questionnaire.words import tr, tr_number

_GAP = 12  # pixels above the button


class MoreBelow(QObject):
    """Keeps the button right; it stays as long as the list scrolls, so that nothing moves at the end of it."""

    def __init__(self, pane: ScrollPane, wanted: Callable[[], bool]) -> None:
        super().__init__(pane)
        self._pane = pane
        self._wanted = wanted
        self.button: QPushButton = button("", "below", self._scroll)
        self.button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.button.hide()
        self.row = fill(QHBoxLayout(), self.button, margins=(0, 0, 0, 0))
        self._later = QTimer(self, singleShot=True, interval=0)  # once everything has its place
        self._later.timeout.connect(self.refresh)
        pane.more_below_changed.connect(self._later.start)
        for one in (pane.viewport(), pane.content):
            one.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look again when what is seen, or what there is, gets another size or place."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._later.start()
        return False

    def refresh(self) -> None:
        """Say what is below now."""
        words = self._words()
        if words != self.button.accessibleName():
            self.button.setAccessibleName(words)
            self.button.setText(f"{'▾' if self._pane.more_below else '▴'} {words}")
        self.button.setVisible(self._wanted() and self._scrolls())

    def _words(self) -> str:
        if not self._pane.more_below:
            return tr("Back to the top")
        number = self.below()
        return (
            tr_number(number, "{number} more below", "{number} more below")
            if number
            else tr("More below")
        )

    def below(self) -> int:
        """Return how many choices are not wholly seen because they lie further down."""
        seen = self._pane.viewport()
        return sum(
            one.mapTo(seen, QPoint(0, one.height())).y() > seen.height() + 1
            for one in self._pane.content.findChildren(QAbstractButton)
            if isinstance(one, ChoiceRow) and one.isVisibleTo(self._pane)
        )

    def _scrolls(self) -> bool:
        """Tell whether the list is too long even without this button, so that it never comes and goes."""
        layout = self._pane.content.layout()
        if layout is None:
            return False
        needed = layout.totalHeightForWidth(self._pane.content.width())
        taken = self.button.height() + _GAP if self.button.isVisible() else 0
        return needed > self._pane.viewport().height() + taken

    def _scroll(self) -> None:
        if self._pane.more_below:
            self._pane.page_down()
        else:
            self._pane.to_top()
