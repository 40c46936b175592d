"""What a page says, in words for a person who listens instead of reading: each thing once, as it is seen.

The first page opens with this, so it knows no rules; the words of a result stand in `reports/speech.py`.
"""

from collections.abc import Iterable, Iterator
from itertools import chain

import msgspec

from questionnaire.choices import CERTAINTY_CHOICES
from questionnaire.interview import Interview, Problem, answers_for_all, listed_choices
from questionnaire.pages import Page, Question
from questionnaire.questions import PAGE_ASKING
from questionnaire.summary import AnswerRow
from questionnaire.words import tr


def as_spoken(parts: Iterable[str]) -> str:
    """Join titles and lines so that a voice pauses between them."""
    return " ".join(part if part[-1] in ".!?:" else f"{part}." for part in parts if part)


def question_words(
    page: Page, interview: Interview, problems: Iterable[Problem] = ()
) -> tuple[str, ...]:
    """Return the questions of a page that are asked now, with what is wrong at each."""
    wrong = {problem.field: problem.text for problem in problems}
    asked = interview.asked(page)
    # Who is not sure of an age still sees what was asked, over the choice that says so.
    shown = (one for one in page.questions if one in asked or one.certainty)
    asking = (words_of_question(one, interview, wrong.get(one.field, "")) for one in shown)
    return (*chain.from_iterable(asking), *_beside_continue(page, interview))


def hint_of(question: Question, interview: Interview) -> str:
    """Return the hint under a question's heading; where an answer turns the page, it says so."""
    hint = question.hint.to(interview.kept.voice) if question.hint else ""
    page = PAGE_ASKING[question.field]
    goes_on = page.is_one_press and question is page.questions[0]
    return " ".join(filter(None, (hint, tr("Your answer takes you on.") if goes_on else "")))


def words_of_question(question: Question, interview: Interview, wrong: str = "") -> Iterator[str]:
    """Yield heading, hint, what is wrong, and each choice with its state, or what was typed."""
    voice = interview.kept.voice
    is_open = question.applies(interview.kept)
    yield question.heading.to(voice)
    if is_open and (hint := hint_of(question, interview)):
        yield hint
    if wrong:
        yield wrong
    if question.kind == "age" and is_open:
        age = interview.typed_age(question.field)
        yield tr("Entered: {age}").format(age=age) if age else tr("Nothing is entered")
    for choice in listed_choices(interview.kept, question) if is_open else ():
        yield _with_state(choice.label, chosen=choice.is_chosen)
        if choice.example:
            yield choice.example
    if question.certainty:
        yield from _certainty(interview, is_open=is_open)


def _beside_continue(page: Page, interview: Interview) -> Iterator[str]:
    """Yield what answers the page's list as a whole."""
    if question := interview.list_asked(page):
        for choice in answers_for_all(interview.kept, question):
            yield _with_state(choice.label, chosen=choice.is_chosen)


def _certainty(interview: Interview, *, is_open: bool) -> Iterator[str]:
    """Yield the ways of not being sure of an age; only one that is asked for can be a guess."""
    held = interview.kept.onset_certainty
    for one in CERTAINTY_CHOICES:
        if is_open or one.value != "about":
            yield _with_state(one.label.to(interview.kept.voice), chosen=one.value == held)


def _with_state(label: str, *, chosen: bool) -> str:
    words = tr("{choice}: chosen") if chosen else tr("{choice}: not chosen")
    return words.format(choice=label)


def review_words(rows: Iterable[AnswerRow]) -> tuple[str, ...]:
    """Return each question with its answer, as the page to check them shows it."""
    return tuple(f"{row.label}: {'; '.join(row.values)}" for row in rows)


class TicketPage(msgspec.Struct, frozen=True, kw_only=True):
    """The words around the code for the desk, from top to bottom; `give_back` may be empty."""

    lead: str
    ticket: str
    give_back: str
    after: str

    @property
    def words(self) -> tuple[str, ...]:
        """The page as it is read out: the code as a whole, and in letters that can be written down."""
        letters = ", ".join(one for one in self.ticket if one.isalnum())
        spelled = tr("Letter by letter: {letters}").format(letters=letters)
        return (f"{self.lead} {self.ticket}", spelled, self.give_back, self.after)


def ticket_page(ticket: str, *, finished: bool, give_back: bool) -> TicketPage:
    """Return what is said with the code, after the last question or halfway.

    `give_back` says that staff handed the computer over.
    """
    thanks = tr("Thank you. Please tell the desk your code:")
    then = tr("Then press “I am finished”. Nobody after you sees your answers.")
    go_on_later = tr("You can go on later, together with a member of staff.")
    return TicketPage(
        lead=thanks if finished else tr("Please tell the desk:"),
        ticket=ticket,
        give_back=tr("Please give this computer back.") if give_back else "",
        after=then if finished else go_on_later,
    )


class CoverPage(msgspec.Struct, frozen=True, kw_only=True):
    """The words of the cover over a page that was left: its question, and what happens else."""

    title: str
    after: str

    def words(self, left: str) -> tuple[str, ...]:
        """Return the cover as it is read out; `left` is the time that is left, where any is counted."""
        return (self.title, left, self.after)


def cover_page(ending: str, *, counts: bool) -> CoverPage:
    """Return what the cover says; where no time is counted, nothing follows."""
    stays = tr("The page is covered because nobody was here. It stays as it is.")
    return CoverPage(title=tr("Are you still here?"), after=ending if counts else stays)
