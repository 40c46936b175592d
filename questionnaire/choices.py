"""The choices that the questions offer, in plain words; examples of medicines follow StatPearls NBK531466."""

import msgspec

from questionnaire.words import Wording, mark, same


class Choice(msgspec.Struct, frozen=True):
    """One choice: the value that Answers keeps, its label, and an example where that helps.

    `said` is how it is read back where the label alone would not do.
    """

    value: str
    label: Wording
    example: str = ""
    said: Wording | None = None


def _choice(value: str, label: str, example: str = "") -> Choice:
    """Return a choice whose label is the same for every reader."""
    return Choice(value, same(label), example)


_YES_NO = (_choice("yes", mark("Yes")), _choice("no", mark("No")))

#: What each question offers, by the field of Answers that it fills.
CHOICES: dict[str, tuple[Choice, ...]] = {
    "answered_by": (
        _choice("patient", mark("I am the patient")),
        _choice("carer", mark("I am answering for my child or a person I care for")),
        _choice("staff", mark("I work at the clinic")),
    ),
    "urgent_signs": (
        _choice("breathing", mark("Trouble breathing, or a tight throat")),
        _choice("swallowing", mark("Choking or trouble swallowing")),
        _choice(
            "fever-stiffness",
            mark("Fever with stiff muscles"),
            mark("Often with sweating or being confused"),
        ),
        _choice(
            "sudden-one-sided",
            mark("Sudden change on one side of the body"),
            mark(
                "Such as twisting or weakness on one side, a drooping face, or sudden trouble speaking"
            ),
        ),
        _choice("nonstop-spasms", mark("Strong spasms that do not stop")),
        _choice(
            "implant-worse",
            mark("A baclofen pump or brain stimulator, and much worse all at once"),
        ),
        _choice(
            "new-medicine",
            mark("New spasms of the eyes, neck or jaw after a new medicine or a higher dose"),
            mark(
                "Hours or days after a new or higher dose of a medicine "
                "for mental health or against feeling sick"
            ),
        ),
        _choice(
            "headache-vomiting-seizure", mark("New bad headache, vomiting, or a seizure (fit)")
        ),
    ),
    "onset_band": (
        _choice("infancy", mark("As a baby or toddler"), mark("0 to 2 years")),
        _choice("childhood", mark("As a child"), mark("3 to 12 years")),
        _choice("adolescence", mark("As a teenager or at 20"), mark("13 to 20 years")),
        _choice("early-adulthood", mark("As a younger adult"), mark("21 to 40 years")),
        _choice("late-adulthood", mark("As an adult over 40"), mark("41 years or older")),
    ),
    "pattern": (
        _choice("constant", mark("All or most of the time")),
        _choice(
            "task",
            mark("During certain tasks"),
            mark("Such as writing, playing music or walking"),
        ),
        _choice("worse-later-in-day", mark("It is worse later in the day")),
        _choice("attacks", mark("In attacks that come and go")),
    ),
    "tasks": (
        _choice("writing", mark("Writing by hand")),
        _choice("typing", mark("Typing")),
        _choice("music", mark("Playing music")),
        _choice("sport", mark("Sport")),
        _choice("speaking", mark("Speaking")),
        _choice("eating", mark("Eating or drinking")),
        _choice("walking", mark("Walking")),
        _choice("other", mark("Another task")),
    ),
    "medicines": (
        _choice("now", mark("Yes, now")),
        _choice("past", mark("Yes, in the past")),
        _choice("never", mark("No, never")),
    ),
    "family_history": _YES_NO,
    "conditions": (
        _choice("parkinson", mark("Parkinson's disease")),
        _choice("wilson", mark("Wilson's disease"), mark("The body holds too much copper")),
        _choice("stroke", mark("Stroke")),
        _choice("brain-injury", mark("Head or brain injury")),
        _choice("birth-injury", mark("Problems at birth"), mark("Such as too little oxygen")),
        _choice(
            "other-neurological",
            mark("Another illness of the brain or nerves"),
            mark("Such as multiple sclerosis or an infection of the brain"),
        ),
    ),
    "impact": (
        _choice("none", mark("Not at all")),
        _choice("mild", mark("A little")),
        _choice("moderate", mark("Quite a lot")),
        _choice("severe", mark("Very much")),
    ),
}
