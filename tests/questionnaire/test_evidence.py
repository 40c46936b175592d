import re
from datetime import date
from pathlib import Path
from typing import get_args

import msgspec
import pytest
from catalogues import write_catalogue
from own_evidence import SMALL, evidence_from, sign

from questionnaire.answers import Voice
from questionnaire.evidence import Source, cite, evidence, is_for, say
from questionnaire.words import SOURCE_LANGUAGE, use_language


def test_a_citation_has_what_is_known_of_the_source() -> None:
    source = Source("A B, et al.", "On it", "J", "abstract", year=2013, pages="28:863-73")
    assert source.citation == "A B, et al. On it. J 2013;28:863-73."
    assert Source("A B.", "On it", "J", "abstract", year=2013).citation == "A B. On it. J 2013."
    assert Source("A B.", "On it", "J", "abstract").citation == "A B. On it. J."
    page = Source("A B.", "On it", "J", "page", address="https://www.j.org/it")
    assert page.citation == page.whole == "A B. On it. J. j.org"

    own_site = Source("A B.", "On it", "j.org", "page", address="https://www.j.org/it")
    assert own_site.citation == "A B. On it. j.org."
    asks = Source("A B.", "Is it so?", "J", "abstract")
    assert asks.citation == "A B. Is it so? J."


def test_no_citation_says_a_thing_twice_or_ends_a_question_with_a_full_stop() -> None:
    for id_, source in evidence().sources.items():
        for line in (source.whole, source.short):
            parts = [part.strip(" .") for part in re.split(r"[.?] ", line)]
            assert len(set(parts)) == len(parts), (id_, line)
            assert "?." not in line, (id_, line)


def test_a_source_says_how_far_it_was_read_and_on_which_day_where_that_is_known() -> None:
    assert Source("A B.", "On it", "J", "abstract").how_read == "abstract"
    seen = Source("A B.", "On it", "J", "page", looked_up=date(2026, 11, 27))
    assert seen.how_read == "page, 2026-11-27"


def test_a_source_is_cited_with_its_numbers(tmp_path: Path) -> None:
    with evidence_from(tmp_path):
        cited = cite("one")
    assert (cited.doi, cited.pmid) == ("10.1/one", None)
    assert cited.citation.startswith("One A. First study.")


@pytest.mark.parametrize(
    ("voice", "plain", "voiced"),
    [
        ("patient", "Said to all.", "Said to you."),
        ("carer", "Said to all.", "Said to a carer."),
        ("staff", "Said to all.", "Said to staff."),
    ],
)
def test_a_statement_without_a_wording_of_its_own_is_said_to_all_alike(
    tmp_path: Path, voice: Voice, plain: str, voiced: str
) -> None:
    with evidence_from(tmp_path):
        assert (say("plain", voice).text, say("voiced", voice).text) == (plain, voiced)


def test_what_is_said_carries_its_sources_and_its_review_state(tmp_path: Path) -> None:
    with evidence_from(tmp_path):
        said = say("plain", "patient")
    assert (said.id, said.sources, said.review) == ("plain", ("two",), "needs-review")


def test_a_statement_is_for_its_audience_only(tmp_path: Path) -> None:
    with evidence_from(tmp_path):
        assert is_for("range", "staff")
        assert not is_for("range", "patient")


def test_the_evidence_is_reviewed_once_every_statement_is(tmp_path: Path) -> None:
    with evidence_from(tmp_path):
        first, *others = evidence().statements
        sign(*others)
        assert not evidence().reviewed
        sign(first, *others)
        assert evidence().reviewed


