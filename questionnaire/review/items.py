"""What there is to sign off: each item with the exact words that a clinician reads, and their digest.

All of it is English, because that is what is signed; use it while English is the language in use.
"""

from collections.abc import Iterable, Iterator
from typing import Literal, get_args

import msgspec

from questionnaire.answers import Answers, Voice
from questionnaire.choices import Choice
from questionnaire.evidence import STATEMENT, Said, Statement, evidence
from questionnaire.pages import Page, Question
from questionnaire.questions import PAGES
from questionnaire.review.people import Person, people
from questionnaire.review.rules_in_words import RULE_FILES, file_in_words, when_said
from questionnaire.review.told import effects
from questionnaire.rules.assessment import assess
from questionnaire.sign_offs import SignOff, sign_offs, words_digest
from questionnaire.summary import answer_rows

ItemKind = Literal["question", "statement", "rule", "person", "source"]

VOICES: tuple[Voice, ...] = get_args(Voice)


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to agree to, to change or to refuse.

    `words` are what is said, by the voice it is said in; what has no voices is under "staff", and a voice
    that says the same as the patient's is left out. `about` says what else belongs to it, `state` what is
    thought of it today.
    """

    id: str
    kind: ItemKind
    title: str
    words: dict[Voice, str]
    digest: str
    about: str = ""
    sources: tuple[str, ...] = ()
    state: str = "not reviewed"

    @property
    def name(self) -> str:
        """The id without its kind."""
        return self.id.partition(":")[2]


def review_items() -> tuple[Item, ...]:
    """Return all that there is to sign off; it takes some seconds the first time."""
    found = (*_questions(), *_statements(), *_rules(), *_people(), *_sources())
    signed = sign_offs()
    return tuple(
        msgspec.structs.replace(item, state=_state(item, signed.get(item.id))) for item in found
    )


def _state(item: Item, sign_off: SignOff | None) -> str:
    """Return what is thought of an item: who signed it, or that its words are others since."""
    if sign_off is None:
        return item.state
    who = f"{sign_off.name}, {sign_off.role}, {sign_off.date.isoformat()}"
    if sign_off.digest == item.digest:
        return f"reviewed by {who}"
    return f"{item.state}: changed since it was signed by {who}"


def _item(kind: ItemKind, name: str, title: str, words: dict[Voice, str], about: str = "") -> Item:
    """Return an item of which all that stands there is signed."""
    digest = words_digest([kind, name, title, words, about])
    return Item(
        id=f"{kind}:{name}", kind=kind, title=title, words=words, about=about, digest=digest
    )


def _questions() -> Iterator[Item]:
    for page in PAGES:
        for question in page.questions:
            asked = ((voice, _asked(question, voice)) for voice in VOICES)
            where = _where(page, question)
            yield _item("question", question.field, question.name, _different(asked), where)


def _where(page: Page, question: Question) -> str:
    """Return where a question stands, and when it is asked if that is not always."""
    needed = f"\nAsked only where it fits: {question.refusal}" if question.refusal else ""
    return f"Page “{page.name}”. Kept as {question.field}.{needed}"


def _asked(question: Question, voice: Voice) -> str:
    """Return all that stands on the page for a question, line by line."""
    wordings = (question.heading, question.hint)
    lines = [getattr(wording, voice) for wording in wordings if wording]
    lines += [f"• {line}" for line in _choices(question, voice)]
    if question.missing:
        lines.append(f"If it is left out: {question.missing}")
    return "\n".join(lines)


def _choices(question: Question, voice: Voice) -> Iterator[str]:
    if question.offers and question.depends_on:
        yield f"(those that were marked under {question.depends_on})"
    elif question.kind == "age":
        yield "(a number of years)"
    else:
        yield from (_choice_words(choice, voice) for choice in question.offered(Answers()))
    yield from (getattr(wording, voice) for wording in (question.none, question.unsure) if wording)


def _choice_words(choice: Choice, voice: Voice) -> str:
    """Return a choice with its example, and how it is read back where that is in other words."""
    example = f" ({choice.example})" if choice.example else ""
    said = f": {getattr(choice.said, voice)}" if choice.said else ""
    return f"{getattr(choice.label, voice)}{example}{said}"


def _statements() -> Iterator[Item]:
    for id_, statement in evidence().statements.items():
        yield Item(
            id=f"{STATEMENT}{id_}",
            kind="statement",
            title=_title(id_, statement),
            words=_voices(statement),
            about=_about(statement),
            sources=tuple(_cited(statement, source) for source in statement.sources),
            state=statement.review.replace("-", " "),
            digest=evidence().digest(id_),
        )


def _title(id_: str, statement: Statement) -> str:
    plain = f" ({statement.plain})" if statement.plain else ""
    return f"{statement.title or id_}{plain}"


def _voices(statement: Statement) -> dict[Voice, str]:
    """Return a statement's text as each of its readers is told it."""
    if "patient" not in statement.audience:
        return {"staff": statement.wording("staff")}
    return _different((voice, statement.wording(voice)) for voice in VOICES)


