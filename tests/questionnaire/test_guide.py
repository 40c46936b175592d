"""Everything that the patient guide says has its place in the product."""

import re
import tomllib
from pathlib import Path

import msgspec
import pytest
from what_is_read import cases, statements_in

import resources
from questionnaire.evidence import evidence


class GuideSentence(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One sentence of the patient guide, and what in the product carries it to a person."""

    sentence: int
    says: str
    statements: tuple[str, ...] = ()
    clinic: bool = False
    left_out: str = ""


_TABLES = tomllib.loads((resources.FOLDER / "guide.toml").read_text(encoding="utf-8"))
GUIDE = msgspec.convert(_TABLES["guide"], tuple[GuideSentence, ...])
TEXT = Path(__file__).parents[3] / "shared" / "guide.txt"

#: Headings and the word under a link: they say nothing of their own.
_NO_SENTENCES = {"Causes of Dystonia", "Contact Us", "Read More"}

#: A point ends a sentence, but not after an initial.
_END_OF_SENTENCE = re.compile(r"(?<![A-Z]\.)(?<=[.?!])\s+")


def test_the_sentences_are_numbered_without_a_gap() -> None:
    assert [entry.sentence for entry in GUIDE] == list(range(1, len(GUIDE) + 1))


@pytest.mark.parametrize("entry", GUIDE, ids=lambda entry: str(entry.sentence))
def test_a_sentence_is_carried_by_statements_or_the_clinic_or_left_out_with_a_reason(
    entry: GuideSentence,
) -> None:
    assert entry.says
    assert [bool(entry.statements), entry.clinic, bool(entry.left_out)].count(True) == 1


def test_patients_can_read_each_statement_that_carries_a_sentence() -> None:
    read = {id_ for case in cases("patient") for id_ in statements_in(case.for_patient)}
    assert {id_ for entry in GUIDE for id_ in entry.statements} <= read


def test_every_statement_that_carries_a_sentence_names_the_guide_as_a_source() -> None:
    carrying = {id_ for entry in GUIDE for id_ in entry.statements}
    without = {id_ for id_ in carrying if "guide" not in evidence().statements[id_].sources}
    assert without == set()


@pytest.mark.skipif(not TEXT.exists(), reason="the guide is kept beside the checkout")
def test_every_sentence_of_the_guide_is_accounted_for() -> None:
    lines = TEXT.read_text(encoding="utf-8").splitlines()
    parts = [part.strip("• ") for line in lines for part in _END_OF_SENTENCE.split(line)]
    assert len([part for part in parts if part and part not in _NO_SENTENCES]) == len(GUIDE)
