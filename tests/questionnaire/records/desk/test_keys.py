from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from threading import Event

import pytest
from keys_for_tests import OTHER_PASSPHRASE, PASSPHRASE
from msgspec.structs import replace
from programs import Program, Start, everything

from questionnaire.records.desk.founding import Founding
from questionnaire.records.desk.keys import Keys
from questionnaire.records.errors import (
    GoneError,
    ReadOnlyError,
    RecordsError,
    SetupRefusedError,
    StoreUnreachableError,
    WrongKeyError,
    WrongPassphraseError,
)
from questionnaire.records.sealing.age import Opener
from questionnaire.records.sealing.pinned_key import KEY_NOTE
from questionnaire.records.sealing.staff_pin import hash_pin
from questionnaire.records.sealing.vault import new_vault
from questionnaire.records.setup import SETUP_FILE, read_setup
from questionnaire.records.store.engine import Database
from questionnaire.records.store.schema import bring_up_to_date
from questionnaire.records.store.store import Store

pytest_plugins = ["clinics"]

on_one_computer = pytest.mark.parametrize("where", ["sqlite"], indirect=True)

SECONDS = 10.0

ANSWERS = {"urgent_signs": (), "affected": ("neck",)}


def noted(program: Program) -> Sequence[tuple[str, str, str]]:
    """Return what the audit says of the keys: what, who and which."""
    program.arrive()
    entries = program.keys.store.audit(program.setup.station)
    return [(entry.action, entry.who, entry.detail) for entry in entries][1:]


def with_holder(program: Program, founding: Founding, *names: str) -> None:
    """Make others keyholders with Ada's passphrase; deriving another one takes seconds."""
    revision, _ = program.keys.store.vault() or (0, b"")
    holders = founding.unlocked.vault.keyholders
    changed = founding.unlocked._with(  # the same wrapped key under other names
        {**holders, **dict.fromkeys(names, holders["Ada"])}, founding.unlocked.keys
    )
    program.keys.store.replace_vault(changed.vault.encode(), after=revision)
    who = program.keys.name
    program.keys.open_with(replace(changed, name=who if who in names else "Ada"))


def test_the_records_are_locked_at_first(founding: Founding, start: Start, tmp_path: Path) -> None:
    keys = start(founding.finish(tmp_path), tmp_path).keys
    assert not keys.is_unlocked
    assert keys.holders() == ("Ada",)
    assert keys.fingerprint == founding.unlocked.public.fingerprint
    with pytest.raises(WrongKeyError, match="locked"):
        _ = keys.opener
    with pytest.raises(WrongKeyError, match="locked"):
        _ = keys.name


def test_who_knows_the_passphrase_opens_them_and_locking_forgets_every_key(
    founding: Founding, start: Start, tmp_path: Path
) -> None:
    program = start(founding.finish(tmp_path), tmp_path)
    program.keys.unlock("Ada", PASSPHRASE)
    assert (program.keys.is_unlocked, program.keys.name) == (True, "Ada")
    assert isinstance(program.keys.opener, Opener)
    for _ in range(2):
        program.keys.lock()
    assert not program.keys.is_unlocked
    with pytest.raises(WrongKeyError, match="locked"):
        _ = program.keys.opener
    assert noted(program) == [("unlocked", "Ada", ""), ("locked", "Ada", "")]


def test_a_wrong_passphrase_opens_nothing_and_stands_in_the_audit(
    founding: Founding, start: Start, tmp_path: Path
) -> None:
    program = start(founding.finish(tmp_path), tmp_path)
    with pytest.raises(WrongPassphraseError, match="is wrong"):
        program.keys.unlock("Ada", "something else")
    assert not program.keys.is_unlocked
    assert noted(program) == [("wrong-passphrase", "Ada", "")]


def test_who_is_no_keyholder_is_told_so(desk: Program) -> None:
    with pytest.raises(SetupRefusedError, match="removed"):
        desk.keys.unlock("Bo", PASSPHRASE)


def test_keys_that_this_computer_does_not_know_are_refused(desk: Program) -> None:
    desk.keys.lock()
    stranger, _ = new_vault("Ada", PASSPHRASE, lambda secret, _passphrase: secret)
    with pytest.raises(WrongKeyError, match="not the one that this computer knows"):
        desk.keys.open_with(stranger)
    assert not desk.keys.is_unlocked
    assert "unlocked" not in [action for action, _, _ in noted(desk)[2:]]


@on_one_computer
def test_a_store_without_keys_is_told(founding: Founding, start: Start, tmp_path: Path) -> None:
    setup = founding.finish(tmp_path)
    Path(setup.store).unlink()
    Store.open(setup.store).close()
    with pytest.raises(GoneError, match="last backup"):
        start(setup, tmp_path).keys.holders()


