"""What happens by itself is told to a screen reader; where none listens, this does nothing."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtWidgets import QLabel, QWidget

from gui.widgets.labels import show_words


def announce(widget: QWidget, words: str, *, at_once: bool = False) -> None:
    """Let a screen reader say these words; `at_once` interrupts it, for what can't wait."""
    if not QAccessible.isActive():
        return
    if at_once:
        QAccessible.updateAccessibility(QAccessibleEvent(widget, QAccessible.Event.Alert))
    said = QAccessibleAnnouncementEvent(widget, words)
    politeness = QAccessible.AnnouncementPoliteness
    said.setPoliteness(politeness.Assertive if at_once else politeness.Polite)
    QAccessible.updateAccessibility(said)


def say_at(place: QLabel, words: str) -> None:
    """Show words where a page says what was done, and let a screen reader say them; none take no room."""
    show_words(place, words)
    if words:
        announce(place, words)
