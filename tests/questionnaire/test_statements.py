"""What a clinician reviews: the statements and sources of resources/evidence.toml."""

import re
from typing import get_args

import pytest
from what_is_read import cases, parts_of, statements_in

from questionnaire.answers import SIGNS, Condition
from questionnaire.evidence import evidence
from questionnaire.reports.blocks import Card
from questionnaire.rules.distribution import Label
from questionnaire.rules.forms import Form

STATEMENTS = evidence().statements
FOR_PATIENTS = sorted(id_ for id_, one in STATEMENTS.items() if "patient" in one.audience)

#: What staff read among the answers, and nobody as a suspicion.
ANSWERS_ONLY = {"liver-disease", "mood-behaviour-change", "injury-to-part"}

UNREAD = "no rule picks them, or the answers that bring them up are missing in what_is_read.py"

#: A share of people, a count of them, or a risk, as a study found it.
_FIGURE = re.compile(r"\d ?%|\bof \d+\b|\bHR \d")

_TO_THE_READER = re.compile(r"\b(you|your|yours|yourself|yourselves)\b", re.IGNORECASE)

#: What patients are to do, and clinicians who read the same on their sheet are not.
_TO_THE_CLINICIAN = re.compile(r"\b(ask|tell|telling) (the clinician|them)\b", re.IGNORECASE)


@pytest.mark.parametrize("id_", list(STATEMENTS))
def test_a_statement_rests_on_sources_that_exist(id_: str) -> None:
    sources = STATEMENTS[id_].sources
    assert sources
    assert set(sources) <= set(evidence().sources)
    assert len(set(sources)) == len(sources)


def test_every_source_is_used() -> None:
    used = {source for statement in STATEMENTS.values() for source in statement.sources}
    assert used == set(evidence().sources)


def test_a_source_can_be_found_by_a_number_or_an_address_but_for_the_guide_itself() -> None:
    sources = evidence().sources.items()
    without = {id_ for id_, one in sources if not (one.doi or one.pmid or one.address)}
    assert without == {"guide"}
    assert all(one.address is None for _, one in sources if one.doi or one.pmid)


def test_a_doi_a_pmid_and_an_address_look_like_one() -> None:
    for source in evidence().sources.values():
        assert re.fullmatch(r"10\.\d{4,}/\S+", source.doi or "10.1000/x")
        assert re.fullmatch(r"\d{7,8}", source.pmid or "1234567")
        assert re.fullmatch(r"https?://\S+", source.address or "https://x")


def test_a_page_says_on_which_day_it_was_looked_up() -> None:
    assert all(one.looked_up for one in evidence().sources.values() if one.read == "page")


@pytest.mark.parametrize("id_", list(STATEMENTS))
def test_a_figure_of_a_study_says_where_in_a_source_of_the_statement_it_stands(id_: str) -> None:
    statement = STATEMENTS[id_]
    texts = f"{statement.text} {statement.carer} {statement.staff}"
    has_figure = bool(statement.frequency or _FIGURE.search(texts))
    assert set(statement.where) <= set(statement.sources)
    assert all(statement.where.values())
    assert bool(statement.where) >= has_figure


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("It spread in 16%.", True),
        ("It spread in 8 to 23 of 100.", True),
        ("In a series of 36 adults.", True),
        ("A family history (HR 2.18).", True),
        ("It began before about age 20.", False),
        ("A group agreed on this in 2013.", False),
    ],
)
def test_such_a_figure_would_be_noticed(text: str, *, is_one: bool) -> None:
    assert bool(_FIGURE.search(text)) == is_one


@pytest.mark.parametrize("id_", list(STATEMENTS))
def test_a_statement_is_one_paragraph_of_whole_sentences(id_: str) -> None:
    statement = STATEMENTS[id_]
    for text in (statement.text, statement.carer or ".", statement.staff or "."):
        assert text == " ".join(text.split())
        assert text.endswith(".")


