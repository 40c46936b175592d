"""The ring around what has the focus: outside of it, in two colours, so that it is seen on every fill."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)
from shiboken6 import isValid

_INNER, _OUTER = 2, 3  # pixels of each colour
WIDTH = _INNER + _OUTER
_RADIUS = 10 + WIDTH
#: What gets the ring.
CONTROLS = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit)
_MOVES = {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide}


class FocusRing(QWidget):
    """Lies around a control inside what scrolls with it; it takes no press and is nothing to hear."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self._around: QWidget | None = None
        self._watched: list[QWidget] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def surround(self, control: QWidget) -> None:
        """Lie around this control, and follow it."""
        self._around = control
        self._watched = [control]
        while (parent := self._watched[-1].parentWidget()) and parent is not self._host:
            self._watched.append(parent)
        for one in self._watched:
            one.installEventFilter(self)
        self._place()
        self.raise_()

    def leave(self) -> None:
        """Lie around nothing."""
        for one in self._watched:
            if isValid(one):
                one.removeEventFilter(self)
        self._around, self._watched = None, []
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the control."""
        if event.type() in _MOVES:
            self._place()
        return False

    def _place(self) -> None:
        """Stand around the control, where that is seen."""
        control = self._around
        if control is None or not self._host.isAncestorOf(control):
            return
        corner = control.mapTo(self._host, QPoint(0, 0))
        wide = QRect(corner, control.size()).adjusted(-WIDTH, -WIDTH, WIDTH, WIDTH)
        self.setGeometry(wide)
        self.setVisible(control.isVisibleTo(self._host))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a light line beside the control and a dark one around it; in the dark, the other way round."""
        role = QPalette.ColorRole
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for colour, width, inset in (
                (role.WindowText, _OUTER, 0.0),
                (role.Window, _INNER, float(_OUTER)),
            ):
                half = inset + width / 2
                painter.setPen(QPen(self.palette().color(colour), width))
                frame = QRectF(self.rect()).adjusted(half, half, -half, -half)
                painter.drawRoundedRect(frame, _RADIUS - half, _RADIUS - half)


class FocusWatch(QObject):
    """Keeps the ring around the control that has the focus, in every window of the application.

    It comes a moment after the focus has moved: that also happens while a window goes, and what gets the
    focus then is about to go too. What scrolls keeps its ring for the next control.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._ring: FocusRing | None = None
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._surround)
        app.focusChanged.connect(self._moved)

    def _moved(self) -> None:
        ring, self._ring = self._ring, None
        if ring and isValid(ring):  # it may have gone with its window
            ring.leave()
        self._soon.start()

    def _surround(self) -> None:
        control = QApplication.focusWidget()
        if isinstance(control, CONTROLS) and (host := _host(control)):
            only = Qt.FindChildOption.FindDirectChildrenOnly
            self._ring = host.findChild(FocusRing, options=only) or FocusRing(host)
            self._ring.surround(control)


def _host(control: QWidget) -> QWidget | None:
    """Return what scrolls with the control, or else its window."""
    parent = control.parentWidget()
    while parent and not parent.isWindow():
        above = parent.parentWidget()
        if above and isinstance(above.parentWidget(), QScrollArea):
            return parent
        parent = above
    return parent
