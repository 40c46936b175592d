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
        _choice("carer", mark("I answer for my child or an adult I care for")),
        _choice("staff", mark("I work at the clinic")),
    ),
    "caring_for": (
        _choice("child", mark("My child")),
        _choice("adult", mark("An adult I care for")),
    ),
    "urgent_signs": (
        _choice("breathing", mark("Trouble breathing, or a tight throat")),
        _choice("swallowing", mark("Choking now, or spit can't be swallowed")),
        _choice(
            "fever-stiffness",
            mark("Fever with stiff muscles"),
            mark("Often with sweating"),
        ),
        _choice(
            "sudden-one-sided",
            mark("Sudden change on one side of the body"),
            mark("Twisted or weak, face droops, speech lost"),
        ),
        _choice("nonstop-spasms", mark("Strong spasms that do not stop")),
        _choice(
            "implant-worse",
            mark("Much worse all at once, with an implant"),
            mark("A baclofen pump or a brain stimulator"),
        ),
        _choice(
            "new-medicine",
            mark("Spasms of eyes, neck or jaw after medicine"),
            mark("Hours or days after a new or higher dose"),
        ),
        _choice("headache-vomiting-seizure", mark("New bad headache, vomiting, or a fit")),
        _choice("confusion", mark("Newly confused, or hard to wake")),
    ),
    "onset_speed": (
        _choice("within-days", mark("Within hours or days")),
        _choice("within-weeks", mark("Over some weeks")),
        _choice("months", mark("Over months")),
        _choice("years", mark("Over years")),
    ),
    "features": (
        _choice("twisting", mark("It twists, pulls or turns")),
        _choice("tremor", mark("It shakes")),
        _choice("jerks", mark("It jerks")),
        _choice("pain", mark("It hurts")),
        _choice("fixed-posture", mark("It is fixed in one position")),
        _choice(
            "sensory-trick",
            mark("A light touch makes it better"),
            mark("A hand on the chin"),
        ),
        _choice(
            "swallowing-trouble",
            mark("Trouble swallowing for some time"),
            mark("Coughing at meals"),
        ),
        _choice("slowness", mark("Movements have become slow")),
        _choice("weakness", mark("It has become weak")),
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
            mark("Writing, playing music, walking"),
        ),
        _choice("worse-later-in-day", mark("Worse later in the day")),
        _choice("better-after-sleep", mark("Better after sleep")),
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
        _choice("birth-injury", mark("Problems at birth"), mark("Too little oxygen")),
        _choice(
            "other-neurological",
            mark("Another illness of the brain or nerves"),
            mark("Multiple sclerosis, a brain infection"),
        ),
        _choice("liver-disease", mark("Liver disease")),
        _choice(
            "mood-behaviour-change",
            mark("A change of mood or behaviour"),
            mark("For weeks or longer"),
        ),
        _choice(
            "injury-to-part",
            mark("An injury to the part"),
            mark("A sprain or a blow before it began"),
        ),
    ),
    "tried": (
        _choice("physical-therapy", mark("Physical therapy")),
        _choice("anticholinergics", mark("Trihexyphenidyl or benztropine")),
        _choice("muscle-relaxants", mark("Baclofen or clonazepam")),
        _choice("dopamine-medicines", mark("Levodopa or tetrabenazine")),
        _choice("botulinum-toxins", mark("Botulinum toxin"), mark("Injections, such as Botox")),
        _choice("surgery", mark("Surgery"), mark("Deep brain stimulation")),
        _choice("other", mark("Something else")),
    ),
    "impact": (
        _choice("none", mark("Not at all")),
        _choice("mild", mark("A little")),
        _choice("moderate", mark("Quite a lot")),
        _choice("severe", mark("Very much")),
    ),
}

#: The two ways of not being sure of an age, as they stand beside it and under it.
CERTAINTY_CHOICES: tuple[Choice, ...] = (
    _choice("about", mark("This age is a guess")),
    _choice("unsure", mark("I don't know exactly")),
)
