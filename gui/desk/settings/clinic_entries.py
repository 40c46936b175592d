"""What a clinic can set, as entries of a form: how to reach it, its advice, its wishes."""

from gui.widgets.form import Entry
from gui.widgets.form_controls import Choices, Line, Lines, OneOf, Switch
from questionnaire.choices import CHOICES
from questionnaire.clinic import Clinic
from questionnaire.words import mark, tr

_ENDINGS: Choices = (
    ("all", mark("All of it"), ""),
    ("summary", mark("A short summary"), ""),
    ("thanks", mark("Thanks only"), mark("The result is for staff")),
)
_CRITERIA: Choices = (
    ("patient-guide", mark("The patient guide"), ""),
    ("consensus-2013", mark("The 2013 consensus"), mark("Albanese and others")),
)
_PAPERS: Choices = (
    ("auto", mark("The usual one in this country"), ""),
    ("A4", mark("A4"), ""),
    # Translators: the size of paper that is used in North America
    ("Letter", mark("Letter"), ""),
)
_TARGETS: Choices = (
    ("desk", mark("Small"), mark("12 mm, for a desk with a mouse")),
    ("20mm", mark("Large"), mark("20 mm, for fingers")),
    ("30mm", mark("Very large"), mark("30 mm, for hands that shake a lot")),
)


def reaching(clinic: Clinic) -> dict[str, Entry]:
    """Return the entries for the clinic's name and address."""
    return {
        "name": Entry(tr("Name of the clinic"), Line(clinic.name)),
        "address": Entry(tr("Address"), Lines("\n".join(clinic.address), 3)),
    }


def numbers(clinic: Clinic) -> dict[str, Entry]:
    """Return the entries for the clinic's telephone numbers."""
    return {
        "phone": Entry(tr("Telephone"), Line(clinic.phone)),
        "fax": Entry(tr("Fax"), Line(clinic.fax)),
        "billing_phone": Entry(tr("Billing telephone"), Line(clinic.billing_phone)),
        "emergency_number": Entry(
            tr("Emergency number"),
            Line(clinic.emergency_number),
            tr("Shown with an urgent sign, such as 112. Leave it empty to show none."),
        ),
    }


def advice(clinic: Clinic) -> dict[str, Entry]:
    """Return an entry for the words on each urgent sign."""
    entries = {}
    for sign in CHOICES["urgent_signs"]:
        words = next((said for key, said in clinic.advice.items() if key == sign.value), "")
        entries[f"advice.{sign.value}"] = Entry(sign.label.to("staff"), Lines(words, 2))
    return entries


def advice_on_any(clinic: Clinic) -> Entry:
    """Return the entry for the words on signs that have none of their own."""
    return Entry(
        tr("For any urgent sign"),
        Lines(clinic.advice.get("any", ""), 2),
        tr('If it is empty, the program says "Tell a member of staff now".'),
    )


def wishes(clinic: Clinic) -> dict[str, Entry]:
    """Return the entries for what patients see, and how."""
    return {
        "patients_see": Entry(
            tr("What patients in the waiting room see of their result"),
            OneOf(_said(_ENDINGS), clinic.patients_see),
        ),
        "criteria": Entry(
            tr("Whose criteria name the body distribution"),
            OneOf(_said(_CRITERIA), clinic.criteria),
            tr("Staff always see both."),
        ),
        "targets": Entry(
            tr("Size of the buttons"),
            OneOf(_said(_TARGETS), clinic.targets),
            tr("Small ones are for a questionnaire at the desk."),
        ),
        "paper": Entry(tr("Paper"), OneOf(_said(_PAPERS), clinic.paper)),
    }


def leaving(clinic: Clinic) -> dict[str, Entry]:
    """Return the entries for how long a waiting room and a desk wait for a person who has left."""
    return {
        "idle_seconds": Entry(
            tr("Waiting room: seconds without a touch"),
            Line(str(clinic.idle_seconds), is_short=True),
            tr(
                "Then the screen is covered. After 30 more seconds the answers are encrypted and "
                "put away."
            ),
        ),
        "lock_minutes": Entry(
            tr("Desk: minutes without a touch"),
            Line(str(clinic.lock_minutes), is_short=True),
            tr("Then the desk locks itself. It is covered 30 seconds before."),
        ),
    }


def attention(clinic: Clinic) -> Entry:
    """Return the switch that lets a locked or covered desk call someone."""
    words = tr("A locked or covered desk says that an urgent intake waits")
    example = tr(
        "It names no code and nothing about the person. For this, one mark is kept unencrypted "
        "beside the ticket, the station and the times: that an urgent sign was marked. Switched "
        "off, that mark is not written, and a locked desk says nothing."
    )
    return Entry(words, Switch(words, example, on=clinic.attention))


def sound(clinic: Clinic) -> Entry:
    """Return the switch that lets the desk be heard."""
    words = tr("The desk sounds once when an urgent intake comes in")
    example = tr("It is the sound that this computer makes to call for attention.")
    return Entry(words, Switch(words, example, on=clinic.sound))


def retention(clinic: Clinic) -> Entry:
    """Return the entry for how long records are kept."""
    return Entry(
        tr("Days until the desk offers to delete records"),
        Line(str(clinic.retention_days), is_short=True),
        tr("Nothing is deleted until someone says yes. With 0, the desk doesn't ask."),
    )


def _said(choices: Choices) -> Choices:
    return [(value, tr(words), tr(example)) for value, words, example in choices]
