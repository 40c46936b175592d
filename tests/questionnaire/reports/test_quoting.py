from collections.abc import Iterator
from pathlib import Path

import pytest
from own_evidence import evidence_from

from questionnaire.answers import Voice
from questionnaire.evidence import say
from questionnaire.reports.quoting import Quoting


@pytest.fixture(autouse=True)
def _small_evidence(tmp_path: Path) -> Iterator[None]:
    with evidence_from(tmp_path):
        yield


def test_sources_are_numbered_in_the_order_of_first_use_and_keep_their_number() -> None:
    quoting = Quoting("patient")
    cites = [quoting.text(statement).cites for statement in ("plain", "voiced", "plain")]
    assert cites == [(1,), (2, 1), (1,)]


def test_the_references_are_the_sources_that_were_used_by_their_numbers() -> None:
    quoting = Quoting("patient")
    quoting.text("voiced")
    assert [reference.line for reference in quoting.references()] == [
        "1. One A. First study. J One 2001;1:2-3. doi 10.1/one",
        "2. Two B, et al. Second study. J Two.",
    ]


def test_nothing_quoted_needs_no_reference() -> None:
    assert Quoting("patient").references() == ()


def test_a_paragraph_carries_its_statement_and_its_review_state() -> None:
    text = Quoting("patient").text("plain")
    assert (text.text, text.statement, text.review) == ("Said to all.", "plain", "needs-review")


@pytest.mark.parametrize(
    ("voice", "words"),
    [("patient", "Said to you."), ("carer", "Said to a carer."), ("staff", "Said to staff.")],
)
def test_a_statement_is_worded_for_its_reader(voice: Voice, words: str) -> None:
    assert Quoting(voice).text("voiced").text == words


def test_what_was_already_said_is_quoted_as_it_was_said() -> None:
    assert Quoting("staff").text(say("voiced", "carer")).text == "Said to a carer."


def test_a_card_has_the_title_and_the_everyday_name_where_there_is_one() -> None:
    quoting = Quoting("patient")
    cards = [quoting.card("voiced"), quoting.card(say("plain", "patient"))]
    assert [(card.title, card.subtitle) for card in cards] == [
        ("Voiced", "In other words"),
        ("Plain", ""),
    ]


def test_a_range_of_studies_is_drawn_as_people() -> None:
    (people,) = Quoting("patient").people("range")
    assert (people.low, people.high, people.of) == (33, 50, 100)
    assert people.caption == (
        "In the studies, it spread in 33 to 50 of 100 people."
        " In the other 50 to 67 it did not.\n"
        "Full colour: it spread. Pale: some studies only. Outline: it did not."
    )


def test_a_single_figure_is_of_one_study() -> None:
    (people,) = Quoting("patient").people(say("single", "patient"))
    assert people.caption.startswith("In the study, it spread in 2 of 17 people. In 15 it did not.")


def test_without_a_figure_no_people_are_drawn() -> None:
    assert Quoting("patient").people("plain") == ()
