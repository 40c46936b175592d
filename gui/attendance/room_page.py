"""What the pages beside the questionnaire share: the cover, and all of the waiting room's own."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel

from gui.widgets.labels import Role, label
from gui.widgets.page_frame import WindowPage, fit_room


class RoomPage(WindowPage):
    """A calm page for fingers, which draws closer together where there is little room."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("room", "enough")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the page into its new size."""
        super().resizeEvent(event)
        fit_room(self)


def middle(text: str, role: Role = "body") -> QLabel:
    """Return a label whose lines stand in the middle."""
    made = label(text, role)
    made.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    return made
