"""How long until the unlocked desk locks itself: a quiet word on each of its pages, for who looks there."""

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QLabel, QWidget

from gui.widgets.page_frame import has_little_room
from questionnaire.words import tr

_MINUTE = 60
_LONGEST = (60 * _MINUTE, _MINUTE)  # seconds whose words are the longest
_LINES = 40  # line heights of a desk in which there is room beside the rest


@runtime_checkable
class HasBar(Protocol):
    """A page with a row in which there is room at the end."""

    bar: QBoxLayout


class LockSight(QLabel):
    """Nothing is announced here: the cover says it while there is time to go on."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "small")
        self.setContentsMargins(8, 0, 0, 0)
        self.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)

    def minimumSizeHint(self) -> QSize:
        """Keep room for the longest words, so that nothing beside it ever moves."""
        metrics = self.fontMetrics()
        words = max(metrics.horizontalAdvance(_words(one)) for one in _LONGEST)
        # A letter more: how much a label takes differs from its words by a pixel or two.
        needed = words + self.contentsMargins().left() + metrics.averageCharWidth()
        return super().minimumSizeHint().expandedTo(QSize(needed, 0))

    def stand_on(self, page: QWidget) -> None:
        """Move to the page that is shown."""
        if isinstance(page, HasBar):
            page.bar.addWidget(self)

    def fit(self, desk: QWidget) -> None:
        """Leave the room to the pages where there is little."""
        is_wide = desk.width() >= _LINES * self.fontMetrics().height()
        self.setVisible(is_wide and not has_little_room(desk))

    def show_left(self, seconds: int) -> None:
        """Say it by the minute, and by the second in the last one."""
        self.setText(_words(seconds))


def _words(seconds: int) -> str:
    if seconds > _MINUTE:
        return tr("Locks in {number} min").format(number=-(-seconds // _MINUTE))
    return tr("Locks in {number} s").format(number=seconds)
