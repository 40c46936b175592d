"""Where the questionnaire is filled in, and what follows for its words and its last page."""

from collections.abc import Callable
from typing import Literal

import msgspec

VenueKind = Literal["alone", "waiting-room", "desk"]
Ending = Literal["all", "summary", "thanks"]


def _nobody_waits(_what: str) -> None:
    """Do nothing, where no audit log is kept and nobody follows what was printed."""


class Venue(msgspec.Struct, kw_only=True):
    """Alone, nothing is kept; in the waiting room and at the desk every answer is, encrypted.

    `ending` is how much of the result a patient in the waiting room sees, `ticket` the code to tell the
    desk, `reference` the clinic's own for the patient, which
    staff may mend while they fill in; `give_back` is set where staff handed the computer
    over for one known patient. `on_done` and `on_sent` hear what became of the sheets and which printer
    took them; the one called `printer` is offered first.
    """

    kind: VenueKind = "alone"
    ending: Ending = "all"
    ticket: str = ""
    reference: str = ""
    give_back: bool = False
    on_done: Callable[[str], None] = _nobody_waits
    on_sent: Callable[[str], None] = _nobody_waits
    printer: str = ""
