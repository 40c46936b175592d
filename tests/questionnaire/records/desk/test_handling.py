"""Who handles an intake: said, taken back, and kept in the records all the same."""

from programs import ANSWERS, Program, everything

from questionnaire.records.desk.handling import handled

pytest_plugins = ["clinics"]


def test_what_was_taken_back_is_as_before_and_both_stay_in_the_audit(desk: Program) -> None:
    desk.finished(**ANSWERS)
    desk.arrive()
    (before,) = everything(desk.office)
    for _ in range(2):
        desk.office.mark_seen(desk.office.open(before.intake))
        desk.office.acknowledge(before.intake)
        desk.arrive()
        (done,) = everything(desk.office)
        assert (done.state, done.acknowledged) == ("seen", True)
        assert done.taken_on_at is not None
        desk.office.unsee(before.intake)
        desk.office.give_back(before.intake)
        desk.arrive()
        assert everything(desk.office) == [before]
    done_and_undone = ["seen", "acknowledged", "seen-undone", "acknowledged-undone"]
    assert [one for one in desk.actions() if one in done_and_undone] == 2 * done_and_undone
    marks = desk.office.open(before.intake).marks
    assert [bool(one.about) for one in marks] == 2 * [True, True, False, False]


def test_who_did_what_is_said_in_the_order_in_which_it_was_done(desk: Program) -> None:
    desk.finished(**ANSWERS)
    desk.arrive()
    (row,) = everything(desk.office)
    desk.office.mark_seen(desk.office.open(row.intake))
    desk.office.acknowledge(row.intake)
    desk.office.give_back(row.intake)
    desk.arrive()
    said = [words for words, _at in handled(desk.office.open(row.intake).marks)]
    name = desk.keys.name
    assert said == [f"Seen by {name}", f"Taken on by {name}", f"Given back by {name}"]
