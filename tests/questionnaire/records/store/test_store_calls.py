from examples import a_mark, a_version, deleted, following
from questionnaire.records.store.store import Store

pytest_plugins = ["stores"]


def test_what_nobody_has_acknowledged_calls(store: Store) -> None:
    assert store.calling() == 0
    one, other = a_version(attention=True), a_version(attention=True)
    store.add([one, other, a_version()])
    assert store.calling() == 2
    store.add(
        marks=[
            a_mark(intake=one.intake),
            a_mark(intake=other.intake, kind="acknowledged", about="it"),
        ]
    )
    assert store.calling() == 1


def test_two_versions_of_an_intake_call_once_and_a_replaced_one_no_more(store: Store) -> None:
    first = a_version(attention=True)
    both = following(first, attention=True), following(first, attention=True)
    store.add([first, *both])
    assert store.calling() == 1
    store.add([following(both[0], settles=both[1].id)])
    assert store.calling() == 0


def test_a_deleted_one_does_not_call(store: Store) -> None:
    version = a_version(attention=True)
    store.add([version])
    store.delete(deleted(version.intake))
    assert store.calling() == 0


def test_the_acknowledgements_of_some_intakes_are_told(store: Store) -> None:
    mine = a_mark(kind="acknowledged", about="secret")
    store.add(marks=[mine, a_mark(kind="acknowledged"), a_mark(intake=mine.intake)])
    assert store.acknowledgements([mine.intake]) == [mine]
    assert store.acknowledgements([]) == []
