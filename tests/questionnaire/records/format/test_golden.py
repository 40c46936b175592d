"""Every format that was ever given out still opens, and says what it said then."""

from typing import Any, Literal

import golden
import msgspec
import pytest
from msgspec.structs import fields

from questionnaire import interview, summary
from questionnaire.answers import Answers, Unsure
from questionnaire.pages import Page, Question
from questionnaire.questions import PAGES
from questionnaire.records.desk import opened as opened_module
from questionnaire.records.format import kept_answers
from questionnaire.records.format.v1 import FORMAT
from questionnaire.records.format.version import Listed
from questionnaire.rules import assessment
from questionnaire.words import same

every_golden = pytest.mark.parametrize(
    ("number", "name", "listed", "body", "shown"),
    [
        pytest.param(number, *intake, id=f"{number}-{intake[0]}")
        for number in range(1, FORMAT + 1)
        for intake in golden.intakes(number)
    ],
)


@pytest.fixture
def another_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the program have a question more, two signs fewer, and an assessment that says more."""
    types: dict[str, Any] = {one.name: one.type for one in fields(Answers)}
    types["urgent_signs"] = tuple[Literal["swallowing"] | Unsure, ...] | None
    types["favourite_day"] = str | None
    answers = msgspec.defstruct(
        "Answers",
        [(name, type_, None) for name, type_ in types.items()],
        bases=(Answers,),
        kw_only=True,
        frozen=True,
    )
    words = same("Which day?")
    asked = Question(field="favourite_day", name="Day", kind="one", heading=words)
    pages = (*PAGES[:-2], Page(id="impact", called="Day", questions=(asked,)), *PAGES[-2:])
    says_more = msgspec.defstruct(
        "Assessment",
        [("outlook", str, "fair")],
        bases=(assessment.Assessment,),
        frozen=True,
        kw_only=True,
    )
    for module in (kept_answers, interview):
        monkeypatch.setattr(module, "Answers", answers)
    for module in (kept_answers, interview, summary, opened_module):
        monkeypatch.setattr(module, "PAGES", pages)
    monkeypatch.setattr(assessment, "Assessment", says_more)


@every_golden
def test_it_is_shown_word_for_word(
    number: int, name: str, listed: Listed, body: bytes, shown: str
) -> None:
    leaf = golden.open_one(listed, body, number)
    assert golden.as_shown(leaf) == shown


@every_golden
def test_it_can_be_resumed(number: int, name: str, listed: Listed, body: bytes, shown: str) -> None:
    leaf = golden.open_one(listed, body, number)
    page = golden.PEOPLE[name][1]
    assert leaf.can_change
    assert leaf.interview().kept == golden.interview_of(name).kept
    assert leaf.interview().page == ("review" if page == "result" else page)


@every_golden
@pytest.mark.usefixtures("another_program")
def test_another_program_shows_it_word_for_word_and_changes_only_what_it_knows(
    number: int, name: str, listed: Listed, body: bytes, shown: str
) -> None:
    assert assessment.assess(Answers()).outlook == "fair"  # type: ignore[attr-defined] # it says more
    leaf = golden.open_one(listed, body, number)
    assert golden.as_shown(leaf) == shown
    assert leaf.can_change == (name != "urgent-child")  # that one's signs are known no more
    assert leaf.known.answers.affected == golden.interview_of(name).kept.affected
