"""Whoever has every right on the database, but no passphrase and no station's key, does nothing unnoticed."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event as Flag
from uuid import UUID

import pytest
from chains import chain_of
from msgspec.structs import asdict, replace
from programs import ANSWERS, PATIENCE, AtWork, Program, Start, everything
from sqlalchemy import Connection, delete, insert, text

from examples import encrypted_again, signer
from questionnaire.records.desk.backup import back_up, check
from questionnaire.records.desk.chain_heads import observe, verified
from questionnaire.records.desk.verification import Verified
from questionnaire.records.format.version import AuditEntry, Version, uuid7
from questionnaire.records.intake.outbox import OUTBOX_FILE, Outbox
from questionnaire.records.store import tables
from questionnaire.records.store.audit import Event, entry_after
from questionnaire.records.store.held_rows import held_versions
from questionnaire.records.store.one_moment import AtOneMoment

pytest_plugins = ["mornings"]

#: Nothing is written while somebody else's harm is looked at.
SIGNER = signer()

CHANGED, MISSING, ADDED = "is not what station", "is missing", "was not written by station"
REPLAYED, UNPROVEN = "is there again", "Station K7 has no valid certificate"


@pytest.fixture
def clinic(morning: AtWork) -> Program:
    """Return the desk; whatever a test does to the clinic is done to a copy."""
    return morning.desk


@pytest.fixture
def room(morning: AtWork) -> Program:
    return morning.room


def test_what_nobody_touched_is_sound(clinic: Program) -> None:
    assert said(clinic) == ""


def look(desk: Program, *, opens: bool = False) -> Verified:
    """Verify the records at a desk."""
    keys = desk.keys
    with Outbox(desk.folder / OUTBOX_FILE, desk.setup.signer) as outbox:
        opener = keys.opener if opens else None
        *_, found = verified(keys.store, keys.notes, outbox, desk.setup.key.signing, opener)
    assert found is not None
    return found


def said(desk: Program) -> str:
    return in_words(look(desk))


def in_words(found: Verified | None) -> str:
    assert found is not None
    return "\n".join((*(one.text for one in found.findings), *found.unchecked))


def attack(desk: Program, *statements: str, versions: tuple[Version, ...] = ()) -> None:
    """Do something in the database past every trigger, as its administrator can, and put versions in."""
    with desk.keys.store.writing() as connection:
        harm(connection, *statements)
        for version in versions:
            connection.execute(insert(tables.versions), asdict(version))


def harm(connection: Connection, *statements: str) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL session_replication_role = replica"))
    else:
        triggers = text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for name in connection.scalars(triggers).all():
            connection.execute(text(f"DROP TRIGGER {name}"))
    for one in statements:
        connection.execute(text(_written_out(one)))


#: What stands in the statements below for a row, a part of one, or all that a row is copied with.
WORDS = {
    "FIRST": "(SELECT min(arrival) FROM versions WHERE state = 'finished')",
    "LAST": "(SELECT max(arrival) FROM versions WHERE state = 'finished')",
    "DRAFT": "(SELECT max(arrival) FROM versions WHERE state = 'unfinished')",
    "BODY": "(SELECT body FROM versions WHERE arrival = LAST)",
    "HEAD": "(SELECT head FROM versions WHERE arrival = LAST)",
    "NEW": "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'",
    "COPIED": "intake, based_on, settles, number, station, ticket, state, started_at, written_at, attention, "
    "program, questionnaire, rules, evidence, key, head, signature, body",
}


def _written_out(statement: str) -> str:
    for word in ("NEW", "COPIED", "BODY", "HEAD", "FIRST", "LAST", "DRAFT"):
        statement = statement.replace(word, WORDS[word])
    return statement


ATTACKS = {
    "a body under another row": ("UPDATE versions SET body = BODY WHERE arrival = FIRST", CHANGED),
    "a head under another row": ("UPDATE versions SET head = HEAD WHERE arrival = FIRST", CHANGED),
    "another ticket": ("UPDATE versions SET ticket = 'A2-99' WHERE arrival = FIRST", CHANGED),
    "another station": ("UPDATE versions SET station = 'K7' WHERE arrival = FIRST", CHANGED),
    "another time": ("UPDATE versions SET written_at = started_at WHERE arrival = FIRST", CHANGED),
    "called": ("UPDATE versions SET attention = NOT attention WHERE arrival = FIRST", CHANGED),
    "signed otherwise": ("UPDATE versions SET signature = substr(head, 1, 64) WHERE arrival = FIRST", CHANGED),
    "a finished intake gone": ("DELETE FROM versions WHERE arrival = LAST", MISSING),
    "a draft gone": ("DELETE FROM versions WHERE arrival = DRAFT", MISSING),
    "all intakes gone": ("DELETE FROM versions", MISSING),
    "a correction taken back": ("DELETE FROM versions WHERE arrival = LAST; DELETE FROM superseded", REPLAYED),
    "a replaced one shown": ("DELETE FROM superseded", REPLAYED),
    "a row hidden": (
        "INSERT INTO superseded SELECT id, intake, TRUE FROM versions WHERE arrival = LAST",
        "was hidden",
    ),
    "a row added": (
        "INSERT INTO versions (id, COPIED) SELECT NEW, COPIED FROM versions WHERE arrival = LAST",
        ADDED,
    ),
    "a mark changed": ("UPDATE marks SET about = 'x' WHERE kind = 'seen'", CHANGED),
    "a mark gone": ("DELETE FROM marks WHERE kind = 'seen'", MISSING),
    "a deletion by another": ("UPDATE marks SET who = 'Bob' WHERE kind = 'deleted'", ADDED),
    "a deletion gone": ("DELETE FROM marks WHERE kind = 'deleted'", MISSING),
    "an entry altered": ("UPDATE audit SET who = 'Bob' WHERE number = 2", "was altered"),
    "an entry gone": ("DELETE FROM audit WHERE number = 2", "is missing"),
    "entries unsigned": ("UPDATE audit SET signature = substr(signature, 2)", "was not signed"),
    "certificates changed": ("UPDATE stations SET who = 'Bob'", "unlock the front desk"),
    "one certificate changed": ("UPDATE stations SET who = 'Bob' WHERE code = 'K7'", UNPROVEN),
    "a certificate gone": ("DELETE FROM stations WHERE code = 'K7'", UNPROVEN),
    "all certificates gone": ("DELETE FROM stations", UNPROVEN),
}  # fmt: skip


def test_each_thing_done_to_the_rows_is_named(clinic: Program) -> None:
    """Each is done to the same records and taken back, because making them takes long."""
    unnamed = {name for name, (done, words) in ATTACKS.items() if words not in tried(clinic, done)}
    assert unnamed == set()
    assert said(clinic) == ""


def tried(desk: Program, statements: str) -> str:
    """Return what is said while something is done that is taken back then."""
    store, keys = desk.keys.store, desk.keys
    with store.writing() as connection, Outbox(desk.folder / OUTBOX_FILE, SIGNER) as outbox:
        harm(connection, *statements.split("; "))
        now = AtOneMoment(store, connection, known=())
        *_, found = verified(now, keys.notes, outbox, desk.setup.key.signing)
        connection.rollback()
    return in_words(found)


def test_a_backup_of_what_was_tampered_with_names_it_too(clinic: Program, tmp_path: Path) -> None:
    attack(clinic, "UPDATE versions SET ticket = 'A2-99'", "DELETE FROM marks WHERE kind = 'seen'")
    back_up(clinic.keys.store, tmp_path / "backup.zip")
    found, lost = check(tmp_path / "backup.zip", clinic.setup.key.signing)
    told = "\n".join(one.text for one in found.findings)
    assert ("A2-99 is not what" in told, "A mark on intake" in told, lost) == (True, True, ())
    found, _ = check(tmp_path / "backup.zip", "")
    assert "doesn't know the clinic's key" in "".join(found.unchecked)


def newest(desk: Program) -> Version:
    """Return the finished version that came last."""
    return [one for one in desk.keys.store.all_versions() if one.state == "finished"][-1]


def test_a_deleted_intake_that_is_put_back_is_named(clinic: Program) -> None:
    version = newest(clinic)
    clinic.office.delete([version.intake])
    clinic.arrive()
    assert look(clinic).findings == ()
    attack(clinic, versions=(version,))
    assert f"{version.ticket} of station {version.station} is there again" in said(clinic)


def test_an_intake_that_anybody_can_encrypt_is_named_when_it_is_verified_and_when_it_is_opened(
    clinic: Program,
) -> None:
    """It has all names right and opens: the public key encrypts, but signs nothing."""
    opener, key = clinic.keys.opener, clinic.setup.key
    forged = encrypted_again(newest(clinic), opener, key, id=uuid7(), intake=uuid7(), based_on=None)
    forged = signer("Eve").signed(forged)
    clinic.keys.store.add([forged])
    assert not clinic.office.open(forged.intake).is_proven
    assert "was not written by station" in said(clinic)
    assert clinic.office.open(newest(clinic).intake).leaves


@pytest.mark.parametrize("morning", ["sqlite"], indirect=True)  # PostgreSQL keeps such a row out
def test_a_row_that_is_odd_opens_as_not_proven(clinic: Program) -> None:
    version = newest(clinic)
    with clinic.keys.store.writing() as connection:
        connection.execute(text("PRAGMA ignore_check_constraints = ON"))
        connection.execute(text("UPDATE versions SET program = hex(zeroblob(60))"))
    assert not clinic.office.open(version.intake).is_proven


def test_what_its_own_station_wrote_opens_as_proven(clinic: Program) -> None:
    assert all(clinic.office.open(row.intake).is_proven for row in everything(clinic.office))


def test_with_a_passphrase_everything_is_opened_and_what_does_not_open_is_named(
    clinic: Program, room: Program
) -> None:
    found = look(clinic, opens=True)
    assert (found.opened, found.findings) == (found.versions, ())
    with Outbox(room.folder / OUTBOX_FILE, room.setup.signer) as outbox:
        odd = replace(newest(clinic), id=uuid7(), intake=uuid7(), station=room.setup.station)
        outbox.add_version(odd)
    room.recorder.note(Event(action="exit"))  # so that it looks at what waits
    room.arrive()
    assert look(clinic).findings == ()
    found = look(clinic, opens=True)
    assert [one.text for one in found.findings] == [
        f"A version of intake {odd.ticket} of station {odd.station} can't be opened, or belongs to another row."
    ]


def test_while_programs_write_and_staff_delete_nothing_is_called_tampered_with(
    clinic: Program, room: Program
) -> None:
    done = Flag()

    def work() -> None:
        for _ in range(5):
            room.finished(**ANSWERS)
            room.fill_in(urgent_signs=()).leave()
            row = everything(clinic.office)[0]
            clinic.office.mark_seen(clinic.office.open(row.intake))
            clinic.office.delete([row.intake])
        done.set()

    with ThreadPoolExecutor(1) as hands:
        working = hands.submit(work)
        looks = 0
        while not (done.is_set() or working.done()):
            assert [one.text for one in look(clinic).findings] == []
            looks += 1
        working.result()
    assert looks
    room.arrive()
    clinic.arrive()
    assert said(clinic) == ""


# The audit logs


def put_in_place(desk: Program, chain: tuple[AuditEntry, ...]) -> None:
    """Put another chain in the place of a station's own."""
    with desk.keys.store.writing() as connection:
        connection.execute(delete(tables.audit).where(tables.audit.c.station == chain[0].station))
    desk.keys.store.add(entries=chain)


