"""A desk whose store did not answer for a while loads everything anew, and shows what is there and no more."""

from programs import ANSWERS, Program, everything

from questionnaire.records.desk.founding import Founding

pytest_plugins = ["clinics"]


def test_what_was_deleted_while_nothing_answered_is_gone(
    desk: Program, other_desk: Program
) -> None:
    gone, kept = (desk.finished(**ANSWERS).origin.intake for _ in range(2))
    desk.arrive()
    everything(desk.office)
    other_desk.office.delete([gone])
    assert [row.intake for row in everything(desk.office)] == [kept]
    assert desk.office.changes().gone == (gone,)
    assert desk.office.changes().gone == ()


def test_it_is_gone_also_where_loading_broke_off_once_more(
    desk: Program, other_desk: Program
) -> None:
    gone, kept = (desk.finished(**ANSWERS).origin.intake for _ in range(2))
    desk.arrive()
    everything(desk.office)
    next(desk.office.load())
    other_desk.office.delete([gone, kept])
    assert everything(desk.office) == []
    assert set(desk.office.changes().gone) == {gone, kept}


def test_what_was_shown_before_the_desk_locked_is_not_told_to_who_unlocks_it(
    desk: Program, other_desk: Program, founding: Founding
) -> None:
    gone = desk.finished(**ANSWERS).origin.intake
    desk.arrive()
    everything(desk.office)
    desk.office.lock()
    other_desk.office.delete([gone])
    desk.keys.open_with(founding.unlocked)
    assert everything(desk.office) == []
    assert desk.office.changes().gone == ()