def test_a_signed_statement_is_reviewed_wherever_it_is_said(tmp_path: Path) -> None:
    with evidence_from(tmp_path):
        sign("plain")
        assert {say("plain", voice).review for voice in get_args(Voice)} == {"reviewed"}
        assert say("voiced", "patient").review == "not-reviewed"


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ('text = "Said to you."', 'text = "Said to thee."'),
        ('carer = "Said to a carer."', 'carer = "Said to the carer."'),
        ('staff = "Said to staff."', 'staff = "Said to the staff."'),
        ('staff = "Said to staff."\n', ""),
        ('title = "Voiced"', 'title = "Vocal"'),
        ('plain = "In other words"', 'plain = "In plain words"'),
        ('sources = ["one", "two"]', 'sources = ["two", "one"]'),
        ('sources = ["one", "two"]', 'sources = ["one"]'),
        ('title = "First study"', 'title = "Another study"'),
        ('read = "full text"', 'read = "secondary"'),
        ('read = "full text"', 'read = "full text"\nlooked_up = 2026-11-27'),
        ('staff = "Said to staff."', 'staff = "Said to staff."\nwhere = { one = "table 1" }'),
        ('review = "not-reviewed"', 'review = "needs-review"'),
        ('audience = ["patient", "staff"]', 'audience = ["staff"]'),
    ],
)
def test_one_change_of_what_was_signed_unsigns_it(tmp_path: Path, was: str, now: str) -> None:
    assert was in SMALL
    with evidence_from(tmp_path):
        sign("voiced")
        assert say("voiced", "staff").review == "reviewed"
    with evidence_from(tmp_path, SMALL.replace(was, now)):
        assert say("voiced", "staff").review != "reviewed"


def test_another_figure_unsigns_a_statement(tmp_path: Path) -> None:
    with evidence_from(tmp_path):
        sign("range", "plain")
    with evidence_from(tmp_path, SMALL.replace("low = 33", "low = 34")):
        assert say("range", "staff").review == "not-reviewed"
        assert say("plain", "staff").review == "reviewed"


def test_the_signature_of_a_statement_that_is_gone_is_of_no_account(tmp_path: Path) -> None:
    with evidence_from(tmp_path):
        sign("single")
    with evidence_from(tmp_path, SMALL.partition("[statements.single]")[0]):
        assert evidence().signed == frozenset()


def test_a_translation_is_not_reviewed_because_what_was_signed_is_english(tmp_path: Path) -> None:
    """A catalogue that has nothing in it says all in English, and is another language all the same."""
    with evidence_from(tmp_path):
        write_catalogue(tmp_path, "de", {})
        sign(*evidence().statements)
        use_language("de")
        try:
            assert not evidence().reviewed
            assert say("plain", "patient").review == "needs-review"
        finally:
            use_language(SOURCE_LANGUAGE)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ('review = "needs-review"', 'review = "fine"'),
        ('review = "needs-review"', 'review = "reviewed"'),
        ('read = "abstract"', 'read = "memory"'),
        ('read = "abstract"', 'read = "abstract"\nlooked_up = "today"'),
        ('audience = ["staff"]', 'audience = ["doctor"]'),
        ("low = 2", 'low = "2"'),
        ('title = "Plain"', 'titel = "Plain"'),
        ('doi = "10.1/one"', 'url = "10.1/one"'),
        ("of = 17", "of = 17, years = 7"),
        ('version = "1"', 'version = "1"\ndate = "today"'),
        ('sources = ["two"]', ""),
        ('version = "1"', ""),
    ],
)
def test_a_damaged_file_is_refused(tmp_path: Path, right: str, wrong: str) -> None:
    assert right in SMALL
    with (
        evidence_from(tmp_path, SMALL.replace(right, wrong)),
        pytest.raises(msgspec.ValidationError),
    ):
        evidence()


def test_the_evidence_is_read_once() -> None:
    assert evidence() is evidence()


@pytest.mark.parametrize(
    ("doi", "pmid", "whole", "short"),
    [
        ("10.1/x", "123", ". On it. J One 2013. doi 10.1/x PMID 123", ". J One 2013, doi 10.1/x"),
        ("10.1/x", None, ". On it. J One 2013. doi 10.1/x", ". J One 2013, doi 10.1/x"),
        (None, "123", ". On it. J One 2013. PMID 123", ". J One 2013, PMID 123"),
        (None, None, ". On it. J One 2013.", ". J One 2013"),
    ],
)
def test_a_source_stands_in_one_line_with_the_numbers_it_has(
    doi: str | None, pmid: str | None, whole: str, short: str
) -> None:
    source = Source("One A.", "On it", "J One", "abstract", year=2013, doi=doi, pmid=pmid)
    assert (source.whole, source.short) == (f"One A{whole}", f"One A{short}")


def test_a_source_without_a_year_is_named_without_one() -> None:
    source = Source("One A.", "On it", "J One", "abstract")
    assert (source.whole, source.short) == ("One A. On it. J One.", "One A. J One")