@pytest.mark.parametrize("id_", FOR_PATIENTS)
def test_a_text_that_says_you_is_worded_for_carers_too_and_no_other_is(id_: str) -> None:
    statement = STATEMENTS[id_]
    assert (statement.carer is not None) == bool(_TO_THE_READER.search(statement.text))


@pytest.mark.parametrize("id_", FOR_PATIENTS)
def test_a_text_that_says_you_or_whom_to_ask_is_worded_for_staff_too_and_no_other_is(
    id_: str,
) -> None:
    statement = STATEMENTS[id_]
    to_others = (_TO_THE_READER, _TO_THE_CLINICIAN)
    is_to_others = any(one.search(statement.text) for one in to_others)
    assert (statement.staff is not None) == is_to_others


@pytest.mark.parametrize("id_", list(STATEMENTS))
def test_staff_are_not_spoken_to_as_the_patient(id_: str) -> None:
    said = STATEMENTS[id_].wording("staff")
    assert not _TO_THE_READER.search(said)
    assert not _TO_THE_CLINICIAN.search(said)


@pytest.mark.parametrize("id_", FOR_PATIENTS)
def test_a_carer_is_spoken_to_only_as_the_one_who_cares(id_: str) -> None:
    said = re.sub("(?i)the person you care for", "", STATEMENTS[id_].wording("carer"))
    assert not _TO_THE_READER.search(said)


@pytest.mark.parametrize("id_", FOR_PATIENTS)
def test_a_parent_reads_of_their_child_where_a_carer_reads_of_whom_they_care_for(id_: str) -> None:
    statement = STATEMENTS[id_]
    cares = "the person you care for" in (statement.carer or "").lower()
    assert (statement.parent is not None) == cares
    assert "you care for" not in statement.wording("parent")
    assert ("your child" in statement.wording("parent").lower()) == cares


@pytest.mark.parametrize(
    "id_",
    [
        *(f"form-{form}" for form in get_args(Form)),
        *(f"pattern-{label}" for label in get_args(Label) if label not in ("none", "generalized")),
        "pattern-generalized-guide",
        "pattern-generalized-consensus",
        *(
            f"cause-{condition}"
            for condition in get_args(Condition)
            if condition not in ANSWERS_ONLY
        ),
        *(f"urgent-{sign}" for sign in SIGNS),
    ],
)
def test_every_name_that_the_rules_build_has_a_statement(id_: str) -> None:
    assert id_ in STATEMENTS


@pytest.mark.parametrize("id_", list(STATEMENTS))
def test_patterns_and_forms_have_a_title_and_an_everyday_name(id_: str) -> None:
    statement = STATEMENTS[id_]
    named = id_.startswith(("pattern-", "form-"))
    assert not named or (statement.title and statement.plain)


def test_a_statement_that_is_shown_under_a_heading_of_its_own_has_a_title() -> None:
    shown = {
        part.body.statement: part.title
        for case in cases("patient")
        for report in (case.for_patient, case.for_staff)
        for part in parts_of(report)
        if isinstance(part, Card)
    }
    assert shown
    assert [id_ for id_, title in shown.items() if not title] == []


def test_every_statement_for_patients_is_read_by_some_patient() -> None:
    read = {id_ for case in cases("patient") for id_ in statements_in(case.for_patient)}
    assert read <= set(FOR_PATIENTS)
    assert not set(FOR_PATIENTS) - read, UNREAD


def test_every_statement_for_staff_is_read_by_some_member_of_staff() -> None:
    read = {
        id_
        for case in cases("patient")
        for report in (case.for_patient, case.for_staff)
        for id_ in statements_in(report)
    }
    assert not set(STATEMENTS) - read, UNREAD


def test_a_frequency_is_a_range_of_people_and_stands_in_the_text_too() -> None:
    for statement in STATEMENTS.values():
        if found := statement.frequency:
            assert 0 <= found.low <= found.high <= found.of
            assert {str(found.low), str(found.high), str(found.of)} <= set(
                re.findall(r"\d+", statement.text)
            )
