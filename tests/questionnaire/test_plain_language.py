"""What patients and carers read: short sentences, no orders about medicines, no diagnosis."""

import re
from functools import cache
from statistics import mean
from typing import get_args

import pytest
from reading_grade import grades, syllables
from what_is_read import words_for

from questionnaire.answers import Answers, Voice
from questionnaire.evidence import evidence
from questionnaire.pages import Question
from questionnaire.questions import PAGE, PAGES
from questionnaire.rules.forms import Form

READERS: tuple[Voice, ...] = ("patient", "parent", "carer")


@cache
def all_words(voice: Voice) -> tuple[str, ...]:
    """Return everything that this reader can meet, with the statements one by one."""
    statements = evidence().statements.values()
    said = {one.wording(voice) for one in statements if "patient" in one.audience}
    return tuple(sorted(said | words_for(voice)))


@cache
def all_grades(voice: Voice) -> tuple[tuple[float, str], ...]:
    """Return the grade of each sentence; the names of the forms are medical names too."""
    forms = (evidence().statements[f"form-{form}"].title for form in get_args(Form))
    names = (*evidence().medical_names, *forms)
    return tuple(sorted({graded for text in all_words(voice) for graded in grades(text, names)}))


@pytest.mark.parametrize(
    ("word", "count"),
    [("neck", 1), ("age", 1), ("people", 2), ("muscle", 2), ("area", 2), ("medicine", 3), ("7", 1)],
)
def test_syllables_are_counted_as_spoken_or_nearly_so(word: str, count: int) -> None:
    assert syllables(word) == count


def test_a_sentence_of_short_words_is_easy_and_one_of_long_words_hard() -> None:
    ((easy, _),) = grades("The head may turn, or tilt, or shake a bit.", ["x"])
    ((hard, _),) = grades("Abnormal neurological functioning characterizes generalized " * 2, ["x"])
    assert easy < 2
    assert hard > 20


def test_short_sentences_have_no_grade_and_medical_names_count_as_one_short_word() -> None:
    assert list(grades("Contemporaneous characterization.", ["x"])) == []
    named, plain = (
        "Torticollis can pull the head to one side.",
        "Name can pull the head to one side.",
    )
    ((one, _),), ((other, _),) = grades(named, ["torticollis"]), grades(plain, ["x"])
    assert one == other


@pytest.mark.parametrize("voice", READERS)
def test_no_sentence_needs_more_than_eight_years_of_school(voice: Voice) -> None:
    assert [sentence for grade, sentence in all_grades(voice) if grade > 8] == []


@pytest.mark.parametrize("voice", READERS)
def test_sentences_need_six_years_of_school_on_average(voice: Voice) -> None:
    assert mean(grade for grade, _ in all_grades(voice)) <= 6


_ORDERS = "take|start|stop|increase|reduce|change|try|use|avoid"
_FORBIDDEN = {
    "an order about a medicine": (
        rf"\b(you|they|patients?) (should|must|need to|have to) ({_ORDERS})\b",
        rf"(^|[.:;] )(please )?({_ORDERS}) (a|an|any|the|this|your|their|taking)\b",
        r"\b(stop|start|keep) taking\b",
    ),
    "a diagnosis": (
        r"\b(you|they|person you care for) (have|has|suffers?)\b.*\b(dystonia|cramp|torticollis)\b",
        r"\bdiagnosis is\b",
        r"\b(your|their) (dystonia|disease|disorder)\b",
    ),
    "a functional disorder": (r"functional", r"psychogenic", r"hysteri", r"conversion"),
    "a promise": (r"\bwill (cure|relieve|heal)\b", r"\bcures?\b", r"usually brings relief"),
}


@pytest.mark.parametrize("voice", READERS)
@pytest.mark.parametrize("kind", list(_FORBIDDEN))
def test_nobody_reads(kind: str, voice: Voice) -> None:
    patterns = [re.compile(pattern, re.IGNORECASE) for pattern in _FORBIDDEN[kind]]
    found = [text for text in all_words(voice) if any(one.search(text) for one in patterns)]
    assert found == []


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("an order about a medicine", "Stop taking the medicine."),
        ("an order about a medicine", "You should try baclofen."),
        ("an order about a medicine", "It helps. Take a rest, please."),
        ("a diagnosis", "You have cervical dystonia."),
        ("a diagnosis", "The diagnosis is clear."),
        ("a functional disorder", "It may be functional."),
        ("a promise", "Surgery usually brings relief."),
    ],
)
def test_such_words_would_be_noticed(kind: str, text: str) -> None:
    assert any(re.search(pattern, text, re.IGNORECASE) for pattern in _FORBIDDEN[kind])


#: How much a patient reads who answers everything, and who leaves out all that may be left out.
_EVERYTHING, _SHORT = 600, 250

#: Words that the page of ages has beside its questions: how sure the age is.
_HOW_SURE = ["I", "don't", "know", "exactly.", "This", "age", "is", "a", "guess."]


def words_of(question: Question, answers: Answers) -> int:
    """Return how many words a patient reads to answer a question."""
    said = [
        question.heading,
        *(one for one in (question.hint, question.none, question.unsure) if one),
    ]
    texts = [one.to("patient") for one in said]
    for choice in question.offered(answers):
        texts += [choice.label.to("patient"), choice.example]
    return sum(len(text.split()) for text in texts)


def words_on_the_way(answers: Answers, *, all_pages: bool) -> int:
    pages = [page for page in PAGES if page.applies(answers)]
    shown = pages if all_pages else pages[: pages.index(PAGE["onset"]) + 1]
    asked = [one for page in shown for one in page.questions if one.applies(answers)]
    return len(_HOW_SURE) + sum(words_of(one, answers) for one in asked)


def test_a_patient_who_answers_everything_reads_few_words() -> None:
    cramp = Answers(
        affected=("right-hand", "neck"), onset_age=34, pattern=("task",), answered_by="patient"
    )
    assert words_on_the_way(cramp, all_pages=True) <= _EVERYTHING


def test_a_patient_who_takes_the_short_way_reads_fewer() -> None:
    cramp = Answers(affected=("right-hand",), onset_age=34, answered_by="patient")
    assert words_on_the_way(cramp, all_pages=False) <= _SHORT
