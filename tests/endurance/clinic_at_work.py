"""A clinic whose programs are started one after the other, each a process of its own, and what it keeps."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from keys_for_tests import PASSPHRASE, quick_founding
from programs import Program

from questionnaire.records.desk.chain_heads import verified
from questionnaire.records.desk.founding import Founding, join_as_waiting_room
from questionnaire.records.desk.stations import add_waiting_room
from questionnaire.records.format.codec import decode_body
from questionnaire.records.intake.forwarding import forward
from questionnaire.records.intake.outbox import OUTBOX_FILE, Outbox
from questionnaire.records.notes import Notes
from questionnaire.records.sealing.age import Opener
from questionnaire.records.setup import read_setup
from questionnaire.records.store.store import Store


class ClinicAtWork(NamedTuple):
    """A clinic's desk and its waiting room; on one computer both have one folder."""

    founding: Founding
    desk: Path
    room: Path

    @property
    def passphrase_file(self) -> Path:
        return self.desk.parent / "passphrase"


def set_up(home: Path, store: str = "") -> ClinicAtWork:
    """Set a clinic up on one computer, or in a database with a waiting room of its own."""
    desk, room = home / "desk", home / "room"
    desk.mkdir()
    (home / "passphrase").write_text(PASSPHRASE, encoding="utf-8")
    founding = quick_founding(desk, store)
    setup = founding.finish(desk)
    if not store:
        return ClinicAtWork(founding, desk, desk)
    program = Program(desk, setup)
    try:
        program.keys.open_with(founding.unlocked)
        fingerprint = add_waiting_room(program.keys, home / "room.toml")
        program.arrive()
    finally:
        program.close()
    join_as_waiting_room(room, home / "room.toml", fingerprint)
    return ClinicAtWork(founding, desk, room)


@contextmanager
def looked_at(clinic: ClinicAtWork) -> Iterator[Store]:
    """Lend the clinic's store once everything that waits on its computers is there."""
    with Store.open(clinic.founding.setup.store) as store:
        for folder in {clinic.desk, clinic.room}:
            setup = read_setup(folder)
            assert setup
            with Outbox(folder / OUTBOX_FILE, setup.signer) as outbox:
                while forward(outbox, store):
                    pass
        yield store


def what_opens(clinic: ClinicAtWork, store: Store) -> dict[UUID, str]:
    """Return the ticket of each intake that opens; a second version of one is not expected."""
    opener, found = Opener([clinic.founding.recovery]), dict[UUID, str]()
    for leaf in store.latest(limit=1_000_000):
        decode_body(opener.open(store.version(leaf.id).body))
        assert leaf.intake not in found, "two versions of one intake"
        found[leaf.intake] = leaf.ticket
    return found


def findings(clinic: ClinicAtWork, store: Store) -> list[str]:
    """Return what verifying finds, and what it can't check."""
    setup = read_setup(clinic.desk)
    assert setup
    with Outbox(clinic.desk / OUTBOX_FILE, setup.signer) as outbox:
        *_, last = verified(
            store,
            Notes(clinic.desk),
            outbox,
            setup.key.signing,
            Opener([clinic.founding.recovery]),
        )
    assert last
    return [*(one.text for one in last.findings), *last.unchecked, *(o.text for o in store.odd)]
