"""A person with a screen reader: marks a sign, presses Continue, and writes down what has the focus then.

A program for the system's own Python, which has pyatspi; the Python that runs the tests has not.
"""

import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import pyatspi  # type: ignore[import-not-found]  # the system's own, not installed for the tests
from gi.repository import GLib  # type: ignore[import-not-found]  # the system's own, too

_PATIENCE = 20  # seconds
_SIGN = "Trouble breathing, or a tight throat"


def everything(one: Any) -> Iterator[Any]:
    """Yield an object and all that is in it."""
    yield one
    for place in range(one.childCount):
        if inside := one.getChildAtIndex(place):
            yield from everything(inside)


def find(what: str, wanted: Callable[[Any], bool]) -> Any:
    """Wait until the program shows what is wanted."""
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        for program in filter(None, pyatspi.Registry.getDesktop(0)):
            try:
                found = next((one for one in everything(program) if wanted(one)), None)
            except GLib.GError:
                continue  # it was gone before it was looked at
            if found:
                return found
        time.sleep(0.05)
    sys.exit(f"{what} never came")


def has(one: Any, state: int) -> bool:
    """Tell whether an object is in a state."""
    return bool(one.getState().contains(state))


def press(role: int, name: str) -> None:
    """Do the first thing that can be done with a control: press a button, toggle a check box."""
    shown = find(
        name,
        lambda one: one.name == name and one.getRole() == role and has(one, pyatspi.STATE_SHOWING),
    )
    shown.queryAction().doAction(0)


def hear(event: Any) -> None:
    """Write down what has got the focus on the urgent page, and end."""
    if event.detail1 and "Tell somebody" in event.source.name:
        sys.stdout.write(f"{event.source.name}\n{event.source.description}\n")
        pyatspi.Registry.stop()


pyatspi.Registry.registerEventListener(hear, "object:state-changed:focused")
press(pyatspi.ROLE_PUSH_BUTTON, "Continue")
press(pyatspi.ROLE_CHECK_BOX, _SIGN)
find("the tick", lambda one: one.name == _SIGN and has(one, pyatspi.STATE_CHECKED))
# From here on nothing is looked through: Qt crashes when it is asked for a scroll bar that has just gone.
press(pyatspi.ROLE_PUSH_BUTTON, "Continue")
GLib.timeout_add_seconds(_PATIENCE, lambda: sys.exit("the urgent page never came"))
pyatspi.Registry.start()
