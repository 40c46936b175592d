"""The ring around what has the focus, found by measuring it."""

from collections.abc import Iterator

from layout import name
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QWidget

from gui.widgets.focus_ring import CONTROLS, WIDTH, FocusRing
from gui.widgets.scroll_pane import ScrollPane


def ring_faults(window: QWidget) -> Iterator[str]:
    """Put the focus on each control that is shown, and yield those whose ring is not seen whole."""
    for control in window.findChildren(QWidget):
        if isinstance(control, CONTROLS) and control.isVisible() and _takes_tab(control):
            control.setFocus(Qt.FocusReason.TabFocusReason)
            if pane := _pane_of(control):
                pane.show_focused(control)
            for _ in range(2):  # the focus moves, and the ring comes a moment after it
                QApplication.processEvents()
            if control.hasFocus() and (fault := _fault(control, pane)):
                yield f"{fault}: {name(control)}"


def outside(control: QWidget) -> QColor:
    """Return the colour beside a control, where the outer line of its ring would be."""
    QApplication.processEvents()
    place = control.mapTo(control.window(), QPoint(1 - WIDTH, control.height() // 2))
    return control.window().grab().toImage().pixelColor(place)


def _takes_tab(control: QWidget) -> bool:
    return control.isEnabled() and bool(control.focusPolicy() & Qt.FocusPolicy.TabFocus)


def _pane_of(control: QWidget) -> ScrollPane | None:
    """Return what the control scrolls in."""
    above = control.parentWidget()
    while above:
        if isinstance(above, ScrollPane):
            return above
        above = above.parentWidget()
    return None


def _fault(control: QWidget, pane: ScrollPane | None) -> str:
    rings = [one for one in control.window().findChildren(FocusRing) if one.isVisible()]
    if len(rings) != 1:
        return f"{len(rings)} rings"
    ring, seen = rings[0], rings[0].visibleRegion().boundingRect()
    room = pane.viewport().height() if pane else ring.height()
    whole = seen.width() == ring.width() and seen.height() == min(ring.height(), room)
    return "" if whole else f"{seen.size().toTuple()} of a ring of {ring.size().toTuple()}"
