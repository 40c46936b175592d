from typing import Any

import pytest
from msgspec.structs import replace
from sealed_examples import ANSWERS, KEY, ODD, OPENER, a_case, listed, sealed

from questionnaire.records.desk.listing import row_of
from questionnaire.records.desk.opened import Opened, opened
from questionnaire.records.errors import StoreDamagedError, WrongKeyError
from questionnaire.records.format.version import Version, uuid7
from questionnaire.records.sealing.age import Opener, new_identity, seal
from questionnaire.reports.case import Case, Shown

TODAY = a_case()


def open_one(version: Version) -> Opened:
    return opened({listed(version): version.body}, OPENER)


def with_assessment(**changes: Any) -> Case:
    """Return a case of earlier rules, which found something else."""
    return replace(TODAY, assessment=replace(TODAY.assessment, **changes))


def test_it_holds_all_that_was_entered_and_the_result_as_it_was_shown() -> None:
    version = sealed(case=TODAY, unreadable={"current_age": "junk"}, entered_by={"affected": "Ada"})
    found = open_one(version)
    (leaf,), (row,) = found.leaves, found.rows
    assert (leaf.known.answers, leaf.known.unreadable) == (ANSWERS, {"current_age": "junk"})
    whole = replace(
        TODAY.for_patient, glance=None
    )  # what is seen at one glance is worked out from it
    assert leaf.shown(TODAY.clinic) == Shown(
        language="en", clinic=TODAY.clinic, for_patient=whole, for_staff=TODAY.for_staff
    )
    assert leaf.body.answers["affected"].by == "Ada"
    assert (found.intake, row.version) == (version.intake, version.id)
    assert found.changed_since == ()


def test_who_goes_on_with_it_knows_where_it_came_from() -> None:
    version = sealed(reference="Zebra-4711")
    (leaf,) = open_one(version).leaves
    origin = leaf.earlier.origin
    assert (origin.intake, origin.ticket) == (version.intake, version.ticket)
    assert (origin.started_at, origin.reference) == (version.started_at, "Zebra-4711")
    assert (origin.proof, leaf.earlier.end.id) == ("secret", version.id)
    assert leaf.earlier.body == leaf.body


def test_an_old_one_opens_with_its_own_words() -> None:
    words = replace(TODAY.for_patient, title="What we said in those days")
    old = replace(with_assessment(headline="generalized"), for_patient=words)
    (leaf,) = open_one(sealed(case=old)).leaves
    shown = leaf.shown(TODAY.clinic)
    assert shown is not None
    assert shown.for_patient.title == "What we said in those days"
    assert leaf.body.result is not None
    assert leaf.body.result.found.headline == "generalized"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, ()),
        ({"headline": "generalized"}, ("the name of the distribution",)),
        (
            {"distribution": replace(TODAY.assessment.distribution, consensus_2013="multifocal")},
            ("the distribution by both criteria",),
        ),
        ({"forms": ()}, ("the named forms",)),
        (
            {"onset": replace(TODAY.assessment.onset, before_20=True)},
            ("the age at onset",),
        ),
        (
            {"spread": replace(TODAY.assessment.spread, level="common")},
            ("how likely it is to spread",),
        ),
        ({"treatments": ()}, ("what can help",)),
        (
            {"urgency": replace(TODAY.assessment.urgency, level="emergency"), "forms": ()},
            ("the named forms", "how urgent it is"),
        ),
    ],
)
def test_what_todays_rules_answer_otherwise_is_told(
    changes: dict[str, Any], told: tuple[str, ...]
) -> None:
    assert open_one(sealed(case=with_assessment(**changes))).changed_since == told


def test_other_words_for_the_same_are_no_other_answer() -> None:
    said = tuple(replace(one, text="In other words") for one in TODAY.assessment.treatments)
    assert said
    assert open_one(sealed(case=with_assessment(treatments=said))).changed_since == ()


def test_an_unfinished_one_was_answered_nothing_yet() -> None:
    assert open_one(sealed()).changed_since == ()


def test_of_several_versions_those_that_open_are_shown_and_the_others_named() -> None:
    good = sealed()
    foreign, junk = sealed(intake=good.intake), sealed(intake=good.intake)
    junk = replace(junk, body=seal(b"junk", KEY))
    key = replace(KEY, clinic=new_identity()[1])
    foreign = replace(foreign, body=seal(b"", key))
    found = opened({listed(one): one.body for one in (foreign, good, junk)}, OPENER)
    assert [leaf.listed.id for leaf in found.leaves] == [good.id]
    assert [row.version for row in found.unreadable] == [foreign.id, junk.id]


def test_where_nothing_opens_the_reason_is_told() -> None:
    version = sealed()
    with pytest.raises(WrongKeyError, match="can't be opened"):
        opened({listed(version): version.body}, Opener([new_identity()[0]]))
    with pytest.raises(StoreDamagedError, match="damaged"):
        open_one(replace(version, body=seal(b"junk", KEY)))


def test_what_was_encrypted_for_another_row_is_not_shown_in_this_one() -> None:
    one, other = sealed(reference="Zebra-4711"), sealed()
    with pytest.raises(StoreDamagedError, match="another intake"):
        open_one(replace(one, body=other.body))
    row = row_of(listed(replace(other, head=one.head)), OPENER)
    assert (row.readable, row.reference) == (False, "")


@pytest.mark.parametrize(
    "changes", [{"number": 2}, {"station": "D9"}, {"ticket": "K7-43"}, {"intake": uuid7()}]
)
def test_each_name_of_a_row_is_encrypted_with_it(changes: dict[str, Any]) -> None:
    version = replace(sealed(), **changes)
    assert not row_of(listed(version), OPENER).readable
    with pytest.raises(StoreDamagedError, match="another intake"):
        open_one(version)


@pytest.mark.parametrize("content", ODD)
def test_odd_content_that_anybody_can_seal_is_told_and_keeps_nothing_else_closed(
    content: bytes,
) -> None:
    good = sealed()
    odd = replace(sealed(intake=good.intake), body=seal(content, KEY))
    with pytest.raises(StoreDamagedError):
        open_one(odd)
    found = opened({listed(one): one.body for one in (odd, good)}, OPENER)
    assert [row.version for row in found.unreadable] == [odd.id]


def test_a_head_that_does_not_open_keeps_nothing_of_the_body_closed() -> None:
    version = replace(sealed(), head=b"junk")
    (leaf,) = open_one(version).leaves
    assert leaf.known.answers == ANSWERS
    assert not leaf.row.readable
