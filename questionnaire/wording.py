"""One text in three voices, because a patient, a carer and staff are spoken to differently."""

import msgspec

from questionnaire.answers import AnsweredBy
from questionnaire.words import tr


class Wording(msgspec.Struct, frozen=True):
    """A text as said to the patient, to a carer, and to staff about the patient."""

    patient: str
    carer: str
    staff: str

    def to(self, voice: AnsweredBy) -> str:
        """Return the text in the language in use, for the person who reads it."""
        texts = {"patient": self.patient, "carer": self.carer, "staff": self.staff}
        return tr(texts[voice])


def same(text: str) -> Wording:
    """Return a wording that is the same whoever reads it."""
    return Wording(text, text, text)
