"""The urgent page as a screen reader has it: all of its words where the focus is, said at once."""

from collections.abc import Iterator

import pytest
from driver import Visitor
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtWidgets import QApplication

BREATHING = "Trouble breathing, or a tight throat"
WORDS = (
    "Tell a member of staff now.",
    "You marked trouble breathing or a tight throat.",
    "This screen can't call anyone for you.",
    "After that, press Continue to go on with the questions.",
)


@pytest.fixture
def listening() -> Iterator[None]:
    """Let Qt believe that a screen reader listens."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


def heard_at_the_focus(kind: QAccessible.Text) -> str:
    """Return what a screen reader finds where the focus is."""
    widget = QApplication.focusWidget()
    assert widget is not None
    focused = QAccessible.queryAccessibleInterface(widget)
    assert focused is not None
    assert focused.state().focused
    return focused.text(kind)


def mark_a_sign(visitor: Visitor) -> None:
    """Mark a sign and press Continue, as a person does who begins at the first page."""
    visitor.go_to("urgent", {})
    visitor.choose(BREATHING)
    visitor.go_on()
    assert visitor.page == "stop"


def test_all_its_words_are_where_the_focus_is(visitor: Visitor) -> None:
    mark_a_sign(visitor)
    said = heard_at_the_focus(QAccessible.Text.Description)
    places = [said.index(words) for words in WORDS]
    assert places == sorted(places)
    assert heard_at_the_focus(QAccessible.Text.Name).endswith(": Tell someone")


def test_another_sign_is_in_the_words_after_going_back(visitor: Visitor) -> None:
    mark_a_sign(visitor)
    visitor.go_back()
    visitor.choose("Choking now, or spit can't be swallowed")
    visitor.go_on()
    assert "if you're choking" in heard_at_the_focus(QAccessible.Text.Description)


def test_it_interrupts_a_screen_reader(
    visitor: Visitor, listening: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    raised: list[tuple[QAccessible.Event, str]] = []

    def update(event: QAccessibleEvent) -> None:
        words = event.message() if isinstance(event, QAccessibleAnnouncementEvent) else ""
        raised.append((event.type(), words))
        tell(event)

    tell = QAccessible.updateAccessibility
    monkeypatch.setattr(QAccessible, "updateAccessibility", update)
    mark_a_sign(visitor)
    kinds = [kind for kind, _ in raised]
    assert kinds == [QAccessible.Event.Alert, QAccessible.Event.Announcement]
    assert raised[1][1] == heard_at_the_focus(QAccessible.Text.Description)
