from datetime import date

import pytest
from msgspec.structs import replace
from programs import CLINIC, Program

from questionnaire.interview import Interview
from questionnaire.records.desk.opened import Leaf
from questionnaire.records.format.kept_result import kept_result
from questionnaire.records.intake.filling import Filling
from questionnaire.reports.case import Case, case_of

pytest_plugins = ["clinics"]

#: What is written doesn't depend on the kind of store; that it arrives in both is the forwarder's.
pytestmark = pytest.mark.parametrize("where", ["sqlite"], indirect=True)

DAY = date(2026, 3, 4)


def case(interview: Interview, day: date = DAY) -> Case:
    return case_of(interview.answers, CLINIC, day)


def begun(program: Program, reference: str = "") -> tuple[Interview, Filling]:
    """Return an interview of the waiting room with its first answers."""
    interview = Interview()
    filling = program.filling(interview, reference)
    interview.answer("urgent_signs", ())
    interview.answer("affected", ("neck",))
    return interview, filling


def leaf(desk: Program) -> Leaf:
    """Return the only version of the only intake."""
    desk.arrive()
    (row,) = [row for loaded in desk.office.load() for row in loaded.rows]
    (leaf,) = desk.office.open(row.intake).leaves
    return leaf


def states(desk: Program) -> list[str]:
    """Return the states of all versions that are kept, the oldest first."""
    desk.arrive()
    return [version.state for version in desk.keys.store.all_versions()]


def gone_on_with(desk: Program, earlier: Leaf) -> tuple[Interview, Filling]:
    """Let the desk go on with an intake."""
    interview = earlier.interview()
    return interview, desk.office.resume(earlier, interview, CLINIC)


def test_every_change_is_kept(desk: Program) -> None:
    interview = Interview()
    desk.filling(interview)
    for field, value in (("urgent_signs", ()), ("affected", ("neck",)), ("impact", "mild")):
        interview.answer(field, value)
        assert leaf(desk).known.answers == interview.kept
    interview.enter_age("onset_age", "junk")
    assert leaf(desk).known.unreadable == {"onset_age": "junk"}


def test_it_is_known_where_the_person_is_and_what_came_with_them(desk: Program) -> None:
    interview, filling = begun(desk, "Zebra-4711")
    interview.turn_to("impact")
    filling.save()
    found = leaf(desk)
    assert (found.row.reference, found.body.reference) == ("Zebra-4711", "Zebra-4711")
    assert (found.row.title, found.body.page, found.body.language) == ("impact", "impact", "en")
    assert found.listed.ticket == filling.origin.ticket
    assert found.listed.started_at == filling.origin.started_at
    assert found.body.proof == filling.origin.proof != ""


def test_the_head_says_nothing_of_urgency_before_it_was_asked(desk: Program) -> None:
    interview = Interview()
    desk.filling(interview)
    interview.answer("affected", ("neck",))
    assert leaf(desk).row.urgency is None
    interview.answer("urgent_signs", ("breathing",))
    assert leaf(desk).row.urgency == "emergency"


def test_an_urgent_sign_calls_in_the_clear_only_where_the_clinic_lets_it(desk: Program) -> None:
    begun(desk)[0].answer("urgent_signs", ("new-medicine",))
    assert leaf(desk).listed.attention
    interview = Interview()
    clinic = replace(CLINIC, attention=False)
    filling = Filling(interview, desk.recorder, clinic, who="waiting room")
    interview.answer("urgent_signs", ("new-medicine",))
    desk.arrive()
    (found,) = desk.keys.store.leaves(filling.origin.intake)
    assert not found.attention


def test_nothing_is_kept_of_an_empty_interview(desk: Program) -> None:
    filling = desk.filling(Interview())
    filling.save()
    filling.leave()
    assert states(desk) == []


def test_what_was_entered_and_taken_back_is_not_there_any_more(desk: Program) -> None:
    interview = Interview()
    desk.filling(interview)
    interview.enter_age("onset_age", "34")
    interview.enter_age("onset_age", "")
    assert leaf(desk).known.answers == Interview().kept


def test_the_same_answer_again_is_no_change(desk: Program) -> None:
    interview, filling = begun(desk)
    filling.finish(case(interview))
    interview.answer("affected", ("neck",))
    assert leaf(desk).listed.state == "finished"


def test_who_left_a_draft_finds_it_kept_and_adds_nothing_to_it(desk: Program) -> None:
    interview, filling = begun(desk)
    interview.turn_to("impact")
    filling.leave()
    found = leaf(desk)
    assert (found.listed.state, found.body.page) == ("unfinished", "impact")
    interview.answer("impact", "mild")
    filling.save()
    filling.leave()
    filling.finish(case(interview))
    assert leaf(desk) == found


def test_who_finished_is_not_unfinished_by_turning_pages_or_leaving(desk: Program) -> None:
    interview, filling = begun(desk)
    filling.finish(case(interview))
    interview.turn_to("review")
    filling.save()
    filling.leave()
    assert states(desk) == ["finished"]


def test_the_result_is_kept_as_it_is_shown_and_only_once(desk: Program) -> None:
    interview, filling = begun(desk)
    shown = case(interview)
    filling.finish(shown)
    filling.finish(case(interview))
    found = leaf(desk)
    assert found.body.result == kept_result(shown)
    assert found.row.title == "cervical-dystonia"
    assert states(desk) == ["finished"]


