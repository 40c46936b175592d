from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from people import interview
from strategies import answer_sets

from questionnaire.answers import Answers
from questionnaire.interview import Interview
from questionnaire.pages import PageId
from questionnaire.questions import PAGE, PAGES
from questionnaire.reading import read_answers

#: How many steps lead to the result where nothing opens a further page.
SHORTEST = len(PAGES) - len(("stop", "first"))
STEPS = len(PAGES) - len(("stop",))


def page_ids(begun: Interview) -> list[str]:
    return [page.id for page in begun.path()]


def test_a_new_interview_is_empty() -> None:
    begun = Interview()
    assert begun.is_empty
    assert begun.answers == Answers()


def test_an_answer_or_an_unreadable_age_makes_it_no_longer_empty() -> None:
    typed = Interview()
    typed.enter_age("onset_age", "x")
    assert not interview(impact="mild").is_empty
    assert not typed.is_empty


def test_answers_that_come_all_at_once_are_told_of_once() -> None:
    interview, told = Interview(), []
    interview.enter_age("onset_age", "as a child")
    interview.on_change(lambda: told.append(interview.kept))
    answers = Answers(affected=("neck",), onset_age=40)
    interview.answer_all(answers)
    assert (told, interview.kept, interview.unreadable) == ([answers], answers, {})


def test_an_answer_taken_back_leaves_it_empty() -> None:
    begun = interview(impact="mild")
    begun.answer("impact", None)
    assert begun.is_empty


@given(answer_sets())
def test_urgent_signs_that_are_not_answered_keep_everybody_on_their_page(answers: Answers) -> None:
    begun = Interview(msgspec.structs.replace(answers, urgent_signs=None))
    assert [problem.field for problem in begun.problems("urgent")] == ["urgent_signs"]


def test_the_shortest_path_leaves_out_the_stop_page_and_where_it_began() -> None:
    expected = [page.id for page in PAGES if page.id not in ("stop", "first")]
    assert page_ids(Interview()) == expected


@pytest.mark.parametrize("signs", [("breathing",), ("new-medicine",), ("unsure",)])
def test_a_sign_or_an_unsure_answer_leads_to_the_stop_page(signs: tuple[str, ...]) -> None:
    begun = interview(urgent_signs=signs)
    assert begun.next_after("urgent") == "stop"
    assert begun.next_after("stop") == "affected"


def test_none_of_the_signs_leads_past_the_stop_page() -> None:
    assert interview(urgent_signs=()).next_after("urgent") == "affected"


@pytest.mark.parametrize(
    ("affected", "following"),
    [
        (("neck", "left-hand"), "first"),
        (("left-arm", "left-hand"), "onset"),
        (("neck",), "onset"),
        ((), "medicines"),
    ],
)
def test_only_several_regions_lead_to_the_question_where_it_began(
    affected: tuple[str, ...], following: PageId
) -> None:
    assert interview(affected=affected).next_after("affected") == following


def test_next_after_follows_the_path_to_its_end() -> None:
    begun = interview(urgent_signs=("breathing",), affected=("neck", "voice"))
    here: PageId | None = "welcome"
    walked = []
    while here is not None:
        walked.append(here)
        here = begun.next_after(here)
    assert walked == page_ids(begun)


def test_progress_counts_the_steps_that_there_can_be() -> None:
    begun = Interview()
    assert begun.progress("welcome") == (1, STEPS)
    assert begun.progress("result") == (STEPS, STEPS)


def test_the_stop_page_counts_with_the_page_before_it() -> None:
    begun = interview(urgent_signs=("breathing",))
    assert begun.progress("stop") == begun.progress("urgent") == (2, STEPS)


def test_no_answer_changes_how_many_steps_there_are() -> None:
    for affected in ((), ("neck",), ("neck", "voice")):
        assert interview(affected=affected).progress("onset") == (5, STEPS)


def test_the_last_single_choice_of_a_page_leads_on() -> None:
    welcome, who = PAGE["welcome"], PAGE["welcome"].questions[0]
    assert interview(answered_by="patient").is_done(welcome, who)
    assert not interview(answered_by="carer").is_done(welcome, who)
    assert interview(answered_by="carer").is_done(welcome, welcome.questions[1])


def test_a_list_and_a_page_with_an_age_never_lead_on() -> None:
    for page_id in ("urgent", "onset"):
        page = PAGE[page_id]
        assert not any(interview().is_done(page, question) for question in page.questions)


