"""Push buttons whose words wrap, for sentences that must not be cut off in a narrow window."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QStyle, QStyleOptionButton

from gui.widgets.labels import Act, ButtonRole
from gui.widgets.long_words import breakable
from gui.widgets.press_guard import REPEAT_GUARD_MS, GuardedButton

_MARGIN = 14
_IN_THE_MIDDLE = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignCenter)


class TallButton(GuardedButton):
    """As tall as its words need, which are drawn over the style's own frame.

    `above` is the room over the words and under them, in pixels; `flags` say how they are aligned.
    """

    above = 4
    flags = _IN_THE_MIDDLE
    letters = QPalette.ColorRole.ButtonText

    def __init__(
        self,
        text: str,
        role: ButtonRole,
        *,
        across: QSizePolicy.Policy = QSizePolicy.Policy.Expanding,
        guard: int = REPEAT_GUARD_MS,
    ) -> None:
        super().__init__(text)
        self.setProperty("role", role)
        self.setAutoDefault(False)
        policy = QSizePolicy(across, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.guard = guard
        self._heights: dict[tuple[str, str, int], int] = {}
        self._lines: dict[tuple[str, str, int], str] = {}

    @property
    def side(self) -> int:
        """The room on each side of the words, in pixels."""
        return _MARGIN

    def hasHeightForWidth(self) -> bool:
        """Words wrap, so a narrow button is taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height at which all words can be read, measured once: layouts ask again and again."""
        wide = width - 2 * self.side
        asked = self.text(), self.font().key(), wide
        if asked not in self._heights:
            self._heights[asked] = self.height_of_words(wide)
        return max(self._heights[asked] + 2 * self.above, self.minimumHeight())

    def height_of_words(self, width: int) -> int:
        """Return how high the words are in lines of this width, both in pixels."""
        room = QRect(0, 0, width, 10_000)
        return self.fontMetrics().boundingRect(room, self.flags, self._broken(width)).height()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Let the style draw everything but the words, and then draw those."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        with QPainter(self) as painter:
            self.style().drawControl(QStyle.ControlElement.CE_PushButton, option, painter, self)
            self.paint_words(painter)

    def paint_words(self, painter: QPainter) -> None:
        """Draw the words wrapped inside the frame."""
        inside = self.rect().adjusted(self.side, self.above, -self.side, -self.above)
        painter.setPen(self.palette().color(self.letters))
        painter.drawText(inside, self.flags, self._broken(inside.width()))

    def _broken(self, width: int) -> str:
        asked = self.text(), self.font().key(), width
        if asked not in self._lines:
            self._lines[asked] = breakable(self.text(), self.fontMetrics(), width)
        return self._lines[asked]


class WrappedButton(TallButton):
    """Looks like a link, whose words begin where the text around it does."""

    is_link = True
    flags = int(
        Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
    )
    letters = QPalette.ColorRole.Link

    def __init__(self, text: str, role: ButtonRole = "link") -> None:
        super().__init__(text, role)

    @property
    def side(self) -> int:
        """Only a frame keeps words away from its sides."""
        return 0 if self.is_link else _MARGIN

    def sizeHint(self) -> QSize:
        """Any width will do; the height follows."""
        return QSize(200, self.heightForWidth(200))

    def minimumSizeHint(self) -> QSize:
        """Narrow windows may squeeze it."""
        return QSize(80, self.minimumHeight())

    def paint_words(self, painter: QPainter) -> None:
        """Underline a link's words."""
        font = self.font()
        font.setUnderline(self.is_link)
        painter.setFont(font)
        super().paint_words(painter)


class WideButton(WrappedButton):
    """As wide as the page, with its words in the middle."""

    is_link = False
    flags = _IN_THE_MIDDLE
    letters = QPalette.ColorRole.ButtonText


def wide_button(text: str, role: ButtonRole, act: Act) -> WideButton:
    """Return a button as wide as the page that acts once for each press."""
    made = WideButton(text, role)
    made.clicked.connect(act)
    return made
