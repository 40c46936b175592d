from datetime import date
from pathlib import Path

import pytest
from own_evidence import evidence_from, sign

import resources
from questionnaire.answers import Voice
from questionnaire.body import SITES
from questionnaire.choices import CHOICES
from questionnaire.evidence import evidence
from questionnaire.questions import PAGES
from questionnaire.review.items import VOICES, Item, review_items
from questionnaire.review.people import people
from questionnaire.review.rules_in_words import RULE_FILES
from questionnaire.sign_offs import SignOff, write_sign_offs
from questionnaire.site_names import NAMES

REAL = (resources.FOLDER / "evidence.toml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def items() -> dict[str, Item]:
    """Return all items by their ids; it takes seconds, which collecting the tests need not wait for."""
    return {item.id: item for item in review_items()}


def said(item: Item, voice: Voice) -> str:
    """Return what a voice says; where it has no words of its own, they are the patient's."""
    return item.words.get(voice) or item.words["patient"]


def of(kind: str, items: dict[str, Item]) -> set[str]:
    return {item.name for item in items.values() if item.kind == kind}


def test_there_is_an_item_for_all_that_is_asked_said_and_cited(items: dict[str, Item]) -> None:
    known = evidence()
    assert of("question", items) == {
        question.field for page in PAGES for question in page.questions
    }
    assert of("statement", items) == set(known.statements)
    assert of("source", items) == set(known.sources)
    assert of("person", items) == {person.who for person in people()}
    assert of("rule", items) == {*known.statements, *(f"all-of-{name}" for name in RULE_FILES)}


@pytest.mark.parametrize("voice", VOICES)
def test_a_question_has_all_of_its_words_in_each_voice(
    voice: Voice, items: dict[str, Item]
) -> None:
    for question in (question for page in PAGES for question in page.questions):
        words = said(items[f"question:{question.field}"], voice)
        parts = [question.heading, question.hint, question.none, question.unsure]
        parts += [choice.label for choice in question.choices]
        assert [part for part in parts if part and getattr(part, voice) not in words] == []
        assert all(choice.example in words for choice in CHOICES.get(question.field, ()))
        assert question.missing in words


def test_the_body_parts_stand_once_with_what_they_are_called_in_a_sentence(
    items: dict[str, Item],
) -> None:
    words = items["question:affected"].words
    assert all(NAMES[site] in words["patient"] for site in SITES)
    assert "Left hand: your left hand" in words["patient"]
    assert "Left hand: the patient's left hand" in words["staff"]
    assert (
        "those that were marked under affected" in items["question:first_affected"].words["patient"]
    )


def test_a_question_says_when_it_is_asked_if_that_is_not_always(items: dict[str, Item]) -> None:
    assert "Asked only where it fits: tasks" in items["question:tasks"].about
    assert "Asked only" not in items["question:impact"].about


@pytest.mark.parametrize("voice", VOICES)
def test_a_statement_has_its_words_in_each_voice_that_reads_it(
    voice: Voice, items: dict[str, Item]
) -> None:
    for id_, statement in evidence().statements.items():
        item = items[f"statement:{id_}"]
        if "patient" in statement.audience:
            assert said(item, voice) == statement.wording(voice)
        else:
            assert item.words == {"staff": statement.wording("staff")}


def test_a_statement_stands_with_its_sources_in_full_how_far_they_were_read_and_when(
    items: dict[str, Item],
) -> None:
    sources = evidence().sources
    for id_, statement in evidence().statements.items():
        for source, line in zip(statement.sources, items[f"statement:{id_}"].sources, strict=True):
            assert sources[source].whole in line
            assert f"(Read: {sources[source].how_read}." in line
            assert (sources[source].address or "") in line


def test_a_statement_with_a_figure_stands_with_the_part_of_the_source_that_has_it(
    items: dict[str, Item],
) -> None:
    for id_, statement in evidence().statements.items():
        lines = dict(zip(statement.sources, items[f"statement:{id_}"].sources, strict=True))
        figures = {source: line for source, line in lines.items() if "The figure: " in line}
        assert set(figures) == set(statement.where)
        assert all(statement.where[source] in line for source, line in figures.items())


def test_a_statement_says_for_whom_it_is_and_which_figure_is_drawn(items: dict[str, Item]) -> None:
    assert items["statement:spread-eyelids"].about == (
        "For patients and staff. Drawn as 33 to 50 of 100 people."
    )
    assert items["statement:cause-adult-leg"].about == "For staff only."


def test_no_two_items_have_one_id_or_one_digest(items: dict[str, Item]) -> None:
    assert len(review_items()) == len(items) == len({item.digest for item in items.values()})


def test_a_person_stands_with_the_answers_and_what_follows_from_them(
    items: dict[str, Item],
) -> None:
    item = items["person:girl of 6, neck since yesterday"]
    for part in (
        "Age when it began: 6",
        "Urgency: ",
        "Pattern: focal (patient guide)",
        "neck-child",
    ):
        assert part in item.words["staff"]
    assert item.about.startswith("Expected because: ")


def test_an_item_says_who_signed_it_and_whether_its_words_are_others_since(
    tmp_path: Path, items: dict[str, Item]
) -> None:
    with evidence_from(tmp_path, REAL):
        kept = SignOff(items["rule:all-of-causes"].digest, "Ada", "neurologist", date(2026, 3, 4))
        old = SignOff("0" * 16, "Ben", "nurse", date(2026, 3, 5))
        write_sign_offs({"rule:all-of-causes": kept, "statement:how-it-starts": old})
        found = {item.id: item.state for item in review_items()}
    assert found["rule:all-of-causes"] == "reviewed by Ada, neurologist, 2026-03-04"
    assert found["statement:how-it-starts"] == (
        "not reviewed: changed since it was signed by Ben, nurse, 2026-03-05"
    )
    assert found["statement:form-musicians-dystonia"] == "needs review"


def test_what_is_signed_for_an_item_counts_where_the_statement_is_said(
    tmp_path: Path, items: dict[str, Item]
) -> None:
    with evidence_from(tmp_path, REAL):
        sign("how-it-starts")
        assert evidence().signed == {"how-it-starts"}
        assert evidence().digest("how-it-starts") == items["statement:how-it-starts"].digest
