"""A person with a screen reader and a keyboard goes through every page of the questions to the result.

Writes down for each page its name, what is heard of it and what is drawn on it.
"""

from typing import Any

import pyatspi  # type: ignore[import-not-found]  # the system's own, not installed for the tests
from listener import everything, find, has, pause, press, write_line

_READING_MS = 900  # before a press; one that comes sooner after a page appears does not count
_PANE = "Step "
_CHOICES = (pyatspi.ROLE_CHECK_BOX, pyatspi.ROLE_PUSH_BUTTON)

#: What is done on a page before the next one; on the others, nothing is answered.
_TURNS = ("Start", "How fast it came on", "Medicines", "Family", "Daily life")  # one choice
_TICKS = ("Urgent signs", "Body parts")  # the first of a list
_TYPES = {"Age when it began": "34"}


def is_pane(one: Any) -> bool:
    """Tell whether this is a page, as far as its name tells."""
    return bool(one.name.startswith(_PANE))


def focused(besides: str = "") -> Any:
    """Return what has the focus once it is another than `besides`."""
    return find(
        "another focus", lambda one: has(one, pyatspi.STATE_FOCUSED) and one.name != besides
    )


def hear(besides: str) -> Any:
    """Wait until another page than `besides` is there, and return its pane.

    No pane is looked into while the page turns: Qt crashes when asked for a scroll bar that has just gone.
    """
    shown = find(
        f"the page after {besides!r}",
        lambda one: (
            is_pane(one)
            and one.name != besides
            and one.getRole() != pyatspi.ROLE_LABEL
            and has(one, pyatspi.STATE_SHOWING)
        ),
        closed=is_pane,
    )
    pause(_READING_MS)
    return shown


def reach_choice() -> Any:
    """Press Tab until a choice of the page has the focus."""
    at = focused()
    while at.getRole() not in _CHOICES:
        press("Tab")
        at = focused(besides=at.name)
    return at


def answer(page: str) -> bool:
    """Do what is to be done on a page, and tell whether it turns by itself."""
    for sign in _TYPES.get(page, ""):
        press(sign)
    if page in (*_TURNS, *_TICKS):
        choice = reach_choice()
        press(" ")
        if page in _TICKS:
            find(
                "the tick", lambda one: one.name == choice.name and has(one, pyatspi.STATE_CHECKED)
            )
    return page in _TURNS


def write_down(pane: Any) -> str:
    """Write what a screen reader says of the page, and the words that are drawn on it; return its name."""
    page = str(pane.name.rpartition(": ")[2])
    parts = [one for one in everything(pane) if one.name and has(one, pyatspi.STATE_SHOWING)]
    write_line(
        {
            "page": page,
            "heard": pane.description,
            "words": [one.name for one in parts if one.getRole() == pyatspi.ROLE_LABEL],
            "controls": [one.name for one in parts if one.getRole() in _CHOICES],
        }
    )
    return page


name, page = "", ""
while page != "Result":
    pane = hear(name)
    name, page = pane.name, write_down(pane)
    if page != "Result" and not answer(page):
        press("Alt+Right")
