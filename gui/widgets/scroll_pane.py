"""A page's content, which scrolls inside the window so that the buttons below never move."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

_AROUND = 50  # pixels around what has the focus that are shown with it


class _Content(QWidget):
    """Asks for no height of its own: how tall it is follows from the width that it gets."""

    def minimumSizeHint(self) -> QSize:
        """Any size will do."""
        return QSize(0, 0)


class ScrollPane(QScrollArea):
    """Shows content of any height, and tells whether there is more below what is seen."""

    more_below_changed = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.content = _Content()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setWidget(self.content)
        bar = self.verticalScrollBar()
        bar.rangeChanged.connect(self._announce)
        bar.valueChanged.connect(self._announce)

    def minimumSizeHint(self) -> QSize:
        """Let a small window show as much as it can; it must not grow for the scroll bar."""
        return QSize(0, 0)

    @property
    def more_below(self) -> bool:
        """Whether some of the content lies below what is seen."""
        bar = self.verticalScrollBar()
        return bar.value() < bar.maximum() - 4

    def to_top(self) -> None:
        """Show the beginning."""
        self.verticalScrollBar().setValue(0)

    def show_focused(self, focused: QWidget | None) -> None:
        """Bring all of what has the focus into sight, if it is in here; Qt looks at a text's cursor alone."""
        if focused and self.content.isAncestorOf(focused):
            middle = focused.mapTo(self.content, focused.rect().center())
            around = focused.width() // 2 + _AROUND, focused.height() // 2 + _AROUND
            self.ensureVisible(middle.x(), middle.y(), *around)

    def show_together(self, first: QWidget, other: QWidget) -> None:
        """Bring both into sight; where they are too tall, the first stands at the top."""
        top = first.mapTo(self.content, first.rect().topLeft()).y()
        bottom = other.mapTo(self.content, other.rect().bottomLeft()).y()
        bar = self.verticalScrollBar()
        if bottom > bar.value() + self.viewport().height():
            bar.setValue(top)

    def make_room(self) -> None:
        """Let the content be as tall as it is now, or what is there would be squeezed for a moment."""
        if layout := self.content.layout():
            layout.activate()
            width = self.content.width()
            self.content.resize(width, max(self.height(), layout.totalHeightForWidth(width)))

    def page_down(self) -> None:
        """Show what comes next, keeping a line or two of what was seen."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + bar.pageStep() * 4 // 5)

    def _announce(self) -> None:
        self.more_below_changed.emit(self.more_below)
