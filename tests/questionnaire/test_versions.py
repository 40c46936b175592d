"""The versions that stand with each kept intake go up when what they stand for changes."""

from collections.abc import Iterator
from hashlib import sha256
from itertools import combinations
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from questionnaire.answers import CONDITIONS, SIGNS, Answers
from questionnaire.body import SITES
from questionnaire.facts import facts_of
from questionnaire.interview import Interview
from questionnaire.questions import PAGES, QUESTIONNAIRE_VERSION, Question
from questionnaire.rules.assessment import RULES_VERSION, assess
from questionnaire.rules.distribution import consensus_2013, patient_guide

EXAMPLES = Path(__file__).parents[2] / "examples"

#: What each version stood for. A version that was once given out keeps its line.
QUESTIONS = {"1": "c26532edc0336d31"}
RULES = {"1": "4600f66fb3e46b01"}

RAISE = "Raise {name} and record beside the versions before: {version!r}: {digest!r}"


def digest(content: Any) -> str:
    """Return a few letters that are others as soon as anything in the content is."""
    return sha256(msgspec.json.encode(content)).hexdigest()[:16]


def problem(name: str, version: str, recorded: dict[str, str], found: str) -> str:
    """Return what to do where a version stands for something else than was recorded; else ""."""
    if recorded.get(version) == found:
        return ""
    free = version if version not in recorded else str(max(map(int, recorded)) + 1)
    return RAISE.format(name=name, version=free, digest=found)


def cases() -> Iterator[Answers]:
    """Yield the example cases, every pair of body parts at two ages, and every value beside one case."""
    for path in sorted(EXAMPLES.glob("*.json*")):
        text = path.read_bytes()
        for line in text.splitlines() if path.suffix == ".jsonl" else (text,):
            yield msgspec.json.decode(line, type=Answers)
    for parts in (*combinations(SITES, 1), *combinations(SITES, 2)):
        for age in (9, 50):
            yield Answers(affected=parts, first_affected=parts[-1], onset_age=age, urgent_signs=())
    one = Answers(affected=("neck", "left-hand"), onset_age=34, pattern=("task",), urgent_signs=())
    yield from (replace(one, urgent_signs=(sign,)) for sign in (*SIGNS, "unsure"))
    yield from (replace(one, conditions=(condition,)) for condition in (*CONDITIONS, "unsure"))
    for page in PAGES:
        for question in page.questions:
            for choice in question.choices:
                value = choice.value if question.kind == "one" else (choice.value,)
                yield replace(one, **{question.field: value})
    yield replace(one, onset_age=None, onset_certainty="unsure", onset_band="adolescence")
    yield Answers()


def asked(answers: Answers) -> list[Any]:
    """Return which pages and questions these answers lead through."""
    interview = Interview(answers)
    return [
        (page.id, [question.field for question in interview.asked(page)])
        for page in interview.path()
    ]


def form_of(question: Question) -> list[Any]:
    """Return what is asked, apart from its words."""
    offered = [choice.value for choice in question.choices]
    return [question.field, question.kind, offered, bool(question.none), bool(question.unsure)]


def follows(answers: Answers) -> list[Any]:
    """Return what the rules make of these answers, apart from the words and their sources."""
    made = assess(answers)
    said = (made.spread.statements, made.treatments, made.causes, made.urgency.statements)
    facts = facts_of(answers)
    return [
        made.headline,
        made.distribution,
        [patient_guide(facts), consensus_2013(facts)],
        made.regions,
        made.forms,
        made.onset,
        [made.spread.level, made.urgency.level],
        [[statement.id for statement in statements] for statements in said],
        [reason.criteria for reason in made.why],
    ]


def test_the_questionnaires_version_goes_up_with_what_is_asked() -> None:
    pages = [
        [page.id, page.required, page.is_step, [form_of(question) for question in page.questions]]
        for page in PAGES
    ]
    found = digest([pages, [asked(answers) for answers in cases()]])
    assert not problem("QUESTIONNAIRE_VERSION", QUESTIONNAIRE_VERSION, QUESTIONS, found)


def test_the_rules_version_goes_up_with_what_follows() -> None:
    found = digest([follows(answers) for answers in cases()])
    assert not problem("RULES_VERSION", RULES_VERSION, RULES, found)


@pytest.mark.parametrize(
    ("version", "found", "said"),
    [
        ("2", "b", ""),
        ("2", "c", "Raise IT and record beside the versions before: '3': 'c'"),
        ("3", "c", "Raise IT and record beside the versions before: '3': 'c'"),
    ],
)
def test_a_change_says_which_version_to_record(version: str, found: str, said: str) -> None:
    assert problem("IT", version, {"1": "a", "2": "b"}, found) == said


def test_no_two_versions_stand_for_the_same() -> None:
    for recorded in (QUESTIONS, RULES):
        assert len(set(recorded.values())) == len(recorded)
