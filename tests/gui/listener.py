"""A person with a screen reader: goes on to the result, and writes down what has the focus on the way.

A program for the system's own Python, which has pyatspi; the Python that runs the tests has not.
"""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pyatspi  # type: ignore[import-not-found]  # the system's own, not installed for the tests
from gi.repository import GLib  # type: ignore[import-not-found]  # the system's own, too

_PATIENCE = 20  # seconds
_SIGN = "Trouble breathing, or a tight throat"
_PANE = "Step "
_CHECK = ": Check your answers"


def everything(one: Any, closed: str) -> Iterator[Any]:
    """Yield an object and all that is in it, but nothing in those whose name begins with `closed`."""
    yield one
    if closed and one.name.startswith(closed):
        return
    for place in range(one.childCount):
        if inside := one.getChildAtIndex(place):
            yield from everything(inside, closed)


def find(what: str, wanted: Callable[[Any], bool], closed: str = "") -> Any:
    """Wait until the program shows what is wanted."""
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        for program in filter(None, pyatspi.Registry.getDesktop(0)):
            try:
                found = next((one for one in everything(program, closed) if wanted(one)), None)
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


def hear(page: str, besides: str = "") -> Any:
    """Wait until another pane than `besides` whose name ends in `page` has the focus, and return it.

    No pane is looked into while the page turns: Qt crashes when asked for a scroll bar that has just gone.
    """
    return find(
        f"the page {page!r}",
        lambda one: (
            one.name.endswith(page) and one.name != besides and has(one, pyatspi.STATE_FOCUSED)
        ),
        closed=_PANE,
    )


def is_shown(name: str) -> bool:
    """Tell whether something of this name is shown now."""
    for program in filter(None, pyatspi.Registry.getDesktop(0)):
        with suppress(GLib.GError):
            if any(
                one.name == name and has(one, pyatspi.STATE_SHOWING)
                for one in everything(program, "")
            ):
                return True
    return False


def turn_to(name: str) -> None:
    """Press Continue until the page with this choice is there: a busy program may miss a press."""
    end = time.monotonic() + _PATIENCE
    while not is_shown(name) and time.monotonic() < end:
        press(pyatspi.ROLE_PUSH_BUTTON, "Continue")
        time.sleep(2)


def tick(choice: str) -> None:
    """Tick a check box, and wait for its tick."""
    press(pyatspi.ROLE_CHECK_BOX, choice)
    find("the tick", lambda one: one.name == choice and has(one, pyatspi.STATE_CHECKED))


def write_down(heard: Any) -> None:
    """Write what a screen reader says of what has the focus."""
    sys.stdout.write(f"{heard.name}\n{heard.description}\n")
    sys.stdout.flush()


press(pyatspi.ROLE_PUSH_BUTTON, "Continue")
tick(_SIGN)
press(pyatspi.ROLE_PUSH_BUTTON, "Continue")
write_down(hear(": Tell someone"))
press(pyatspi.ROLE_PUSH_BUTTON, "Continue")
hear(": Body parts")
tick("Neck")
turn_to("I don't know exactly")
tick("I don't know exactly")
name = ""
while not name.endswith(_CHECK):
    press(pyatspi.ROLE_PUSH_BUTTON, "Continue")
    name = hear("", besides=name).name if name else hear(": How fast it came on").name
write_down(hear(_CHECK))
press(pyatspi.ROLE_PUSH_BUTTON, "See result")
write_down(hear(": Result"))