def test_a_chain_written_anew_with_right_hashes_is_named(clinic: Program, room: Program) -> None:
    """Also where no computer noted its end, because it has none of its own yet."""
    station = room.setup.station
    put_in_place(clinic, chain_of([Event(action="opened", who="Eve")] * 3, station))
    assert f"Entry 3 of station {station} was not signed by it" in said(clinic)
    assert "was not written by" not in said(clinic)


def test_another_stations_signature_proves_nothing(clinic: Program, room: Program) -> None:
    anew = chain_of([Event(action="opened", who="Eve")] * 3, room.setup.station)
    put_in_place(clinic, tuple(clinic.setup.signer.signed(one) for one in anew))
    assert "Entry 1 of station" in said(clinic)


def cut_off(desk: Program, station: str) -> None:
    """Remove all entries of a station but the first."""
    c = tables.audit.c
    with desk.keys.store.writing() as connection:
        connection.execute(delete(tables.audit).where(c.station == station, c.number > 1))


def test_a_cut_off_end_is_named_by_its_station_at_its_next_start_and_in_the_audit(
    clinic: Program, room: Program, start: Start
) -> None:
    room.close()
    cut_off(clinic, room.setup.station)
    again = start(room.setup, room.folder)
    assert "no longer hold" in again.unreachable.get(timeout=PATIENCE)
    again.arrive()
    last = clinic.keys.store.audit_tails()[room.setup.station]
    assert (last.action, last.detail) == ("end-lost", str(last.number - 1))
    assert "are missing" in said(clinic)


