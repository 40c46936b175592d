import psycopg

from examples import a_draft, a_mark, a_version, deleted, following
from questionnaire.records.store.changes import changes_since, start_cursor
from questionnaire.records.store.store import Store

pytest_plugins = ["stores"]

LATE = (
    b"INSERT INTO versions (id, intake, number, station, ticket, state, started_at, written_at,"
    b" attention, program, questionnaire, rules, evidence, key, head, signature, body)"
    b" SELECT gen_random_uuid(), gen_random_uuid(), 1, 'late', ticket, state, started_at, written_at,"
    b" attention, program, questionnaire, rules, evidence, key, head, signature, body FROM versions LIMIT 1"
)


def test_nothing_has_changed_at_first(store: Store) -> None:
    store.add([a_version()], [a_mark()])
    changes = changes_since(store, start_cursor(store))
    assert (changes.arrived, changes.marks) == ([], [])


def test_what_arrives_is_told_once(store: Store) -> None:
    cursor = start_cursor(store)
    one, two, mark = a_version(), a_version(), a_mark()
    store.add([one, two], [mark])
    changes = changes_since(store, cursor)
    assert [row.id for row in changes.arrived] == [one.id, two.id]
    assert changes.marks == [mark]
    again = changes_since(store, changes.cursor)
    assert (again.arrived, again.marks) == ([], [])


def test_a_version_that_another_continued_meanwhile_does_not_arrive(store: Store) -> None:
    cursor = start_cursor(store)
    first = a_draft()
    second = following(first)
    store.add([first, second])
    changes = changes_since(store, cursor)
    assert [row.id for row in changes.arrived] == [second.id]


def test_what_was_settled_arrives_as_one(store: Store) -> None:
    one = a_draft()
    both = [following(one), following(one)]
    store.add([one, *both])
    cursor = start_cursor(store)
    settled = following(both[0], settles=both[1].id)
    store.add([settled])
    assert [row.id for row in changes_since(store, cursor).arrived] == [settled.id]


def test_a_deleted_intake_is_told_by_its_mark(store: Store) -> None:
    version = a_version()
    store.add([version])
    cursor = start_cursor(store)
    marks = deleted(version.intake)
    store.delete(marks)
    assert changes_since(store, cursor).marks == marks


def test_what_arrives_after_the_newest_was_deleted_is_told(store: Store) -> None:
    old = a_version()
    store.add([old])
    cursor = start_cursor(store)
    store.delete(deleted(old.intake))
    cursor = changes_since(store, cursor).cursor
    new = a_version()
    store.add([new])
    assert [row.id for row in changes_since(store, cursor).arrived] == [new.id]


def test_an_arrival_has_the_marks_that_are_there(store: Store) -> None:
    cursor = start_cursor(store)
    version = a_version()
    store.add([version], [a_mark(intake=version.intake, about="it")])
    assert [row.seen for row in changes_since(store, cursor).arrived] == ["it"]


def test_a_transaction_that_commits_late_is_not_missed(
    shared_store: Store, shared_where: str
) -> None:
    shared_store.add([a_version()])
    cursor = start_cursor(shared_store)
    with psycopg.connect(shared_where) as slow:
        slow.execute(LATE)
        fast = [a_version() for _ in range(600)]
        shared_store.add(fast)
        first = changes_since(shared_store, cursor)
        assert [row.id for row in first.arrived] == [version.id for version in fast]
        slow.commit()
    second = changes_since(shared_store, first.cursor)
    assert "late" in [row.station for row in second.arrived]
    assert changes_since(shared_store, second.cursor).arrived == []
