"""Ticket codes such as K7-42: the station's own two signs and a number, easy to say and to hear."""

import secrets
from collections.abc import Collection

#: Letters that are not taken for a figure, and of letters that sound alike only one.
_LETTERS = "FHKLMPRUXY"
_FIGURES = "23456789"
#: Numbers of a station before they begin again.
TICKETS = 100

STATION_CODES = tuple(letter + figure for letter in _LETTERS for figure in _FIGURES)


def new_station_code(taken: Collection[str]) -> str:
    """Return a code that no other station of the clinic has; a longer one once all short ones are taken."""
    codes = STATION_CODES
    while not (free := [code for code in codes if code not in taken]):
        codes = tuple(code + figure for code in codes for figure in _FIGURES)
    return secrets.choice(free)


def ticket(code: str, number: int) -> str:
    """Return the code that a person tells the desk, for the station's so-and-so-many-th intake."""
    return f"{code}-{number % TICKETS:02}"