@on_one_computer
def test_a_new_keyholder_unlocks_as_well(desk: Program) -> None:
    desk.keys.add_holder("bo", OTHER_PASSPHRASE)
    assert desk.keys.holders() == ("Ada", "bo")
    assert noted(desk)[-1] == ("keyholder-added", "Ada", "bo")
    desk.keys.lock()
    desk.keys.unlock("bo", OTHER_PASSPHRASE)
    assert desk.keys.name == "bo"
    with pytest.raises(RecordsError, match="already a keyholder"):
        desk.keys.add_holder("Ada", OTHER_PASSPHRASE)


@on_one_computer
def test_who_changes_the_passphrase_unlocks_with_the_new_one_alone(desk: Program) -> None:
    desk.keys.change_passphrase(OTHER_PASSPHRASE)
    assert noted(desk)[-1] == ("passphrase-changed", "Ada", "Ada")
    desk.keys.lock()
    with pytest.raises(WrongPassphraseError):
        desk.keys.unlock("Ada", PASSPHRASE)
    desk.keys.unlock("Ada", OTHER_PASSPHRASE)


def test_who_is_removed_unlocks_no_more(desk: Program, founding: Founding) -> None:
    with_holder(desk, founding, "Bo")
    desk.keys.remove_holder("Bo", new_key=False)
    assert desk.keys.holders() == ("Ada",)
    assert desk.keys.fingerprint == founding.unlocked.public.fingerprint
    assert noted(desk)[-1] == ("keyholder-removed", "Ada", "Bo")
    with pytest.raises(RecordsError, match="last keyholder"):
        desk.keys.remove_holder("Ada", new_key=False)


def test_who_removes_themselves_locks_the_records(desk: Program, founding: Founding) -> None:
    with_holder(desk, founding, "Bo")
    desk.keys.remove_holder("Ada", new_key=True)
    assert not desk.keys.is_unlocked
    assert desk.keys.holders() == ("Bo",)
    assert noted(desk)[-1] == ("locked", "Ada", "")


def test_removal_and_new_key_are_one_write_so_that_nothing_comes_between(
    desk: Program, founding: Founding
) -> None:
    with_holder(desk, founding, "Bo")
    before, _ = desk.keys.store.vault() or (0, b"")
    desk.keys.remove_holder("Bo", new_key=True)
    after, _ = desk.keys.store.vault() or (0, b"")
    assert after == before + 1
    assert noted(desk)[-2:] == [
        ("keyholder-removed", "Ada", "Bo"),
        ("new-key", "Ada", desk.keys.fingerprint),
    ]


def test_with_a_new_key_new_entries_need_it_and_old_ones_still_open(
    desk: Program, founding: Founding
) -> None:
    desk.finished(**ANSWERS)
    desk.arrive()
    with_holder(desk, founding, "Bo")
    old = desk.keys.opener
    desk.keys.remove_holder("Bo", new_key=True)
    assert desk.keys.fingerprint != founding.unlocked.public.fingerprint
    assert noted(desk)[-1] == ("new-key", "Ada", desk.keys.fingerprint)
    desk.finished(**ANSWERS)
    desk.arrive()
    rows = everything(desk.office)
    assert [row.readable for row in rows] == [True, True]
    heads = [leaf.head for leaf in desk.keys.store.latest(limit=9)]
    with pytest.raises(WrongKeyError):
        old.open(heads[0])
    old.open(heads[1])


def test_after_a_new_key_the_program_starts_and_unlocks_as_before(
    desk: Program, founding: Founding, start: Start
) -> None:
    with_holder(desk, founding, "Bo")
    desk.keys.remove_holder("Bo", new_key=True)
    fingerprint = desk.keys.fingerprint
    desk.close()
    setup = read_setup(desk.folder)
    assert setup is not None
    assert setup.key.fingerprint == fingerprint
    again = start(setup, desk.folder)
    again.keys.unlock("Ada", PASSPHRASE)
    assert again.keys.fingerprint == fingerprint


def test_another_desk_learns_of_a_new_key_when_it_unlocks(
    desk: Program, other_desk: Program, founding: Founding
) -> None:
    other_desk.keys.lock()
    with_holder(desk, founding, "Bo")
    desk.keys.remove_holder("Bo", new_key=True)
    other_desk.keys.unlock("Ada", PASSPHRASE)
    assert other_desk.keys.fingerprint == desk.keys.fingerprint
    filling = other_desk.finished(**ANSWERS)
    other_desk.arrive()
    assert desk.office.open(filling.origin.intake).leaves


def test_what_another_desk_changed_meanwhile_is_not_overwritten(
    desk: Program, other_desk: Program, founding: Founding
) -> None:
    with_holder(other_desk, founding, "Bo")
    with pytest.raises(SetupRefusedError, match="Lock, unlock and try again"):
        desk.keys.remove_holder("Ada", new_key=True)
    assert desk.keys.holders() == ("Ada", "Bo")
    desk.keys.lock()
    desk.keys.unlock("Ada", PASSPHRASE)
    desk.keys.remove_holder("Bo", new_key=False)
    assert other_desk.keys.holders() == ("Ada",)


