"""What pages say to a person who listens: everything that they show, each thing once."""

from hypothesis import given
from strategies import answer_sets

from questionnaire.answers import Answers
from questionnaire.interview import (
    NONE,
    Interview,
    answers_for_all,
    listed_choices,
    shown_choices,
)
from questionnaire.pages import Page
from questionnaire.questions import PAGE, PAGES
from questionnaire.spoken import (
    as_spoken,
    cover_page,
    question_words,
    review_words,
    ticket_page,
    words_of_question,
)
from questionnaire.summary import answer_rows


def asking(answers: Answers) -> list[Page]:
    return [page for page in PAGES if page.applies(answers)]


@given(answer_sets())
def test_every_choice_is_said_once_with_its_state(answers: Answers) -> None:
    interview = Interview(answers)
    for page in asking(answers):
        words = question_words(page, interview)
        for question in interview.asked(page):
            for choice in listed_choices(interview.kept, question):
                state = "chosen" if choice.is_chosen else "not chosen"
                said = [one for one in words if one.startswith(f"{choice.label}: ")]
                assert said == [f"{choice.label}: {state}"]


@given(answer_sets())
def test_what_answers_a_whole_list_is_said_last_with_its_state(answers: Answers) -> None:
    interview = Interview(answers)
    for page in asking(answers):
        if question := interview.list_asked(page):
            last = answers_for_all(interview.kept, question)
            said = [f"{one.label}: {'chosen' if one.is_chosen else 'not chosen'}" for one in last]
            assert list(question_words(page, interview))[-len(said) :] == said


@given(answer_sets())
def test_nothing_of_a_question_is_said_twice(answers: Answers) -> None:
    interview = Interview(answers)
    for page in asking(answers):
        for question in page.questions:
            words = list(words_of_question(question, interview))
            assert len(words) == len(set(words))


@given(answer_sets())
def test_a_page_says_its_questions_in_their_order(answers: Answers) -> None:
    interview = Interview(answers)
    for page in asking(answers):
        words = question_words(page, interview)
        headings = [one.heading.to(answers.voice) for one in interview.asked(page)]
        assert [one for one in words if one in headings] == headings


@given(answer_sets())
def test_what_is_chosen_is_what_the_answers_hold(answers: Answers) -> None:
    for page in asking(answers):
        for question in Interview(answers).asked(page):
            if question.kind == "age":
                continue
            held = getattr(answers, question.field)
            wanted = {NONE} if held == () else {held} if isinstance(held, str) else set(held or ())
            shown = shown_choices(answers, question)
            offered = {one.value for one in shown}  # not every list has "none of these"
            assert {one.value for one in shown if one.is_chosen} == wanted & offered


@given(answer_sets())
def test_the_review_says_each_answer_once_with_its_question(answers: Answers) -> None:
    rows = answer_rows(answers, answers.voice)
    words = review_words(rows)
    assert len(words) == len(rows)
    for row, said in zip(rows, words, strict=True):
        assert said.startswith(f"{row.label}: ")
        assert all(value in said for value in row.values)


def test_what_is_wrong_is_said_after_the_hint_and_before_the_choices() -> None:
    interview = Interview()
    words = question_words(PAGE["affected"], interview, interview.problems("affected"))
    assert words[2].startswith("Mark at least one body part")
    assert words[3] == "Right eye and forehead: not chosen"


def test_an_example_follows_its_choice() -> None:
    words = question_words(PAGE["conditions"], Interview())
    place = words.index("Wilson's disease: not chosen")
    assert words[place + 1] == "The body holds too much copper"


def test_an_age_is_said_as_it_was_typed() -> None:
    interview = Interview(Answers(urgent_signs=(), affected=("neck",)))
    assert "Nothing is entered" in question_words(PAGE["onset"], interview)
    interview.enter_age("onset_age", "thirty")
    assert "Entered: thirty" in question_words(PAGE["onset"], interview)


def test_who_does_not_know_the_age_hears_the_choice_and_no_field() -> None:
    interview = Interview(Answers(urgent_signs=(), affected=("neck",), onset_certainty="unsure"))
    words = question_words(PAGE["onset"], interview)
    assert words[:2] == ("How old were you when it began?", "I don't know exactly: chosen")
    assert not any(one.startswith("This age is a guess") for one in words)


def test_a_code_is_said_as_a_whole_and_letter_by_letter() -> None:
    words = as_spoken(ticket_page("K7-42", finished=True, give_back=True).words)
    assert words == (
        "Thank you. Please tell the desk your code: K7-42. Letter by letter: K, 7, 4, 2. "
        "Please give this computer back. Then press “I am finished”. Nobody after you sees your answers."
    )


def test_who_stops_halfway_hears_the_code_and_that_it_goes_on_later() -> None:
    words = ticket_page("K7-42", finished=False, give_back=False).words
    assert as_spoken(words) == (
        "Please tell the desk: K7-42. Letter by letter: K, 7, 4, 2. "
        "You can go on later, together with a member of staff."
    )


def test_the_cover_asks_first_and_says_what_follows_last() -> None:
    page = cover_page("Then it closes.", counts=True)
    assert as_spoken(page.words("30 seconds left")) == (
        "Are you still here? 30 seconds left. Then it closes."
    )
    assert "It stays as it is." in as_spoken(cover_page("", counts=False).words(""))


def test_a_voice_pauses_after_each_part_and_says_nothing_for_an_empty_one() -> None:
    assert as_spoken(("Title", "", "Why?", "Done.")) == "Title. Why? Done."
