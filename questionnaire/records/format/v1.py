"""Format 1 of what is encrypted of an intake, made to be read when this program is gone.

It is text and numbers, and nothing of the program's own types. Answers, levels and names of the distribution
are plain strings: a value that this program doesn't know is no fault. Every field has a default, because an
intake that was kept by a newer program is read as far as it is known.
"""

from uuid import UUID

import msgspec

#: The number that each body and each head carries.
FORMAT = 1

_NOT_SEALED = UUID(int=0)


class Bound(msgspec.Struct, frozen=True, kw_only=True):
    """Which row it was encrypted for; opening compares it with the row that it was found in."""

    intake: UUID = _NOT_SEALED
    version: UUID = _NOT_SEALED
    number: int = 0
    station: str = ""
    ticket: str = ""


class Head(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """What a row of the desk's table shows, and what its search reads; written as MessagePack, in this order.

    `title` is the named form where one region is affected, or else the distribution; of an unfinished intake
    the page that it stopped at. `sides` is "left", "right", "both" or "". `age` is the age at onset in
    completed years. `urgency` is "" until the signs were asked for. `receipt` is what a desk that opened this
    head tells the waiting room; `signs_open` says that staff have to ask about urgent signs. A later format may
    only add fields at the end.
    """

    format: int = FORMAT
    intake: UUID = _NOT_SEALED
    version: UUID = _NOT_SEALED
    number: int = 0
    station: str = ""
    ticket: str = ""
    reference: str = ""
    title: str = ""
    sides: str = ""
    age: int | None = None
    urgency: str = ""
    answered_by: str = ""
    receipt: bytes = b""
    signs_open: bool = False

    @property
    def bound(self) -> Bound:
        """Which row it was encrypted for."""
        return Bound(
            intake=self.intake,
            version=self.version,
            number=self.number,
            station=self.station,
            ticket=self.ticket,
        )


class Answer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What was said to one question.

    `value` is one choice, an age in digits or as it was typed where it can't be read as one, or a list of
    choices: "unsure" is an answer of its own, an empty list is "none of these", None is not answered. `asked`
    and `said` are the question and the answer in words, as staff read them; both are "" where the question did
    not apply. `by` says who entered it last.
    """

    value: str | tuple[str, ...] | None = None
    asked: str = ""
    said: str = ""
    by: str = ""


class KeptLine(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One paragraph, or one thing under a heading, in the order in which it was shown.

    `kind` is "text", "card", "name", "fact", "people", "figure" or "notice"; of any other kind all
    words are shown. A clinical one names its `statement`, the numbers of its sources, and its `review` state.
    `numbers` are the lower and the higher figure of people, and of how many; `parts` the body parts
    that a figure has filled; `sides` what stands at the figure's two sides; `lines` what stands in a notice.
    `screen_only` is true of the screen alone, and so is not printed.
    """

    kind: str = "text"
    text: str = ""
    title: str = ""
    subtitle: str = ""
    statement: str = ""
    cites: tuple[int, ...] = ()
    review: str = ""
    numbers: tuple[int, ...] = ()
    parts: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    lines: tuple["KeptLine", ...] = ()
    screen_only: bool = False


class KeptSection(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A heading and what stood under it; `id` is its name in English, the same in every language."""

    id: str = ""
    heading: str = ""
    lines: tuple[KeptLine, ...] = ()
    screen_only: bool = False


class KeptSource(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A source under the number by which the text refers to it: in full, and short for paper."""

    number: int = 0
    line: str = ""
    short: str = ""


class Sheet(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The whole result as one reader saw it; `lead` is the line that a clinician reads first."""

    title: str = ""
    lead: str = ""
    sections: tuple[KeptSection, ...] = ()
    sources: tuple[KeptSource, ...] = ()
    notices: tuple[str, ...] = ()


class Found(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the rules found, by its ids; a label is "" where a set of criteria has no name for the pattern.

    `criteria` are those that the clinic had chosen for the headline. `treatments`, `causes`, `spread_says`
    and `urgency_says` are ids of statements.
    """

    criteria: str = ""
    headline: str = ""
    patient_guide: str = ""
    consensus_2013: str = ""
    regions: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    onset_band: str = ""
    before_20: bool | None = None
    spread: str = ""
    spread_says: tuple[str, ...] = ()
    treatments: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    urgency: str = ""
    urgency_says: tuple[str, ...] = ()


class MadeWith(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Which program, questions, rules and evidence made a result."""

    program: str = ""
    questionnaire: str = ""
    rules: str = ""
    evidence: str = ""


class Result(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The result as it was shown on a `day`, written as YYYY-MM-DD."""

    day: str = ""
    found: Found = Found()
    for_patient: Sheet = Sheet()
    for_staff: Sheet = Sheet()
    made_with: MadeWith = MadeWith()


class Body(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that was entered, and the result as it was shown; written as JSON, compressed with gzip.

    `answers` are all that were ever given, by their keys, and the questions that applied without an answer.
    `language` is the one that the person read, `caring_for` "child" or "adult" where somebody answered for
    them. `page` is where the person is, `large_text` whether they had larger letters. `proof` is a secret of
    the station that made the intake. `result` is None until the intake is finished.
    """

    format: int = FORMAT
    bound: Bound = Bound()
    reference: str = ""
    language: str = "en"
    caring_for: str = ""
    large_text: bool = False
    page: str = "welcome"
    answers: dict[str, Answer] = {}
    proof: str = ""
    result: Result | None = None
