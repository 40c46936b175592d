"""Interview: the only copy of the answers and of the page one is on, and the flow of pages that they open."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import msgspec
from msgspec.structs import replace

from questionnaire.answers import OLDEST, UNSURE, Answers, certainty_of, onset_after_now
from questionnaire.body import site_rows
from questionnaire.pages import LISTS, Page, PageId, Question
from questionnaire.questions import PAGE, PAGES
from questionnaire.words import tr

NONE = "none of these"
"""The choice that a question offers in addition to its values; Answers keeps it as an empty list."""


class Problem(msgspec.Struct, frozen=True):
    """What keeps a page from being left: the field, and what the person can do about it."""

    field: str
    text: str


class Interview:
    """The answers so far. Views call `answer`, `toggle` or `enter_age` and are told of each change.

    It resumes from an earlier interview's answers, the ages that could not be read, and its page.
    """

    def __init__(
        self,
        kept: Answers | None = None,
        unreadable: Mapping[str, str] | None = None,
        page: PageId = "welcome",
    ) -> None:
        self._page = page
        self._kept = kept or Answers()
        # What was kept and what of it applies: a page asks again and again.
        self._applied: tuple[Answers, Answers] | None = None
        self._unreadable = dict(unreadable or {})
        self._warned_of: tuple[str, ...] | None = None
        self._listeners: list[Callable[[], None]] = []

    @property
    def kept(self) -> Answers:
        """Everything that was ever answered, also where the question no longer applies."""
        return self._kept

    @property
    def unreadable(self) -> dict[str, str]:
        """What was typed as an age and can't be read as one, by its field."""
        return dict(self._unreadable)

    @property
    def answers(self) -> Answers:
        """The answers that apply now; one whose question is closed is left out until it opens again."""
        if self._applied is None or self._applied[0] is not self._kept:
            self._applied = self._kept, applying(self._kept)
        return self._applied[1]

    @property
    def page(self) -> PageId:
        """The page that the person is on."""
        return self._page

    def turn_to(self, page_id: PageId) -> None:
        """Note that the person is on this page now."""
        self._page = page_id

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was entered."""
        return self._kept == Answers() and not self._unreadable

    def on_change(self, listener: Callable[[], None]) -> None:
        """Call the listener after every change."""
        self._listeners.append(listener)

    def stop_telling(self, listener: Callable[[], None]) -> None:
        """Call this listener no more."""
        self._listeners.remove(listener)

    def answer(self, field: str, value: Any) -> None:
        """Keep the answer to a question; None withdraws it.

        The interview starts with the page's own values, so they are trusted to be allowed ones.
        """
        self._unreadable.pop(field, None)
        self._keep(field, value)

    def answer_all(self, answers: Answers) -> None:
        """Keep answers that were given all at once; the listeners are told once."""
        self._kept, self._unreadable = answers, {}
        self._tell()

    def toggle(self, question: Question, value: str) -> None:
        """Add or remove one choice; "none" and "unsure" stand alone, an empty choice is unanswered."""
        chosen: tuple[str, ...] | None = getattr(self._kept, question.field)
        if value == NONE:
            self.answer(question.field, None if chosen == () else ())
        elif value == UNSURE:
            self.answer(question.field, None if chosen == (UNSURE,) else (UNSURE,))
        else:
            others = tuple(one for one in chosen or () if one not in (value, UNSURE))
            added = () if chosen and value in chosen else (value,)
            self.answer(question.field, (*others, *added) or None)

    def settle(self, question: Question, value: str) -> None:
        """Answer a whole list with "none" or "not sure"; given again, it stays, because that goes on too."""
        self.answer(question.field, () if value == NONE else (value,))

    def choose(self, question: Question, value: str) -> None:
        """Choose one of several; pressing it again keeps it, so that a second press undoes nothing."""
        self.answer(question.field, value)

    def enter_age(self, field: str, text: str) -> None:
        """Keep an age as it was typed; what can't be read as one is kept to be shown again."""
        text = text.strip()
        is_age = text.isdecimal() and len(text) <= 3 and int(text) <= OLDEST
        age = int(text) if is_age else None
        self._unreadable.pop(field, None)
        if text and age is None:
            self._unreadable[field] = text
        self._keep(field, age)

    def typed_age(self, field: str) -> str:
        """Return an age as it was typed, readable or not."""
        age: int | None = getattr(self._kept, field)
        return self._unreadable.get(field, "" if age is None else str(age))

    def _keep(self, field: str, value: Any) -> None:
        """Keep a value and tell the listeners, who see the interview as it is after the change."""
        self._kept = replace(self._kept, **{field: value})
        self._tell()

    def _tell(self) -> None:
        for listener in self._listeners:
            listener()

    def path(self) -> tuple[Page, ...]:
        """Return the pages that the answers so far lead through, from the first to the last."""
        answers = self.answers
        return tuple(page for page in PAGES if page.applies(answers))

    def next_after(self, page_id: PageId) -> PageId | None:
        """Return the page that follows, or None after the last."""
        order = [page.id for page in PAGES]
        later = order[order.index(page_id) + 1 :]
        answers = self.answers
        return next((id_ for id_ in later if PAGE[id_].applies(answers)), None)

    def progress(self, page_id: PageId) -> tuple[int, int]:
        """Return which step a page is, and of how many; no answer changes how many there are.

        The stop page counts with the one before.
        """
        order = [page.id for page in PAGES]
        reached = [page for page in PAGES[: order.index(page_id) + 1] if page.is_step]
        return len(reached), sum(page.is_step for page in PAGES)

    def problems(self, page_id: PageId) -> tuple[Problem, ...]:
        """Return what still keeps the person from leaving this page."""
        return tuple(self._problems(PAGE[page_id]))

    def was_warned(self) -> None:
        """Remember that the stop page was shown for the signs as they are marked now."""
        self._warned_of = self._kept.urgent_signs

    def wants_visit(self, page_id: PageId) -> bool:
        """Tell whether a page must be seen again: something is missing, new or no longer fits."""
        if page_id == "stop":
            return self._kept.urgent_signs != self._warned_of
        no_longer_fits = any(not one.fits(self._kept) for one in self.asked(PAGE[page_id]))
        return no_longer_fits or bool(self.problems(page_id))

    def asked(self, page: Page) -> tuple[Question, ...]:
        """Return the questions of a page that apply now."""
        return tuple(question for question in page.questions if question.applies(self._kept))

    def is_done(self, page: Page, question: Question) -> bool:
        """Tell whether an answer to this question leads to the next page: nothing is asked after it."""
        return page.is_one_press and self.asked(page)[-1:] == (question,)

    def list_asked(self, page: Page) -> Question | None:
        """Return the list that "none of these" and "not sure" answer: of several, the one opened last."""
        lists = [question for question in self.asked(page) if question.kind in LISTS]
        return lists[-1] if lists else None

    def _problems(self, page: Page) -> Iterator[Problem]:
        """Yield what is missing, can't be read, or contradicts another answer."""
        answers, asked = self.answers, self.asked(page)
        for question in asked:
            if question.field in self._unreadable:
                words = tr("Enter the age in whole years, from 0 to 120, in digits, such as 34.")
                yield Problem(question.field, words)
            elif question.missing and getattr(answers, question.field) is None:
                yield Problem(question.field, tr(question.missing))
        if any(one.field == "current_age" for one in asked) and onset_after_now(answers):
            yield Problem(
                "current_age",
                tr("The age now is lower than the age when it began. Check both ages."),
            )