def test_who_asks_for_larger_letters_after_the_end_has_them_on_paper(desk: Program) -> None:
    interview, filling = begun(desk)
    filling.finish(case(interview))
    assert not leaf(desk).body.large_text
    filling.finish(case(interview), large_text=True)
    assert leaf(desk).body.large_text
    assert states(desk)[-2:] == ["finished", "finished"]


def test_a_change_after_the_end_is_a_version_more_and_the_finished_one_stays(
    desk: Program,
) -> None:
    interview, filling = begun(desk)
    filling.finish(case(interview))
    interview.answer("affected", ("voice",))
    assert states(desk) == ["finished", "unfinished"]
    assert leaf(desk).listed.state == "unfinished"
    filling.finish(case(interview))
    assert states(desk) == ["finished", "finished"]
    assert leaf(desk).known.answers.affected == ("voice",)


def test_a_finished_one_stays_also_where_nothing_could_be_written_in_between(
    desk: Program,
) -> None:
    interview, filling = begun(desk)
    with desk.keys.store.writing():  # the forwarder waits, and on this computer all goes on
        filling.finish(case(interview))
        interview.answer("affected", ("voice",))
        interview.answer("affected", ("neck",))
        assert desk.recorder.flush(20)
    assert states(desk) == ["finished", "unfinished"]


def test_each_field_names_who_entered_it_last(room: Program, desk: Program) -> None:
    begun(room)[0].enter_age("onset_age", "junk")
    room.arrive()
    interview, _ = gone_on_with(desk, leaf(desk))
    interview.answer("affected", ("voice",))
    interview.enter_age("current_age", "87")
    answers = leaf(desk).body.answers
    assert {field: answer.by for field, answer in answers.items() if answer.by} == {
        "urgent_signs": "waiting room",
        "affected": "Ada",
        "onset_age": "waiting room",
        "current_age": "Ada",
    }


def test_going_on_continues_the_same_intake(room: Program, desk: Program) -> None:
    begun(room, "Zebra-4711")
    room.arrive()
    earlier = leaf(desk)
    interview, filling = gone_on_with(desk, earlier)
    assert filling.origin == earlier.earlier.origin
    interview.answer("impact", "mild")
    desk.arrive()
    (found,) = desk.keys.store.leaves(filling.origin.intake)
    assert (found.based_on, found.number) == (earlier.listed.id, earlier.listed.number + 1)
    assert (found.station, found.ticket) == (desk.setup.station, earlier.listed.ticket)


@pytest.mark.parametrize("finished", [True, False])
def test_who_only_looked_changes_nothing(desk: Program, finished: bool) -> None:  # noqa: FBT001
    interview, filling = begun(desk)
    shown = case(interview)
    if finished:
        filling.finish(shown)
    filling.leave()
    earlier = leaf(desk)
    looked_at, again = gone_on_with(desk, earlier)
    looked_at.turn_to("impact")
    again.save()
    if finished:
        again.finish(shown)
    again.leave()
    assert leaf(desk) == earlier
    assert "changed" not in desk.actions()


def test_who_stopped_is_gone_on_with_at_the_page_and_who_finished_at_the_review(
    desk: Program,
) -> None:
    interview, filling = begun(desk)
    interview.turn_to("impact")
    filling.save()
    assert leaf(desk).interview().page == "impact"
    interview.turn_to("result")
    filling.finish(case(interview))
    assert leaf(desk).interview().page == "review"


def test_a_result_that_is_shown_anew_is_kept_beside_the_old_one(desk: Program) -> None:
    interview, filling = begun(desk)
    filling.finish(case(interview))
    filling.leave()
    again_interview, again = gone_on_with(desk, leaf(desk))
    later = case(again_interview, date(2027, 1, 1))
    again.finish(later)
    assert states(desk) == ["finished", "finished"]
    assert leaf(desk).body.result == kept_result(later)


def test_the_audit_names_who_changed_or_entered_an_intake_once(desk: Program) -> None:
    begun(desk)[1].leave()
    interview, _ = gone_on_with(desk, leaf(desk))
    interview.answer("impact", "mild")
    interview.answer("impact", "severe")
    new = Interview()
    filling = desk.office.new(new, CLINIC, "Zebra-4711")
    assert desk.actions().count("entered") == 0
    new.answer("affected", ("neck",))
    new.answer("impact", "mild")
    noted = [one for one in desk.actions() if one in ("changed", "entered")]
    assert noted == ["changed", "entered"]
    last = [one for one in desk.keys.store.audit() if one.action == "entered"][-1]
    assert (last.who, last.intake) == ("Ada", filling.origin.intake)


def test_a_mended_reference_is_a_new_version_and_the_finished_one_keeps_the_old(
    desk: Program,
) -> None:
    interview, filling = begun(desk, "B-77")
    filling.finish(case(interview))
    desk.arrive()
    for reference in ("B-78", "B-78"):
        filling.refer(reference)
    filling.leave()
    filling.refer("B-79")
    found = leaf(desk)
    assert (found.row.reference, found.body.reference) == ("B-78", "B-78")
    assert states(desk) == ["finished", "finished"]


def test_a_reference_alone_is_kept_too(desk: Program) -> None:
    filling = desk.filling(Interview(), "")
    filling.refer("B-77")
    assert filling.is_begun
    assert leaf(desk).body.reference == "B-77"
