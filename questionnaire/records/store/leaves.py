"""Which versions are the newest of their intake, as they are listed."""

from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, select

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
    """Return what all marks of that kind on the version's intake are about."""
    c = tables.marks.c
    each = select(func.aggregate_strings(c.about, " ")).where(
        c.intake == tables.versions.c.intake, c.kind == "acknowledged"
    )
    about: ColumnElement[str] = func.coalesce(each.scalar_subquery(), "")
    return about.label("acknowledged")


#: A leaf is a version that no other one names.
IS_LEAF = ~exists().where(tables.superseded.c.id == tables.versions.c.id)

#: The leaves, as they are listed.
LEAVES: Select[Any] = select(*columns(tables.versions, Listed), _seen(), _acknowledged()).where(
    IS_LEAF
)
