"""What a page of the interview and a question on it are."""

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from typing import Literal

import msgspec

from questionnaire.answers import UNSURE, Answers
from questionnaire.choices import Choice
from questionnaire.words import Wording

PageId = Literal[
    "welcome",
    "urgent",
    "stop",
    "affected",
    "first",
    "onset",
    "speed",
    "features",
    "pattern",
    "medicines",
    "family",
    "conditions",
    "tried",
    "impact",
    "review",
    "result",
]

QuestionKind = Literal["one", "many", "sites", "age"]

#: The kinds of which several can be chosen: "none" and "not sure" answer the whole list.
LISTS: tuple[QuestionKind, ...] = ("many", "sites")


def _always(_answers: Answers) -> bool:
    return True


def _nothing(_answers: Answers) -> AbstractSet[str]:
    return frozenset()


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """One question: the field of Answers that it fills, its short name, how it is asked, and when.

    `offers` replaces `choices` where they depend on other answers. `missing` is said to a person who
    leaves a required question out. Of a case that answers it although it does not apply, or with what it
    does not offer, `refusal` is said; `depends_on` is the other field that the case has to change.
    """

    field: str
    name: str
    kind: QuestionKind
    heading: Wording
    hint: Wording | None = None
    choices: tuple[Choice, ...] = ()
    offers: Callable[[Answers], tuple[Choice, ...]] | None = None
    none: Wording | None = None
    unsure: Wording | None = None
    missing: str = ""
    applies: Callable[[Answers], bool] = _always
    depends_on: str = ""
    refusal: str = ""
    #: What is not shown, because the other answers leave no room for it; a case may still say it.
    leaves_out: Callable[[Answers], AbstractSet[str]] = _nothing
    #: The field that says whether an age is a guess.
    certainty: str = ""
    #: Whether a choice is read back together with its example.
    with_example: bool = False
    #: Whether only a person who is not sure is asked, so that no answer means the same.
    after_unsure: bool = False

    def offered(self, answers: Answers) -> tuple[Choice, ...]:
        """Return the choices other than "none" and "not sure"."""
        return self.offers(answers) if self.offers else self.choices

    def fits(self, answers: Answers) -> bool:
        """Tell whether the question applies, and its answer is one that it offers given the other answers."""
        value = getattr(answers, self.field)
        if value is None or not self.offers or not self.applies(answers):
            return self.applies(answers)
        chosen = set(value) if isinstance(value, tuple) else {value}
        return chosen <= {UNSURE, *(choice.value for choice in self.offers(answers))}


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """One page of the interview; `called` is its name where its first question's does not fit."""

    id: PageId
    called: str = ""
    questions: tuple[Question, ...] = ()
    applies: Callable[[Answers], bool] = _always
    is_step: bool = True
    #: Whether the rest may be skipped from here.
    may_end: bool = False

    @property
    def name(self) -> str:
        """Its short name in the list of steps."""
        return self.called or self.questions[0].name

    @property
    def is_one_press(self) -> bool:
        """Whether it asks for single choices only, so that the last of them leads to the next page."""
        return bool(self.questions) and all(question.kind == "one" for question in self.questions)

    @property
    def required(self) -> bool:
        """Whether it can't be left unanswered."""
        return any(question.missing for question in self.questions)
