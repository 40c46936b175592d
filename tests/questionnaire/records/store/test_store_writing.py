from collections.abc import Iterator
from threading import Thread

import psycopg
import pytest

from examples import a_draft, a_mark, a_station, a_version, deleted, entries, following, held
from questionnaire.records.errors import ChangedMeanwhileError, NotEmptyError
from questionnaire.records.format.version import Version
from questionnaire.records.store.store import CHANNEL, Store

pytest_plugins = ["stores"]


def there(store: Store) -> set[Version]:
    """Return all versions."""
    return set(store.all_versions())


def test_pruning_leaves_the_newest_and_all_that_is_finished(store: Store) -> None:
    draft = a_draft()
    done = following(draft, state="finished")
    changed = following(done, state="unfinished")
    again = following(changed, state="finished")
    lonely = a_draft()
    store.add([draft, done, changed, again, lonely])
    before = store.latest(limit=9)
    store.prune()
    assert there(store) == {done, again, lonely}
    assert store.latest(limit=9) == before


def test_a_pruned_version_that_comes_again_is_passed_over(store: Store) -> None:
    draft = a_draft()
    second = following(draft)
    store.add([draft, second, following(second, state="finished")])
    leaves = store.latest(limit=9)
    store.prune()
    store.add([draft])
    store.add([second])
    assert store.latest(limit=9) == leaves
    assert store.count() == len(there(store)) == 1


def test_pruning_takes_no_leaf_of_a_conflict(store: Store) -> None:
    draft = a_draft()
    both = {following(draft), following(draft)}
    store.add([draft, *both])
    store.prune()
    assert there(store) == both


def test_a_deleted_intake_does_not_come_back(store: Store) -> None:
    version, other = a_version(), a_version()
    store.add([version])
    store.delete(deleted(version.intake))
    store.add([version, following(version), other])
    assert there(store) == {other}


def test_many_are_deleted_at_once(store: Store) -> None:
    rows = [a_version(body=b"b") for _ in range(1100)]
    store.add(rows)
    store.delete(deleted(*(row.intake for row in rows[1:])))
    assert there(store) == {rows[0]}


def test_only_a_mark_that_says_so_deletes(store: Store) -> None:
    version = a_version()
    store.add([version])
    with pytest.raises(ValueError, match="deletes"):
        store.delete([*deleted(version.intake), a_mark(intake=version.intake)])
    assert there(store) == {version}


def test_the_vault_is_replaced_by_who_knows_its_revision(store: Store) -> None:
    assert store.replace_vault(b"first", after=0) == 1
    assert store.replace_vault(b"second", after=1) == 2
    assert store.vault() == (2, b"second")
    for after in (0, 1, 3):
        with pytest.raises(ChangedMeanwhileError, match="keyholders"):
            store.replace_vault(b"other", after=after)
    assert store.vault() == (2, b"second")


def test_of_many_who_replace_the_vault_at_once_one_succeeds(where: str) -> None:
    with Store.open(where) as store:
        outcomes: list[str] = []

        def replace(content: bytes) -> None:
            try:
                store.replace_vault(content, after=0)
            except ChangedMeanwhileError:
                outcomes.append("too late")
            else:
                outcomes.append("first")

        threads = [Thread(target=replace, args=(bytes([number]),)) for number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(outcomes) == ["first", "too late", "too late", "too late"]


def test_a_backup_is_restored_as_it_was(store: Store) -> None:
    draft, gone = a_draft(), a_version()
    rows = [draft, following(draft)]
    marks = [a_mark(intake=draft.intake, about="it"), *deleted(gone.intake)]
    audit, station = entries("K7", 3), a_station("K7")
    store.restore(map(held, rows), iter(marks), iter(audit), [station], (7, b"keys"))
    assert list(store.held_versions()) == [held(row) for row in rows]
    assert [row.seen for row in store.latest(limit=9)] == ["it"]
    assert (list(store.all_marks()), list(store.audit())) == (marks, audit)
    assert (store.stations(), store.vault()) == ([station], (7, b"keys"))
    store.add([gone])
    assert there(store) == set(rows)


def test_a_backup_of_nothing_is_restored(store: Store) -> None:
    store.restore([], [], [], [], None)
    assert (store.count(), store.vault()) == (0, None)


def test_where_there_are_keys_no_backup_is_restored(store: Store) -> None:
    store.replace_vault(b"keys", after=0)
    with pytest.raises(NotEmptyError, match="already"):
        store.restore([a_version()], [], [], [], None)
    assert there(store) == set()


def test_what_came_since_the_file_was_lost_stays_beside_what_is_restored(store: Store) -> None:
    before, since = a_version(), a_version()
    store.add([since], entries=entries("K7", 1))
    store.restore([before], [], [], [], (7, b"keys"))
    assert there(store) == {before, since}
    assert store.vault() == (7, b"keys")


def test_a_backup_that_breaks_off_leaves_nothing(store: Store) -> None:
    def torn() -> Iterator[Version]:
        yield a_version()
        raise OSError("the stick was pulled out")

    with pytest.raises(OSError, match="stick"):
        store.restore(torn(), [], [], [], None)
    assert there(store) == set()


def test_waiting_rooms_hear_that_an_intake_was_acknowledged(
    shared_store: Store, shared_where: str
) -> None:
    seen = a_mark()
    known = a_mark(kind="acknowledged", about="a-proof")
    with psycopg.connect(shared_where, autocommit=True) as listener:
        listener.execute(f"LISTEN {CHANNEL}".encode())
        shared_store.add(marks=[seen, known])
        heard = next(listener.notifies(timeout=10, stop_after=1))
    assert heard.payload == f"{known.intake} a-proof"


def test_a_version_on_its_way_while_its_intake_is_deleted_is_deleted_too(
    shared_store: Store, shared_where: str
) -> None:
    first = a_draft()
    shared_store.add([first])
    with (
        psycopg.connect(shared_where) as late,
        psycopg.connect(shared_where, autocommit=True) as watch,
    ):
        late.execute(
            b"INSERT INTO versions (id, intake, number, station, ticket, state, started_at,"
            b" written_at, attention, program, questionnaire, rules, evidence, key, head, signature, body)"
            b" SELECT gen_random_uuid(), intake, 2, station, ticket, state, started_at, written_at,"
            b" attention, program, questionnaire, rules, evidence, key, head, signature, body FROM versions"
        )
        deleting = Thread(target=shared_store.delete, args=(deleted(first.intake),))
        deleting.start()
        waiting = b"SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
        while watch.execute(waiting).fetchone() is None:
            pass
        late.commit()
        deleting.join()
    assert there(shared_store) == set()