def test_a_locked_desk_changes_nothing(desk: Program) -> None:
    desk.keys.lock()
    with pytest.raises(WrongKeyError, match="locked"):
        desk.keys.remove_holder("Ada", new_key=True)


@on_one_computer
def test_a_keyholder_who_is_added_while_somebody_locks_unlocks_and_nobody_else_does_by_it(
    desk: Program,
) -> None:
    desk.lock_at("INSERT INTO vault")
    desk.keys.add_holder("bo", OTHER_PASSPHRASE)
    assert not desk.keys.is_unlocked
    assert desk.keys.holders() == ("Ada", "bo")
    assert noted(desk)[-2:] == [("locked", "Ada", ""), ("keyholder-added", "Ada", "bo")]


@on_one_computer
def test_a_passphrase_that_is_confirmed_while_somebody_locks_unlocks_nothing(
    desk: Program,
) -> None:
    desk.lock_at("SELECT vault")
    desk.keys.confirm(PASSPHRASE)
    assert not desk.keys.is_unlocked
    with pytest.raises(WrongKeyError, match="locked"):
        desk.keys.change_passphrase(OTHER_PASSPHRASE)


@on_one_computer
def test_with_a_new_key_made_while_somebody_locks_new_entries_are_encrypted_to_it(
    desk: Program, founding: Founding
) -> None:
    with_holder(desk, founding, "Bo")
    desk.lock_at("INSERT INTO vault")
    desk.keys.remove_holder("Bo", new_key=True)
    assert not desk.keys.is_unlocked
    assert desk.keys.fingerprint != founding.unlocked.public.fingerprint
    assert noted(desk)[-1] == ("new-key", "Ada", desk.keys.fingerprint)


@on_one_computer
def test_two_changes_at_once_are_both_made(desk: Program, founding: Founding) -> None:
    names = [f"Bo {number}" for number in range(8)]
    with_holder(desk, founding, *names)
    with ThreadPoolExecutor(len(names)) as hands:
        list(hands.map(lambda name: desk.keys.remove_holder(name, new_key=True), names))
    assert desk.keys.holders() == ("Ada",)
    assert desk.keys.setup.key == desk.keys._open.public
    assert read_setup(desk.folder) == desk.keys.setup


def test_who_does_not_know_the_passphrase_confirms_nothing(desk: Program) -> None:
    with pytest.raises(WrongPassphraseError, match="is wrong"):
        desk.keys.confirm("something else")
    assert desk.keys.is_unlocked
    assert noted(desk)[-1] == ("wrong-passphrase", "Ada", "")


@on_one_computer
def test_the_staff_pin_is_kept_with_the_set_up(desk: Program) -> None:
    hashed = hash_pin("471147")
    desk.keys.set_staff_pin(hashed)
    setup = read_setup(desk.folder)
    assert setup == desk.keys.setup
    assert setup is not None
    assert setup.staff_pin == hashed


@on_one_computer
def test_where_the_set_up_cannot_be_written_the_key_that_is_known_stays(desk: Program) -> None:
    file = desk.folder / SETUP_FILE
    file.unlink()
    file.mkdir()
    (file / "inside").touch()
    with pytest.raises(ReadOnlyError):
        desk.keys.set_staff_pin("")
    assert desk.keys.notes.get(KEY_NOTE) == desk.setup.key.fingerprint
    assert desk.keys.setup == desk.setup


def test_closing_locks_and_may_be_repeated(desk: Program) -> None:
    desk.keys.close()
    assert not desk.keys.is_unlocked
    desk.keys.close()


def test_a_store_that_is_still_opened_while_the_keys_are_closed_is_closed_by_who_opens_it(
    desk: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_opening, may_go_on = Event(), Event()
    closed: list[Store] = []

    def slowly(store: Store) -> None:
        is_opening.set()
        assert may_go_on.wait(SECONDS)
        bring_up_to_date(store)

    def closing(store: Store) -> None:
        Database.close(store)
        closed.append(store)

    monkeypatch.setattr("questionnaire.records.store.store.bring_up_to_date", slowly)
    monkeypatch.setattr(Store, "close", closing)
    keys = Keys(desk.folder, desk.setup, desk.recorder)
    with ThreadPoolExecutor() as pool:
        opening = pool.submit(lambda: keys.store)
        assert is_opening.wait(SECONDS)
        keys.close()
        assert not closed
        may_go_on.set()
        with suppress(StoreUnreachableError):  # PostgreSQL was not asked before it was let go
            opening.result(SECONDS)
    assert len(closed) == 1
