from questionnaire.answers import Answers
from questionnaire.evidence import evidence
from questionnaire.questions import PAGES
from questionnaire.review.people import people
from questionnaire.review.told import effects, statements_told

QUESTIONS = {question.name: question for page in PAGES for question in page.questions}


def test_every_statement_is_told_to_somebody_or_brought_up_by_an_answer() -> None:
    found = effects()
    assert list(found) == list(evidence().statements)
    assert [id_ for id_, one in found.items() if not (one.people or one.brought_by)] == []


def test_who_is_told_is_what_each_example_person_reads() -> None:
    for person in people():
        told = {id_ for id_, effect in effects().items() if person.who in effect.people}
        assert told == statements_told(person.given)


def test_an_answer_that_brings_a_statement_up_is_one_of_its_question() -> None:
    assert effects()["cause-parkinson"].brought_by == {
        QUESTIONS["Health conditions"].name: ("Parkinson's disease",)
    }
    assert effects()["cause-family"].brought_by == {"Family": ("Yes",)}


def test_an_answer_that_takes_a_statement_away_was_added_to_others() -> None:
    taken = effects()["cause-wilson-screen"].taken_by
    assert taken["Health conditions"] == ("Wilson's disease",)
    assert all(
        QUESTIONS[name].kind in ("many", "sites")
        for effect in effects().values()
        for name in effect.taken_by
    )


def test_ages_are_in_their_order() -> None:
    ages = effects()["cause-young-leg"].brought_by["Age when it began"]
    assert list(ages) == sorted(ages, key=int)


def test_a_statement_for_staff_counts_as_one_for_patients_does() -> None:
    told = statements_told(Answers(affected=("neck",), medicines="now"))
    assert {"cause-medicine-now", "form-cervical-dystonia"} <= told
