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


ANSWERED_BY = (
    Choice("patient", same(mark("I am the patient"))),
    Choice("carer", same(mark("I am answering for my child or a person I care for"))),
    Choice("staff", same(mark("I work at the clinic"))),
)

SIGNS = (
    Choice("breathing", same(mark("Trouble breathing, or a tight throat"))),
    Choice("swallowing", same(mark("Choking or trouble swallowing"))),
    Choice(
        "fever-stiffness",
        same(mark("Fever with stiff muscles")),
        mark("Often with sweating or being confused"),
    ),
    Choice(
        "sudden-one-sided",
        same(mark("Sudden change on one side of the body")),
        mark(
            "Such as twisting or weakness on one side, a drooping face, or sudden trouble speaking"
        ),
    ),
    Choice("nonstop-spasms", same(mark("Strong spasms that do not stop"))),
    Choice(
        "implant-worse",
        same(mark("A baclofen pump or brain stimulator, and much worse all at once")),
    ),
    Choice(
        "new-medicine",
        same(mark("New spasms of the eyes, neck or jaw after a new medicine or a higher dose")),
        mark(
            "Hours or days after a new or higher dose of a medicine "
            "for mental health or against feeling sick"
        ),
    ),
    Choice(
        "headache-vomiting-seizure", same(mark("New bad headache, vomiting, or a seizure (fit)"))
    ),
)

BANDS = (
    Choice("infancy", same(mark("As a baby or toddler")), mark("0 to 2 years")),
    Choice("childhood", same(mark("As a child")), mark("3 to 12 years")),
    Choice("adolescence", same(mark("As a teenager or at 20")), mark("13 to 20 years")),
    Choice("early-adulthood", same(mark("As a younger adult")), mark("21 to 40 years")),
    Choice("late-adulthood", same(mark("As an adult over 40")), mark("41 years or older")),
)

PATTERNS = (
    Choice("constant", same(mark("All or most of the time"))),
    Choice(
        "task",
        same(mark("During certain tasks")),
        mark("Such as writing, playing music or walking"),
    ),
    Choice("worse-later-in-day", same(mark("It is worse later in the day"))),
    Choice("attacks", same(mark("In attacks that come and go"))),
)

TASKS = (
    Choice("writing", same(mark("Writing by hand"))),
    Choice("typing", same(mark("Typing"))),
    Choice("music", same(mark("Playing music"))),
    Choice("sport", same(mark("Sport"))),
    Choice("speaking", same(mark("Speaking"))),
    Choice("eating", same(mark("Eating or drinking"))),
    Choice("walking", same(mark("Walking"))),
    Choice("other", same(mark("Another task"))),
)

MEDICINES = (
    Choice("now", same(mark("Yes, now"))),
    Choice("past", same(mark("Yes, in the past"))),
    Choice("never", same(mark("No, never"))),
)

YES_NO = (Choice("yes", same(mark("Yes"))), Choice("no", same(mark("No"))))

CONDITIONS = (
    Choice("parkinson", same(mark("Parkinson's disease"))),
    Choice("wilson", same(mark("Wilson's disease")), mark("The body holds too much copper")),
    Choice("stroke", same(mark("Stroke"))),
    Choice("brain-injury", same(mark("Head or brain injury"))),
    Choice("birth-injury", same(mark("Problems at birth")), mark("Such as too little oxygen")),
    Choice(
        "other-neurological",
        same(mark("Another illness of the brain or nerves")),
        mark("Such as multiple sclerosis or an infection of the brain"),
    ),
)

IMPACTS = (
    Choice("none", same(mark("Not at all"))),
    Choice("mild", same(mark("A little"))),
    Choice("moderate", same(mark("Quite a lot"))),
    Choice("severe", same(mark("Very much"))),
)