def test_a_cut_off_end_is_named_by_every_computer_that_had_seen_it(
    clinic: Program, room: Program
) -> None:
    observe(clinic.keys.store, clinic.keys.notes)
    cut_off(clinic, room.setup.station)
    assert f"The entries of station {room.setup.station} are cut off from entry 2 on" in said(
        clinic
    )


def test_rows_whose_entries_have_not_arrived_are_not_called_sound(
    clinic: Program, room: Program
) -> None:
    cut_off(clinic, room.setup.station)
    assert "not arrived" in said(clinic)


# What a computer of its own knows


def test_who_takes_a_number_of_another_station_makes_it_forget_nothing(
    clinic: Program, room: Program
) -> None:
    """Here by somebody with every right; a waiting room's role is refused by the database."""
    last = list(clinic.keys.store.audit("K7"))[-1]
    taken: list[AuditEntry] = [last]
    for _ in range(3):
        taken.append(entry_after(taken[-1], Event(action="opened", who="Eve"), "K7", last.at))
    clinic.keys.store.add(entries=taken[1:])
    clinic.recorder.note(Event(action="printed", who="Ada"))
    assert "in the place of one" in clinic.unreachable.get(timeout=PATIENCE)
    with Outbox(clinic.folder / OUTBOX_FILE, clinic.setup.signer) as outbox:
        assert "printed" in {one.action for one in outbox.parcel().entries}
    assert "was not signed by it" in said(clinic)


def test_a_version_that_is_taken_for_another_is_kept_until_it_has_arrived(
    clinic: Program, room: Program
) -> None:
    with Outbox(room.folder / "other.db", room.setup.signer) as outbox:
        outbox.add_version(replace(newest(clinic), id=uuid7(), intake=uuid7()))
        (waiting,) = outbox.parcel().versions
    forged = replace(waiting, head=b"forged", signature=b"")
    clinic.keys.store.add([forged])
    assert _held(clinic, waiting) == set()
    assert _held(clinic, forged) == {forged.id}


def _held(desk: Program, version: Version) -> set[UUID]:
    return held_versions(desk.keys.store, [version])
