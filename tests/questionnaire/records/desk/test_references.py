"""Another reference is a version more, and nothing else of the intake changes."""

import pytest
from msgspec.structs import replace
from programs import Program, held

from questionnaire.records.desk import office
from questionnaire.records.format.v1 import Bound
from questionnaire.records.intake.outbox import OUTBOX_FILE

pytest_plugins = ["clinics"]

ANSWERS = {"urgent_signs": (), "affected": ("neck",)}


def test_another_reference_keeps_the_result_and_what_it_was_made_with(desk: Program) -> None:
    filling = desk.finished(**ANSWERS)
    desk.arrive()
    (before,) = desk.office.open(filling.origin.intake).leaves
    mended = desk.office.refer(before, "B-77")
    assert mended
    (after,) = mended.leaves
    assert (after.row.reference, after.body.reference) == ("B-77", "B-77")
    assert replace(after.body, reference="", bound=Bound()) == replace(before.body, bound=Bound())
    assert after.listed.number == before.listed.number + 1
    assert after.listed.rules == before.listed.rules
    kept = {version.id for version in desk.keys.store.all_versions()}
    assert kept == {before.listed.id, after.listed.id}
    assert "changed" in desk.actions()


@pytest.mark.parametrize("where", ["sqlite"], indirect=True)
def test_one_that_reaches_the_store_later_is_kept_all_the_same(
    desk: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    filling = desk.finished(**ANSWERS)
    desk.arrive()
    (before,) = desk.office.open(filling.origin.intake).leaves
    monkeypatch.setattr(office, "_SOON", 0.2)
    with held(desk.folder / OUTBOX_FILE):
        assert desk.office.refer(before, "B-77") is None
    desk.arrive()
    (after,) = desk.office.open(filling.origin.intake).leaves
    assert after.body.reference == "B-77"
