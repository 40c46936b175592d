"""Ticket codes such as K7-42: the station's own two characters and a number, easy to say and to hear."""

import secrets
from collections.abc import Collection

#: Letters that do not look like a digit, and only one of letters that sound alike.
_LETTERS = "FHKLMPRUXY"
_DIGITS = "23456789"
#: How many ticket numbers a station has before they start again: more than come in days in which a code is
#: still in use. The first hundred have two figures, all others three.
TICKETS = 1000

#: The note of the last ticket's number.
TICKET_NOTE = "ticket"

STATION_CODES = tuple(letter + digit for letter in _LETTERS for digit in _DIGITS)


def new_station_code(taken: Collection[str]) -> str:
    """Return a code that no other station of the clinic has; a longer one once all short ones are taken."""
    codes = STATION_CODES
    while not (free := [code for code in codes if code not in taken]):
        codes = tuple(code + digit for code in codes for digit in _DIGITS)
    return secrets.choice(free)


def ticket(code: str, number: int) -> str:
    """Return the code that a person tells the desk, for the station's intake with this number."""
    return f"{code}-{number % TICKETS:02}"
