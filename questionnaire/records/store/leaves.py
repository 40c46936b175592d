"""Which versions are the newest of their intake, as they are listed."""

from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, select

from questionnaire.records.format.version import Listed, MarkKind
from questionnaire.records.store import tables
from questionnaire.records.store.rows import columns


def _marked(kind: MarkKind) -> ColumnElement[str]:
    """Return what the last such mark on the version's intake is about."""
    c = tables.marks.c
    last = select(c.about).where(c.intake == tables.versions.c.intake, c.kind == kind)
    newest = last.order_by(c.arrival.desc()).limit(1).scalar_subquery()
    about: ColumnElement[str] = func.coalesce(newest, "")
    return about.label(kind)


#: A leaf is a version that no other one names.
IS_LEAF = ~exists().where(tables.superseded.c.id == tables.versions.c.id)

#: The leaves, as they are listed.
LEAVES: Select[Any] = select(
    *columns(tables.versions, Listed), _marked("seen"), _marked("acknowledged")
).where(IS_LEAF)
