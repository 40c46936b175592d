"""Which versions are the newest of their intake, as they are listed."""

from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, select, type_coerce
from sqlalchemy.types import NullType

from questionnaire.records.format.version import Listed
from questionnaire.records.store import tables
from questionnaire.records.store.rows import columns


def _seen() -> ColumnElement[str]:
    """Return what the last mark of that kind on the version's intake is about."""
    c = tables.marks.c
    last = select(c.about).where(c.intake == tables.versions.c.intake, c.kind == "seen")
    newest = last.order_by(c.arrival.desc()).limit(1).scalar_subquery()
    about: ColumnElement[str] = func.coalesce(newest, "")
    return about.label("seen")


def _acknowledged() -> ColumnElement[str]:
    """Return what all marks of that kind on the version's intake are about, as far as they stand."""
    each = select(func.aggregate_strings(tables.marks.c.about, " ")).where(*_standing())
    about: ColumnElement[str] = func.coalesce(each.scalar_subquery(), "")
    return about.label("acknowledged")


def _taken_on_at() -> ColumnElement[Any]:
    """Return when the first of these marks was made, as it is kept; None where there is none."""
    first = select(type_coerce(func.min(tables.marks.c.at), NullType())).where(*_standing())
    return first.scalar_subquery().label("taken_on_at")


def _standing() -> tuple[ColumnElement[bool], ...]:
    """Return what holds for the acknowledgements that stand: one about nothing took back those before it."""
    c, back = tables.marks.c, tables.marks.alias().c
    last = select(func.coalesce(func.max(back.arrival), 0)).where(
        back.intake == tables.versions.c.intake, back.kind == "acknowledged", back.about == ""
    )
    is_later = c.arrival > last.correlate(tables.versions).scalar_subquery()
    return c.intake == tables.versions.c.intake, c.kind == "acknowledged", is_later


#: A leaf is a version that no other one names.
IS_LEAF = ~exists().where(tables.superseded.c.id == tables.versions.c.id)

#: The leaves, as they are listed.
LEAVES: Select[Any] = select(
    *columns(tables.versions, Listed), _seen(), _acknowledged(), _taken_on_at()
).where(IS_LEAF)
