"""Somebody with a screen reader and a keyboard works at the front desk: unlocks, opens, enters, sets, locks.

Writes down at each stop what is heard there: the window, the focus, and everything on the page.
"""

from typing import Any

import pyatspi  # type: ignore[import-not-found]  # the system's own, not installed for the tests
from listener import Ears, everything, find, has, press, until, write_line

_PASSPHRASE = "four words are better"  # noqa: S105 opens nothing but tests
_WRONG = "x"
_STATES = {
    "checked": pyatspi.STATE_CHECKED,
    "editable": pyatspi.STATE_EDITABLE,
    "enabled": pyatspi.STATE_ENABLED,
    "selected": pyatspi.STATE_SELECTED,
}
_CELL, _TEXT, _BUTTON = pyatspi.ROLE_TABLE_CELL, pyatspi.ROLE_TEXT, pyatspi.ROLE_PUSH_BUTTON
_SECRET, _PANE, _TICK = pyatspi.ROLE_PASSWORD_TEXT, pyatspi.ROLE_FILLER, pyatspi.ROLE_CHECK_BOX
_WINDOWS = (pyatspi.ROLE_FRAME, pyatspi.ROLE_DIALOG)

ears = Ears()


def labels_of(one: Any) -> list[str]:
    """Return what names an object besides its own name."""
    named = [
        relation
        for relation in one.getRelationSet()
        if relation.getRelationType() == pyatspi.RELATION_LABELLED_BY
    ]
    return [
        relation.getTarget(at).name for relation in named for at in range(relation.getNTargets())
    ]


def told(one: Any) -> dict[str, Any]:
    """Return what a screen reader can say of an object."""
    return {
        "role": one.getRoleName(),
        "name": one.name,
        "description": one.description,
        "labels": labels_of(one),
        "states": [name for name, state in _STATES.items() if has(one, state)],
    }


def is_hidden(one: Any) -> bool:
    """Tell whether nothing in an object is in sight."""
    return not has(one, pyatspi.STATE_SHOWING)


def rows_of(parts: list[Any]) -> list[list[str]]:
    """Return the cells of the table as they are read row by row."""
    table = next((one.queryTable() for one in parts if one.getRole() == pyatspi.ROLE_TABLE), None)
    if table is None:
        return []
    rows, columns = range(table.nRows), range(table.nColumns)
    return [[table.getAccessibleAt(row, column).name for column in columns] for row in rows]


def stop(name: str) -> None:
    """Write down what is heard here."""
    window = find(
        "the window",
        lambda one: one.getRole() in _WINDOWS and has(one, pyatspi.STATE_ACTIVE),
        closed=lambda one: one.getRole() in _WINDOWS,
    )
    parts = [one for one in everything(window, is_hidden) if not is_hidden(one)]
    write_line(
        {
            "stop": name,
            "window": window.name,
            "focus": told(ears.at),
            "passed": ears.passed,
            "announced": ears.announced,
            "parts": [told(one) for one in parts if one.name or one.description],
            "rows": rows_of(parts),
        }
    )
    ears.forget()


def until_shown(words: str) -> None:
    """Wait until these words stand on the page."""
    find(words, lambda one: one.name == words and not is_hidden(one), is_hidden)


def write(words: str) -> None:
    """Type these letters."""
    for letter in words:
        press(letter)


def tab_to(name: str) -> None:
    """Press Tab, stopping everywhere, until a button of this name has the focus."""
    while ears.at.name != name:
        press("Tab")
        until("the next control", lambda: ears.passed)
        stop("tab")


def unlock() -> None:
    """Type a wrong passphrase, and then the right one."""
    ears.until_at(_SECRET)
    stop("locked")
    write(_WRONG)
    press("Return")
    ears.until_at(_SECRET)
    stop("refused")
    write(_PASSPHRASE)
    press("Return")
    ears.until_at(_CELL)
    until_shown("3 of 3 shown")
    stop("table")


def open_one() -> None:
    """Open the second intake and come back."""
    urgent = ears.at.name
    press("Down")
    ears.until_at(_CELL, besides=urgent)
    stop("row")
    press("Return")
    ears.until_at(_PANE)
    ears.until_came("About this page")
    stop("intake")
    press("Escape")
    ears.until_at(_CELL)
    stop("back")


def enter_one() -> None:
    """Enter the beginning of a telephone call, look at the result, and keep it."""
    press("Ctrl+n")
    ears.until_at(_TICK)
    stop("entry")
    press("0")
    ears.until_at(_TICK, "Right eye")
    write("rh")
    ears.until_at(_TICK, "Right hand")
    press("Return")
    ears.until_at(_TEXT)
    write("34")
    stop("age")
    press("Ctrl+Return")
    ears.until_at(_PANE, "Step")
    stop("result")
    press("Escape")
    ears.until_at(_TEXT)
    ears.forget()
    tab_to("Keep and close")
    press("Return")
    ears.until_at(_CELL)
    until_shown("4 of 4 shown")
    stop("entered")


unlock()
open_one()
press("F1")
ears.until_at(_TEXT)
stop("keys")
press("Escape")
ears.until_at(_CELL)
enter_one()
tab_to("Settings")
press(" ")
ears.until_at(_PANE, "Clinic")
stop("settings")
press("Ctrl+l")
ears.until_at(_SECRET)
stop("locked again")
