"""Where the questionnaire is filled in, and what follows for its words and its last page."""

from typing import Literal

import msgspec

VenueKind = Literal["alone", "waiting-room", "desk"]
Ending = Literal["all", "summary", "thanks"]


class Venue(msgspec.Struct, kw_only=True):
    """Alone, nothing is kept; in the waiting room and at the desk every answer is, encrypted.

    `ending` is how much of the result a patient in the waiting room sees, `ticket` the code to tell the
    desk, `reference` the clinic's own for the patient, which
    staff may mend while they fill in; `give_back` is set where staff handed the computer
    over for one known patient.
    """

    kind: VenueKind = "alone"
    ending: Ending = "all"
    ticket: str = ""
    reference: str = ""
    give_back: bool = False