def _different(said: Iterable[tuple[Voice, str]]) -> dict[Voice, str]:
    """Return what is said in each voice, without those that say it as the patient's does."""
    words = dict(said)
    return {
        voice: text
        for voice, text in words.items()
        if voice == "patient" or text != words["patient"]
    }


def _about(statement: Statement) -> str:
    """Return for whom a statement is, and the figure that is drawn with it."""
    readers = "For patients and staff" if "patient" in statement.audience else "For staff only"
    figure = statement.frequency
    drawn = f" Drawn as {figure.low} to {figure.high} of {figure.of} people." if figure else ""
    return f"{readers}.{drawn}"


def _cited(statement: Statement, source: str) -> str:
    """Return a source as a statement rests on it: with the part of it that has the figure."""
    where = statement.where.get(source)
    return f"{_citation(source)} The figure: {where}." if where else _citation(source)


def _citation(source: str) -> str:
    found = evidence().sources[source]
    address = f" {found.address}" if found.address else ""
    return f"{found.whole} (Read: {found.how_read}.{address})"


def _rules() -> Iterator[Item]:
    for name in RULE_FILES:
        title = f"The rules on {name}, as they are written"
        yield _item("rule", f"all-of-{name}", title, {"staff": file_in_words(name)})
    for id_, statement in evidence().statements.items():
        words: dict[Voice, str] = {"staff": when_said(id_)}
        # The sentence names three people and counts parts; the signature is for all of them.
        digest = words_digest(["rule", id_, words, effects()[id_]])
        title = f"When it is said: {_title(id_, statement)}"
        yield Item(id=f"rule:{id_}", kind="rule", title=title, words=words, digest=digest)


def _people() -> Iterator[Item]:
    for person in people():
        why = f"Expected because: {person.why}."
        yield _item("person", person.who, person.who, {"staff": _result(person)}, why)


def _result(person: Person) -> str:
    """Return what a person answered and what follows from it, line by line."""
    rows = answer_rows(person.given, "staff")
    answered = (
        f"{row.label}: {', '.join(row.values)}" for row in rows if row.state != "not-answered"
    )
    found = assess(person.given)
    labels = found.distribution
    names = f"{labels.patient_guide or 'no name'} (patient guide), {labels.consensus_2013} (2013)"
    forms = f"Forms: {', '.join(found.forms) or 'none'}."
    lines = (
        f"Answers: {'; '.join(answered)}.",
        f"Urgency: {found.urgency.level}. Spread: {found.spread.level}. Pattern: {names}. {forms}",
        " ".join(dict.fromkeys(reason.text for reason in found.why)),
        f"Causes: {_ids(found.causes)}. Treatments: {_ids(found.treatments)}.",
    )
    return "\n".join(lines)


def _ids(told: Iterable[Said]) -> str:
    return ", ".join(one.id.removeprefix("cause-") for one in told) or "none"


def _sources() -> Iterator[Item]:
    for id_, source in evidence().sources.items():
        used = [one for one, said in evidence().statements.items() if id_ in said.sources]
        # What rests on a source may grow without making the source another one.
        item = _item("source", id_, source.title, {"staff": _citation(id_)})
        about = f"Statements that rest on it ({len(used)}): {', '.join(used)}."
        yield msgspec.structs.replace(item, about=about)
