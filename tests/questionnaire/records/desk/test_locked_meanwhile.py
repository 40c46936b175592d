"""The desk is locked just while it does something: what was done is noted, and nothing more is begun."""

from datetime import UTC, datetime, timedelta

import pytest
from programs import ANSWERS, Program
from sqlalchemy import update

from questionnaire.records.errors import WrongKeyError
from questionnaire.records.store.tables import audit, versions

pytest_plugins = ["clinics"]


def test_what_is_deleted_is_noted_with_who_deleted_it(desk: Program) -> None:
    gone = desk.finished(**ANSWERS).origin.intake
    desk.arrive()
    desk.lock_at("DELETE FROM versions")
    desk.office.delete([gone])
    assert desk.actions()[-2:] == ["locked", "deleted"]
    entry = list(desk.keys.store.audit(desk.setup.station))[-1]
    assert (entry.who, entry.intake) == ("Ada", gone)


def test_overdue_ones_that_are_deleted_are_noted(desk: Program) -> None:
    filling = desk.finished(**ANSWERS)
    desk.arrive()
    desk.office.mark_seen(desk.office.open(filling.origin.intake))
    desk.arrive()
    long_ago = datetime.now(tz=UTC) - timedelta(days=365)
    with desk.keys.store.writing() as connection:
        connection.execute(update(versions).values(arrived_at=long_ago))
        connection.execute(update(audit).values(at=long_ago))
    found = desk.office.find_overdue(30)
    desk.lock_at("DELETE FROM versions")
    assert desk.office.delete_overdue(found) == (filling.origin.intake,)
    assert desk.actions()[-2:] == ["locked", "retention"]


def test_a_reference_is_not_mended_and_no_version_is_kept(desk: Program) -> None:
    filling = desk.finished(**ANSWERS)
    desk.arrive()
    (leaf,) = desk.office.open(filling.origin.intake).leaves
    desk.office.lock()
    with pytest.raises(WrongKeyError, match="locked"):
        desk.office.refer(leaf, "4711")
    with pytest.raises(WrongKeyError, match="locked"):
        desk.office.settle(leaf, leaf)
    desk.arrive()
    assert [version.id for version in desk.keys.store.all_versions()] == [leaf.listed.id]
