import pytest
from chains import a_chain
from msgspec.structs import replace

from examples import a_mark, a_version, following
from questionnaire.records.store.audit_details import Kept, Restoration

ENTRY = a_chain(1)[0]


def test_what_is_noted_of_a_row_is_read_back() -> None:
    version = following(a_version())
    for row in (version, a_mark()):
        kept = Kept.of(row)
        event = kept.event(row.intake)
        entry = replace(ENTRY, action=event.action, detail=event.detail)
        assert Kept.noted_in(entry) == kept
    assert Kept.of(version).replaces == (version.based_on,)


def test_what_is_noted_of_a_restored_backup_is_read_back() -> None:
    noted = Restoration({"K7": 3}, 5, versions=2)
    event = noted.event("Ada")
    entry = replace(ENTRY, action=event.action, detail=event.detail)
    assert Restoration.noted_in(entry) == noted


@pytest.mark.parametrize("detail", ["", "junk", "[]", "{}"])
def test_an_entry_that_says_something_else_notes_nothing(detail: str) -> None:
    assert Kept.noted_in(ENTRY) is None
    assert Restoration.noted_in(ENTRY) is None
    assert Kept.noted_in(replace(ENTRY, action="kept", detail=detail)) is None
    assert Restoration.noted_in(replace(ENTRY, action="restored", detail=detail)) is None
