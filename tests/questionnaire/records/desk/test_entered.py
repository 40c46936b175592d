"""What was entered, and by whom, in the words that staff read."""

from msgspec.structs import replace

from questionnaire.answers import Answers
from questionnaire.records.desk.entered import (
    Entered,
    entered,
    side_by_side,
    staff_entered,
    who_entered,
)
from questionnaire.records.format.kept_answers import kept_answers
from questionnaire.records.format.v1 import Answer, Body
from questionnaire.records.intake.filling import COMMAND_LINE, WAITING_ROOM


def body(typed: str = "", **given: object) -> Body:
    """Return what the patient entered, except for the impact, which Anna did."""
    answers: dict[str, object] = {"affected": ("neck",), "urgent_signs": (), "impact": "mild"}
    who = dict.fromkeys(answers, WAITING_ROOM) | {"impact": "Anna"}
    kept = Answers(**{**answers, **given})  # type: ignore[arg-type]
    return Body(answers=kept_answers(kept, {"onset_age": typed} if typed else {}, who))


def of(field: str, one: Body) -> Entered:
    return next(answer for answer in entered(one) if answer.field == field)


def test_each_answer_names_who_entered_it() -> None:
    assert of("affected", body()).who_words == "entered in the waiting room"
    assert of("impact", body()).who_words == "entered at the desk by Anna"
    assert of("medicines", body()).who_words == ""


def test_what_each_person_entered_is_listed_under_their_place() -> None:
    listed = who_entered(body())
    assert list(listed) == ["In the waiting room", "At the desk, Anna"]
    assert listed["At the desk, Anna"] == [of("impact", body()).label]


def test_it_is_known_whether_staff_entered_anything() -> None:
    assert staff_entered(body())
    assert not staff_entered(Body(answers={"impact": Answer(by=WAITING_ROOM), "tasks": Answer()}))


def test_what_came_from_a_file_says_so_and_counts_as_no_staffs() -> None:
    added = Body(answers={"impact": Answer(value="mild", asked="Impact", by=COMMAND_LINE)})
    assert of("impact", added).who_words == "entered from a file"
    assert who_entered(added) == {"From a file, without a screen": ["Impact"]}
    assert not staff_entered(added)


def test_two_versions_are_compared_question_by_question() -> None:
    pairs = {
        asked: (one, other) for asked, one, other in side_by_side(body(), body(impact="severe"))
    }
    mild, severe = pairs[of("impact", body()).label]
    assert mild
    assert severe
    assert mild.words != severe.words
    same, also = pairs[of("affected", body()).label]
    assert same == also


def test_what_was_typed_as_an_age_and_is_none_is_quoted() -> None:
    assert of("onset_age", body("as a child")).words == "“as a child” can't be read as an age"


def test_references_are_compared_first_where_there_is_one() -> None:
    mended = replace(body(), reference="B-77")
    asked, one, other = next(side_by_side(body(), mended))
    assert one
    assert other
    assert (asked, one.words, other.words) == ("Reference", "", "B-77")
