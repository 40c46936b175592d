"""The urgent page as a screen reader has it: all of its words where the focus is, said at once."""

from driver import Visitor
from hearing import heard_at_the_focus
from PySide6.QtGui import QAccessible

BREATHING = "Trouble breathing, or a tight throat"
WORDS = (
    "Tell a member of staff now.",
    "You marked trouble breathing or a tight throat.",
    "This screen can't call anyone for you.",
    "After that, press Continue to go on with the questions.",
)


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


def test_it_interrupts_a_screen_reader(visitor: Visitor, announced: list[tuple[str, bool]]) -> None:
    mark_a_sign(visitor)
    assert announced[-1] == (heard_at_the_focus(QAccessible.Text.Description), True)
    assert [at_once for _, at_once in announced].count(True) == 1
