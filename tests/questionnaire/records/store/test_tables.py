from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import literal, null, select, type_coerce
from sqlalchemy.exc import IntegrityError

from questionnaire.records.errors import RefusedRowError
from questionnaire.records.format.version import AuditEntry, Listed, Mark, Station, Version
from questionnaire.records.store import tables
from questionnaire.records.store.store import Store

pytest_plugins = ["stores"]

NOON = datetime(2025, 7, 1, 12, 30, 15, 123456, tzinfo=UTC)


@pytest.mark.parametrize(
    ("table", "struct"),
    [
        (tables.versions, Version),
        (tables.marks, Mark),
        (tables.audit, AuditEntry),
        (tables.stations, Station),
    ],
)
def test_every_field_has_a_column(table: object, struct: type[Version]) -> None:
    columns = set(getattr(table, "c", {}).keys())
    assert columns - {"arrival", "batch", "arrived_at"} == set(struct.__struct_fields__)


def test_what_is_listed_is_in_the_versions_or_a_mark() -> None:
    assert set(Listed.__struct_fields__) - {*tables.versions.c.keys()} == {
        "seen",
        "acknowledged",
        "taken_on_at",
    }


def test_the_body_is_the_last_column_so_that_sqlite_need_not_read_past_it() -> None:
    assert tables.versions.c.keys()[-2:] == ["signature", "body"]


@pytest.mark.parametrize("hours", [0, 2, -11])
def test_a_moment_is_the_same_after_any_time_zone(store: Store, hours: int) -> None:
    there = NOON.astimezone(timezone(timedelta(hours=hours)))
    with store.reading() as connection:
        back = connection.scalar(select(literal(there, tables.Instant())))
    assert back == NOON
    assert back.utcoffset() == timedelta(0)


def test_no_moment_stays_none(store: Store) -> None:
    with store.reading() as connection:
        assert connection.scalar(select(type_coerce(null(), tables.Instant()))) is None


@pytest.mark.parametrize(
    "statement",
    [
        tables.versions.insert().values(state="lost", attention=False),
        tables.marks.insert().values(kind="lost"),
    ],
)
def test_a_state_or_kind_that_no_program_knows_is_kept_out(store: Store, statement: object) -> None:
    with pytest.raises(RefusedRowError) as caught, store.writing() as connection:
        connection.execute(statement)  # type: ignore[call-overload] # either kind of insert
    assert isinstance(caught.value.__cause__, IntegrityError)
