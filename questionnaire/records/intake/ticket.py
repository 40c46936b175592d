"""Ticket codes such as K7-42: the station's own two characters and a number, easy to say and to hear."""

import secrets
from collections.abc import Collection, Iterable
from threading import RLock

from questionnaire.records.errors import RecordsError
from questionnaire.records.notes import Notes

#: Letters that do not look like a digit, and only one of letters that sound alike.
_LETTERS = "FHKLMPRUXY"
_DIGITS = "23456789"
#: How many ticket numbers a station has before they start again: more than come in days in which a code is
#: still in use. The first hundred have two figures, all others three.
TICKETS = 1000

#: How many of a station's last tickets are not given to anybody else, as far as this computer knows them.
REMEMBERED = 500

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


class Tickets:
    """Draws the codes of this computer's station, none that one of its last intakes bears. Any thread may ask.

    The note of the last number alone would repeat codes where an older note came back with a backup.
    """

    def __init__(self, station: str, notes: Notes) -> None:
        self._station, self._notes = station, notes
        self._borne: dict[str, None] = {}  # the one that was given last is at the end
        self._lock = RLock()

    def learn(self, borne: Iterable[str]) -> None:
        """Take note of codes that intakes bear."""
        with self._lock:
            self._remember(*borne, *self._borne)

    def draw(self) -> str:
        """Return the next code; a random one where it can't be noted."""
        try:
            number = self._notes.next_number(TICKET_NOTE, self._is_borne)
        except RecordsError:
            return self.at_random()
        return ticket(self._station, number)

    def at_random(self) -> str:
        """Return any code that is not borne."""
        free = [one for one in range(TICKETS) if not self._is_borne(one)]
        return ticket(self._station, secrets.choice(free))

    def give(self, drawn: str) -> str:
        """Return the code that was drawn, or another one where it became known meanwhile that it is borne."""
        with self._lock:
            code = self.draw() if drawn in self._borne else drawn
            self._remember(*self._borne, code)
            return code

    def _remember(self, *codes: str) -> None:
        self._borne = dict.fromkeys([*dict.fromkeys(codes)][-REMEMBERED:])

    def _is_borne(self, number: int) -> bool:
        with self._lock:
            return ticket(self._station, number) in self._borne
