"""A push button whose words wrap, for sentences that must not be cut off in a narrow window."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
)

from gui.widgets.long_words import breakable
from gui.widgets.press_guard import PressGuard

_FLAGS = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_MARGIN = 12


class WrappedButton(QPushButton):
    """Looks like a link; as tall as its words need."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setProperty("role", "link")
        self.setAutoDefault(False)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        PressGuard(self)

    def sizeHint(self) -> QSize:
        """Any width will do; the height follows."""
        return QSize(200, self.heightForWidth(200))

    def minimumSizeHint(self) -> QSize:
        """Narrow windows may squeeze it."""
        return QSize(80, self.minimumHeight())

    def heightForWidth(self, width: int) -> int:
        """The height at which all words can be read."""
        room = QRect(0, 0, width - 2 * _MARGIN, 10_000)
        text = breakable(self.text(), self.fontMetrics(), room.width())
        words = self.fontMetrics().boundingRect(room, _FLAGS, text)
        return max(words.height() + 2 * _MARGIN, self.minimumHeight())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Let the style draw the frame, and draw the words wrapped inside it."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        with QPainter(self) as painter:
            self.style().drawControl(QStyle.ControlElement.CE_PushButton, option, painter, self)
            font = self.font()
            font.setUnderline(True)
            painter.setFont(font)
            painter.setPen(self.palette().color(self.palette().ColorRole.Link))
            inside = self.rect().adjusted(_MARGIN, 4, -_MARGIN, -4)
            text = breakable(self.text(), self.fontMetrics(), inside.width())
            painter.drawText(inside, _FLAGS, text)
