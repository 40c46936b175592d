"""An urgent intake calls until somebody at the desk takes it on."""

from programs import CLINIC, Program, everything

from examples import a_version, with_head
from questionnaire.records.desk.listing import Row

pytest_plugins = ["clinics"]


def only(office_rows: list[Row]) -> Row:
    (row,) = office_rows
    return row


def test_each_urgent_one_of_two_versions_is_taken_on(desk: Program) -> None:
    filling = desk.fill_in(urgent_signs=("headache-vomiting-seizure",))
    desk.arrive()
    first = only(everything(desk.office))
    desk.office.acknowledge(first.intake)
    found = desk.office.open(first.intake).leaves[0]
    patient, staff = found.interview(), found.interview()
    at_the_desk = desk.office.resume(found, staff, CLINIC)
    in_the_room = desk.office.resume(found, patient, CLINIC)
    patient.answer("urgent_signs", ("headache-vomiting-seizure", "breathing"))
    desk.arrive()
    staff.answer("affected", ("neck",))
    desk.arrive()
    (row,) = desk.office.changes().rows
    assert (row.conflict, row.urgency, row.calls) == (True, "emergency", True)
    desk.office.acknowledge(row.intake)
    desk.arrive()
    (row,) = desk.office.changes().rows
    assert not row.calls
    given = {mark.about for mark in desk.keys.store.all_marks()}
    assert given == {filling.receipt, at_the_desk.receipt, in_the_room.receipt}


def test_one_without_a_receipt_can_be_taken_on(desk: Program) -> None:
    key = desk.setup.key
    forged = with_head(a_version(), (key.clinic, key.recovery), urgency="emergency")
    desk.keys.store.add([forged])
    assert only(everything(desk.office)).calls
    desk.office.acknowledge(forged.intake)
    desk.arrive()
    assert not only(list(desk.office.changes().rows)).calls
