from hypothesis import given
from hypothesis import strategies as st
from strategies import answer_sets, untimed

from questionnaire.answers import Answers
from questionnaire.records.format.kept_answers import KnownAnswers, kept_answers, known_answers
from questionnaire.records.format.v1 import Body


@untimed
@given(answers=answer_sets())
def test_all_answers_come_back(answers: Answers) -> None:
    body = Body(answers=kept_answers(answers, {}, {}))
    assert known_answers(body) == KnownAnswers(answers, {}, is_whole=True)


@untimed
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
