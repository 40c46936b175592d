from datetime import timedelta

import pytest
from msgspec.structs import replace
from sealed_examples import KEY, ODD, OPENER, a_case, listed, sealed

from examples import with_head
from questionnaire.answers import Answers
from questionnaire.records.desk.listing import Listing, Row, head_of, joined, row_of
from questionnaire.records.format.draft import receipt
from questionnaire.records.sealing.age import Opener, new_identity, seal
from questionnaire.rules.urgency import UrgencyLevel


def a_row(**changes: object) -> Row:
    return replace(row_of(listed(sealed()), OPENER), **changes)


def later(row: Row, **changes: object) -> Row:
    """Return the row of another version of the same intake, which came a minute later."""
    at = row.written_at + timedelta(minutes=1)
    came = {"intake": row.intake, "written_at": at, "arrival": row.arrival + 1}
    return replace(a_row(), **(came | changes))


def test_a_row_says_what_stands_in_the_clear_and_what_was_sealed() -> None:
    version = sealed(reference="Zebra-4711", page="result", case=a_case())
    row = row_of(listed(version, acknowledged=receipt("secret", ()).hex()), OPENER)
    assert (row.version, row.intake, row.ticket) == (version.id, version.intake, "K7-42")
    assert (row.started_at, row.written_at) == (version.started_at, version.written_at)
    assert (row.reference, row.title, row.sides, row.age) == (
        "Zebra-4711",
        "cervical-dystonia",
        "",
        34,
    )
    assert (row.urgency, row.answered_by) == ("routine", "")
    assert (row.readable, row.conflict, row.acknowledged) == (True, False, True)


def test_only_a_finished_one_counts_as_seen() -> None:
    done, draft = sealed(case=a_case()), sealed()
    assert row_of(listed(done), OPENER).state == "finished"
    assert row_of(listed(done, seen=str(done.id)), OPENER).state == "seen"
    assert row_of(listed(draft, seen=str(draft.id)), OPENER).state == "unfinished"


def test_one_that_was_changed_after_it_was_seen_is_to_be_seen_again() -> None:
    before, after = sealed(case=a_case()), sealed(case=a_case())
    assert row_of(listed(after, seen=str(before.id)), OPENER).state == "finished"


def test_a_sign_that_was_marked_after_somebody_answered_calls_again() -> None:
    version = sealed(kept=Answers(urgent_signs=("breathing", "swallowing")))
    answered = receipt("secret", ("breathing",)).hex()
    row = row_of(listed(version, acknowledged=answered), OPENER)
    assert (row.acknowledged, row.calls) == (False, True)


def test_an_urgent_one_without_a_receipt_is_not_answered_by_nobody() -> None:
    forged = with_head(sealed(), (KEY.clinic, KEY.recovery), urgency="emergency")
    assert row_of(listed(forged), OPENER).calls


def test_a_level_of_a_newer_program_calls() -> None:
    newer = with_head(sealed(), (KEY.clinic, KEY.recovery), urgency="within-the-hour")
    row = row_of(listed(newer), OPENER)
    assert (row.urgency, row.calls) == (None, True)


def test_one_that_does_not_open_is_answered_by_anybody() -> None:
    version = sealed(kept=Answers(urgent_signs=("breathing",)))
    unreadable = replace(listed(version, acknowledged="unreadable"), head=b"junk")
    assert row_of(unreadable, OPENER).acknowledged


@pytest.mark.parametrize(
    ("attention", "urgency", "acknowledged", "calls"),
    [
        (False, None, False, False),
        (False, "routine", False, False),
        (False, "unknown", False, False),
        (False, "same-day", False, True),
        (False, "emergency", False, True),
        (False, "emergency", True, False),
        (True, None, False, True),
        (True, None, True, False),
    ],
)
def test_an_urgent_one_calls_until_someone_takes_it_on(
    *, attention: bool, urgency: UrgencyLevel | None, acknowledged: bool, calls: bool
) -> None:
    row = a_row(attention=attention, urgency=urgency, acknowledged=acknowledged)
    assert row.calls is calls


def test_what_is_sealed_to_another_key_or_altered_or_no_head_is_not_readable() -> None:
    version = listed(sealed(reference="Zebra-4711"))
    stranger = Opener([new_identity()[0]])
    broken = replace(version, head=version.head[:-1] + bytes([version.head[-1] ^ 1]))
    assert head_of(version, stranger) is None
    assert head_of(broken, OPENER) is None
    row = row_of(broken, OPENER)
    assert (row.readable, row.reference, row.ticket) == (False, "", "K7-42")


@pytest.mark.parametrize("content", ODD)
def test_odd_content_that_anybody_can_seal_is_one_row_that_is_not_readable(content: bytes) -> None:
    row = row_of(replace(listed(sealed()), head=seal(content, KEY)), OPENER)
    assert (row.readable, row.reference, row.ticket) == (False, "", "K7-42")


def test_a_row_is_told_when_it_is_new_or_not_what_it_was() -> None:
    listing, row = Listing(), a_row()
    assert listing.add(row) == row
    assert listing.add(row) is None
    acknowledged = replace(row, acknowledged=True)
    assert listing.put([acknowledged]) == acknowledged
    assert listing.put([acknowledged]) is None


def test_two_versions_of_an_intake_are_one_row_in_conflict() -> None:
    listing, row = Listing(), a_row()
    newer = later(row)
    listing.add(newer)
    both = listing.add(row)
    assert both == replace(newer, conflict=True)
    assert listing.put([newer, row]) is None
    assert listing.put([newer]) == newer


def test_a_conflict_shows_what_came_last_whatever_the_clock_of_its_station_said() -> None:
    row = a_row(ticket="K7-01")
    newer = later(row, ticket="D1-01", written_at=row.written_at - timedelta(days=9))
    assert joined((row, newer)) == joined((newer, row)) == replace(newer, conflict=True)


def test_a_conflict_calls_for_the_most_urgent_of_its_versions() -> None:
    row = a_row(urgency="emergency", attention=True)
    both = joined((row, later(row, urgency="routine")))
    assert (both.urgency, both.attention, both.conflict) == ("emergency", True, True)
    assert joined((row, later(row, urgency=None))).urgency == "emergency"
    assert joined((replace(row, urgency=None), later(row, urgency=None))).urgency is None
    assert (
        joined((replace(row, urgency="unknown"), later(row, urgency="routine"))).urgency
        == "unknown"
    )


def test_a_conflict_calls_until_each_urgent_version_is_acknowledged() -> None:
    row = a_row(urgency="emergency")
    other = later(row, urgency="same-day", acknowledged=True)
    assert joined((row, other)).calls
    assert not joined((replace(row, acknowledged=True), other)).calls
    assert not joined((replace(row, acknowledged=True), later(row, urgency="routine"))).calls


def test_any_of_the_receipts_that_were_given_answers_the_signs() -> None:
    version = sealed(kept=Answers(urgent_signs=("breathing",)))
    given = f"{receipt('secret', ('breathing',)).hex()} {receipt('other', ()).hex()}"
    assert not row_of(listed(version, acknowledged=given), OPENER).calls


def test_what_is_dropped_is_known_no_more() -> None:
    listing, row = Listing(), a_row()
    listing.add(row)
    assert listing.drop(row.intake)
    assert not listing.drop(row.intake)
    assert listing.add(row) == row