class ShownChoice(msgspec.Struct, frozen=True):
    """A choice as a page shows it: its value, its words, an example or nothing, and its state."""

    value: str
    label: str
    example: str
    is_chosen: bool

    @property
    def is_for_all(self) -> bool:
        """Whether it answers the whole question: none of these, or not sure."""
        return self.value in (NONE, UNSURE)


def shown_choices(kept: Answers, question: Question) -> tuple[ShownChoice, ...]:
    """Return the choices of a question in the order in which they are shown."""
    value = getattr(kept, question.field)
    chosen = (NONE,) if value == () else value if isinstance(value, tuple) else (value,)
    rows = [
        (one.value, one.label.to(kept.voice), tr(one.example))
        for one in question.offered(kept)
        if one.value in chosen or one.value not in question.leaves_out(kept)
    ]
    if question.kind == "sites":
        order: list[str] = [site for row in site_rows() for site in row]
        rows.sort(key=lambda row: order.index(row[0]))
    if question.none:
        rows.append((NONE, question.none.to(kept.voice), ""))
    if question.unsure:
        rows.append((UNSURE, question.unsure.to(kept.voice), ""))
    return tuple(ShownChoice(*row, row[0] in chosen) for row in rows)


def listed_choices(kept: Answers, question: Question) -> tuple[ShownChoice, ...]:
    """Return the choices without those that answer a whole list, which stand beside Continue."""
    shown = shown_choices(kept, question)
    return (
        shown if question.kind not in LISTS else tuple(one for one in shown if not one.is_for_all)
    )


def answers_for_all(kept: Answers, question: Question) -> tuple[ShownChoice, ...]:
    """Return what answers a whole list, as it stands beside Continue: not sure, and none of these."""
    return tuple(one for one in reversed(shown_choices(kept, question)) if one.is_for_all)


def applying(kept: Answers) -> Answers:
    """Return those of the kept answers whose questions apply, given those that were asked before."""
    answers = kept
    for page in PAGES:
        for question in page.questions:
            if getattr(answers, question.field) is not None and not (
                page.applies(answers) and question.fits(answers)
            ):
                answers = replace(answers, **{question.field: None})
    return replace(answers, onset_certainty=certainty_of(answers))
