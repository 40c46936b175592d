"""The versions that each kept intake records go up when what they stand for changes."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from questionnaire.answers import Answers
from questionnaire.facts import facts_of
from questionnaire.interview import Interview
from questionnaire.pages import Question
from questionnaire.questions import PAGES, QUESTIONNAIRE_VERSION
from questionnaire.rules.assessment import RULES_VERSION, assess
from questionnaire.rules.distribution import consensus_2013, patient_guide

CASES = Path(__file__).with_name("fixed_cases.jsonl")

#: The answers that one more answer is added to.
ONE = Answers(affected=("neck", "left-hand"), onset_age=34, pattern=("task",), urgent_signs=())

#: What each version stood for. A version that was once given out keeps its line.
QUESTIONS = {"1": "c26532edc0336d31", "2": "d73f2fd16ca23b0b"}
RULES = {"1": "4600f66fb3e46b01", "2": "f1ec63391230c9d2"}

RAISE = "Raise {name} to {version!r}, and add {version!r}: {digest!r} to {table} of this file"
CORRECT = "; where {version!r} belongs to this same change, put {digest!r} into its line instead"


def digest(content: Any) -> str:
    """Return a few letters that are others as soon as anything in the content is."""
    return sha256(msgspec.json.encode(content)).hexdigest()[:16]


def problem(name: str, version: str, recorded: dict[str, str], found: str) -> str:
    """Return what to do where a version stands for something else than was recorded; else ""."""
    if recorded.get(version) == found:
        return ""
    table = "RULES" if recorded is RULES else "QUESTIONS"
    if version not in recorded:
        return RAISE.format(name=name, version=version, digest=found, table=table)
    free = str(max(map(int, recorded)) + 1)
    raised = RAISE.format(name=name, version=free, digest=found, table=table)
    return raised + CORRECT.format(version=version, digest=found)


def cases() -> tuple[Answers, ...]:
    """Return cases that stay when questions come: examples, pairs of body parts, values beside one case."""
    lines = CASES.read_bytes().splitlines()
    return tuple(msgspec.json.decode(line, type=Answers) for line in lines)


def as_line(answers: Answers) -> str:
    """Return a case as a line of the fixed cases: without what was not answered."""
    said = {
        name: value for name, value in msgspec.structs.asdict(answers).items() if value is not None
    }
    return msgspec.json.encode(said).decode()


def one_more(question: Question) -> Iterator[Answers]:
    """Yield one case with each choice of a question."""
    for choice in question.choices:
        value = choice.value if question.kind == "one" else (choice.value,)
        yield replace(ONE, **{question.field: value})


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
    to_do = problem("QUESTIONNAIRE_VERSION", QUESTIONNAIRE_VERSION, QUESTIONS, found)
    assert not to_do, to_do


def test_the_rules_version_goes_up_with_what_follows() -> None:
    found = digest([follows(answers) for answers in cases()])
    to_do = problem("RULES_VERSION", RULES_VERSION, RULES, found)
    assert not to_do, to_do


@pytest.mark.parametrize(
    "question",
    [question for page in PAGES for question in page.questions],
    ids=lambda question: question.field,
)
def test_an_answer_that_a_rule_uses_stands_among_the_fixed_cases(question: Question) -> None:
    used = [case for case in one_more(question) if follows(case) != follows(ONE)]
    lines = [as_line(case) for case in used if case not in cases()]
    assert not lines, "Add to the end of {}:\n{}".format(CASES.name, "\n".join(lines))


@pytest.mark.parametrize(
    ("version", "found", "said"),
    [
        ("2", "b", ""),
        (
            "2",
            "c",
            (
                "Raise IT to '3', and add '3': 'c' to QUESTIONS of this file; "
                "where '2' belongs to this same change, put 'c' into its line instead"
            ),
        ),
        ("3", "c", "Raise IT to '3', and add '3': 'c' to QUESTIONS of this file"),
    ],
)
def test_a_change_says_which_version_to_record(version: str, found: str, said: str) -> None:
    assert problem("IT", version, {"1": "a", "2": "b"}, found) == said


def test_a_fixed_case_to_be_added_is_shown_as_its_line() -> None:
    assert all(msgspec.json.decode(as_line(case), type=Answers) == case for case in (*cases(), ONE))
    assert as_line(Answers(affected=(), impact="mild")) == '{"affected":[],"impact":"mild"}'


def test_no_two_versions_stand_for_the_same() -> None:
    for recorded in (QUESTIONS, RULES):
        assert len(set(recorded.values())) == len(recorded)
