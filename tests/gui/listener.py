"""The ears and the keys of a person with a screen reader, which the walks through the program share.

For the system's own Python, which has pyatspi; the Python that runs the tests has not.
"""

import json
import sys
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import pyatspi  # type: ignore[import-not-found]  # the system's own, not installed for the tests
from gi.repository import GLib  # type: ignore[import-not-found]  # the system's own, too

_PATIENCE_MS = 20_000
_LOOK_MS = 50  # how often it is looked again
_EDGES = {"Ctrl": 37, "Shift": 50, "Alt": 64}  # the codes of the keys that are held
#: The signs of keys that type no letter.
_SIGNS = {
    "Tab": 0xFF09,
    "Return": 0xFF0D,
    "Escape": 0xFF1B,
    "Left": 0xFF51,
    "Up": 0xFF52,
    "Right": 0xFF53,
    "Down": 0xFF54,
    "F1": 0xFFBE,
}
_Found = TypeVar("_Found")


def until(what: str, look: Callable[[], _Found]) -> _Found:
    """Look again and again until something is there, and return it."""
    loop, found, ends = GLib.MainLoop(), list[_Found](), [_PATIENCE_MS // _LOOK_MS]

    def looked() -> bool:
        try:
            found[:] = [look()]
        except GLib.GError:
            found[:] = []  # it was gone before it was looked at
        ends[0] -= 1
        if any(found) or not ends[0]:
            loop.quit()
            return False
        return True

    GLib.timeout_add(_LOOK_MS, looked)
    loop.run()
    if not any(found):
        sys.exit(f"{what} never came")
    return found[0]


def pause(milliseconds: int) -> None:
    """Do nothing for as long as a person reads."""
    loop = GLib.MainLoop()
    GLib.timeout_add(milliseconds, loop.quit)
    loop.run()


def everything(one: Any, closed: Callable[[Any], bool] = lambda _one: False) -> Iterator[Any]:
    """Yield an object and all that is in it, but nothing in those that are `closed`."""
    yield one
    if closed(one):
        return
    for place in range(one.childCount):
        if inside := one.getChildAtIndex(place):
            yield from everything(inside, closed)


def find(
    what: str, wanted: Callable[[Any], bool], closed: Callable[[Any], bool] = lambda _one: False
) -> Any:
    """Wait until the program shows what is wanted."""

    def look() -> Any:
        programs = filter(None, pyatspi.Registry.getDesktop(0))
        shown = (one for program in programs for one in everything(program, closed))
        return next((one for one in shown if wanted(one)), None)

    return until(what, look)


def has(one: Any, state: int) -> bool:
    """Tell whether an object is in a state."""
    return bool(one.getState().contains(state))


class Ears:
    """Follows the focus as a screen reader does, and what is announced or comes into sight meanwhile."""

    def __init__(self) -> None:
        self.at: Any = None
        self.passed: list[tuple[str, str]] = []
        self.announced: list[str] = []
        self.came: set[str] = set()
        listen = pyatspi.Registry.registerEventListener
        listen(self._focus, "object:state-changed:focused")
        listen(self._announcement, "object:announcement")
        listen(self._sight, "object:state-changed:showing")

    def until_at(self, role: int, name: str = "", besides: str = "") -> Any:
        """Wait until the focus moved to something of this role, whose name begins so and is not another's."""

        def look() -> Any:
            here = self.passed and self.at.getRole() == role and self.at.name.startswith(name)
            return self.at if here and self.at.name != besides else None

        return until(f"the focus at {name!r} of role {role}", look)

    def until_came(self, words: str) -> None:
        """Wait until these words come into sight."""
        until(words, lambda: words in self.came)

    def forget(self) -> None:
        """Begin to listen anew."""
        self.passed, self.announced, self.came = [], [], set()

    def _focus(self, event: Any) -> None:
        try:
            if event.detail1:
                self.at = event.source
                self.passed.append((event.source.name, event.source.description))
        except GLib.GError:
            pass  # it was gone before it was looked at

    def _announcement(self, event: Any) -> None:
        self.announced.append(str(event.any_data))

    def _sight(self, event: Any) -> None:
        try:
            if event.detail1:
                self.came.add(str(event.source.name))
        except GLib.GError:
            pass


def press(keys: str) -> None:
    """Press keys together and let go, such as Ctrl+N."""
    *held, last = keys.split("+") if len(keys) > 1 else [keys]
    generate = pyatspi.Registry.generateKeyboardEvent
    for one in held:
        generate(_EDGES[one], None, pyatspi.KEY_PRESS)
    generate(_SIGNS.get(last) or ord(last.lower()), None, pyatspi.KEY_SYM)
    for one in reversed(held):
        generate(_EDGES[one], None, pyatspi.KEY_RELEASE)


def write_line(line: dict[str, Any]) -> None:
    """Tell the test what was met, as a line of JSON."""
    sys.stdout.write(f"{json.dumps(line)}\n")
    sys.stdout.flush()
