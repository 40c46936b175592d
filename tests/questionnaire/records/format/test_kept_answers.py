import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import answer_sets

from questionnaire.answers import Answers
from questionnaire.records.format.kept_answers import KnownAnswers, kept_answers, known_answers
from questionnaire.records.format.v1 import Answer, Body


@given(answers=answer_sets())
def test_all_answers_come_back(answers: Answers) -> None:
    body = Body(answers=kept_answers(answers, {}, {}))
    assert known_answers(body) == KnownAnswers(answers, {}, {}, is_whole=True)


@given(typed=st.text(min_size=1).map(str.strip).filter(bool))
def test_what_was_typed_as_an_age_comes_back_as_it_was_typed(typed: str) -> None:
    known = known_answers(Body(answers=kept_answers(Answers(), {"onset_age": typed}, {})))
    assert known.is_whole
    assert known.unreadable.get("onset_age", str(known.answers.onset_age)).lstrip("0") in (
        typed.lstrip("0"),
        str(known.answers.onset_age),
    )


def test_each_says_what_was_asked_what_was_said_and_by_whom() -> None:
    kept = kept_answers(Answers(impact="mild"), {}, {"impact": "Ada"})
    assert (kept["impact"].value, kept["impact"].by) == ("mild", "Ada")
    assert (kept["impact"].asked, kept["impact"].said) == ("Daily life", "A little")
    assert (kept["medicines"].value, kept["medicines"].said) == (None, "Not answered")


def test_what_did_not_apply_keeps_its_answer_without_words() -> None:
    kept = kept_answers(Answers(tasks=("writing",)), {}, {})
    assert (kept["tasks"].value, kept["tasks"].asked) == (("writing",), "")
    assert "first_affected" not in kept


@pytest.mark.parametrize(
    ("typed", "age", "unreadable"),
    [("034", 34, {}), ("٣٤", 34, {}), ("1e3", None, {"onset_age": "1e3"})],
)
def test_what_others_encrypt_as_an_age_is_read_as_the_screen_reads_it(
    typed: str, age: int | None, unreadable: dict[str, str]
) -> None:
    known = known_answers(Body(answers={"onset_age": Answer(value=typed)}))
    assert (known.answers.onset_age, known.unreadable, known.unknown) == (age, unreadable, {})


def test_what_is_not_known_is_named_and_what_is_known_of_it_read() -> None:
    answers = {
        "affected": Answer(value=("neck", "tail")),
        "onset_age": Answer(value=("34",)),
        "favourite_day": Answer(value="monday"),
        "mood": Answer(asked="Mood"),
    }
    known = known_answers(Body(answers=answers))
    assert known.answers == Answers(affected=("neck",))
    assert known.unknown == {
        "affected": ("neck", "tail"),
        "onset_age": ("34",),
        "favourite_day": "monday",
    }
    assert not known.is_whole


def test_for_whom_somebody_cares_is_not_lost_by_changing_an_answer() -> None:
    assert not known_answers(Body(caring_for="child")).is_whole