def test_asked_are_the_age_or_else_the_band() -> None:
    fields = [question.field for question in interview().asked(PAGE["onset"])]
    unsure = [
        question.field for question in interview(onset_certainty="unsure").asked(PAGE["onset"])
    ]
    assert fields == ["onset_age", "current_age"]
    assert unsure == ["onset_band", "current_age"]


def test_tasks_are_asked_only_for_the_pattern_task() -> None:
    assert len(interview(pattern=("constant",)).asked(PAGE["pattern"])) == 1
    assert len(interview(pattern=("constant", "task")).asked(PAGE["pattern"])) == 2


@pytest.mark.parametrize(
    ("opened", "closed", "field"),
    [
        (
            {"affected": ("neck", "voice"), "first_affected": "voice"},
            {"affected": ("neck",)},
            "first_affected",
        ),
        (
            {"affected": ("neck", "voice"), "first_affected": "voice"},
            {"affected": ("neck", "mouth")},
            "first_affected",
        ),
        (
            {"affected": ("neck", "voice"), "first_affected": "unsure"},
            {"affected": ("voice",)},
            "first_affected",
        ),
        ({"pattern": ("task",), "tasks": ("music",)}, {"pattern": ("constant",)}, "tasks"),
        ({"onset_age": 34}, {"onset_certainty": "unsure"}, "onset_age"),
        (
            {"onset_certainty": "unsure", "onset_band": "childhood"},
            {"onset_certainty": None},
            "onset_band",
        ),
    ],
)
def test_an_answer_whose_question_closes_leaves_and_returns_with_it(
    opened: dict[str, Any], closed: dict[str, Any], field: str
) -> None:
    begun = interview(**opened)
    (changed,) = closed
    begun.answer(changed, closed[changed])
    assert getattr(begun.answers, field) is None
    begun.answer(changed, opened.get(changed))
    assert getattr(begun.answers, field) == opened[field]


def test_a_page_wants_a_visit_while_something_is_missing() -> None:
    assert Interview().wants_visit("affected")
    assert not interview(affected=()).wants_visit("affected")


def test_the_stop_page_wants_a_visit_for_every_sign_that_it_was_not_shown_for() -> None:
    begun, wanted = interview(urgent_signs=("new-medicine",)), []
    for signs in (("new-medicine",), ("new-medicine", "breathing")):
        begun.answer("urgent_signs", signs)
        wanted.append(begun.wants_visit("stop"))
        begun.was_warned()
        wanted.append(begun.wants_visit("stop"))
    assert wanted == [True, False, True, False]


def test_where_it_began_wants_a_visit_once_its_part_is_no_longer_marked() -> None:
    begun = interview(affected=("neck", "voice"))
    assert not begun.wants_visit("first")
    begun.answer("first_affected", "voice")
    assert not begun.wants_visit("first")
    begun.answer("affected", ("neck", "mouth"))
    assert begun.wants_visit("first")


@given(st.lists(answer_sets(), max_size=3), st.data())
def test_what_an_interview_lets_through_can_always_be_read_back(
    people: list[Answers], data: st.DataObject
) -> None:
    begun = Interview()
    for person in people:
        for field in data.draw(st.permutations(person.__struct_fields__)):
            begun.answer(field, getattr(person, field))
    if not any(begun.problems(page.id) for page in begun.path()):
        assert read_answers(msgspec.json.encode(begun.answers)) == begun.answers


def test_an_earlier_interview_is_gone_on_with_where_it_stood() -> None:
    earlier = Interview()
    earlier.answer("affected", ("neck",))
    earlier.enter_age("onset_age", "thirty")
    later = Interview(earlier.kept, earlier.unreadable)
    assert later.kept == earlier.kept
    assert later.typed_age("onset_age") == "thirty"
    assert not later.is_empty


def test_going_on_leaves_the_earlier_interview_alone() -> None:
    earlier = Interview()
    earlier.enter_age("onset_age", "thirty")
    Interview(earlier.kept, earlier.unreadable).enter_age("onset_age", "30")
    assert earlier.typed_age("onset_age") == "thirty"


def test_an_interview_knows_the_page_that_the_person_is_on() -> None:
    begun = Interview()
    pages = [begun.page]
    begun.turn_to("affected")
    pages.append(begun.page)
    assert pages == ["welcome", "affected"]
    assert Interview(page="impact").page == "impact"


def test_turning_a_page_is_no_change_of_the_answers() -> None:
    begun, told = Interview(), []
    begun.on_change(lambda: told.append(begun.page))
    begun.turn_to("urgent")
    assert begun.is_empty
    assert told == []
