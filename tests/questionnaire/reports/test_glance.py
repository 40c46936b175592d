"""The short answers that a patient sees at one glance."""

from datetime import date

import pytest
from cases import CLINIC, case
from hypothesis import given
from strategies import answer_sets

from questionnaire.answers import Answers
from questionnaire.body import Site
from questionnaire.evidence import evidence
from questionnaire.reports.blocks import Figure, Glance, People, Tile
from questionnaire.reports.case import Case, case_of
from questionnaire.reports.glance import folds, unfolded


def glance(found: Case) -> Glance:
    assert found.for_patient.glance is not None
    return found.for_patient.glance


def tile(found: Case, id_: str) -> Tile:
    return next(one for one in glance(found).tiles if one.id == id_)


def title(statement: str) -> str:
    return evidence().statements[statement].title


def test_the_named_form_comes_first_where_one_names_everything() -> None:
    name = tile(case(affected=("right-hand",), pattern=("task",), tasks=("writing",)), "name")
    assert name.answer == title("form-writers-cramp")
    assert name.lines[0] == title("pattern-focal")


def test_meige_takes_the_place_of_its_two_parts() -> None:
    name = tile(case(affected=("left-upper-face", "right-upper-face", "mouth")), "name")
    assert name.answer == title("form-meige-syndrome")


def test_where_several_forms_fit_the_distribution_comes_first_and_they_are_named_beside_it() -> (
    None
):
    name = tile(case(affected=("neck", "voice")), "name")
    assert name.answer == title("pattern-segmental")
    (note,) = name.notes
    assert title("form-cervical-dystonia") in note
    assert title("form-laryngeal-dystonia") in note


def test_under_an_urgent_sign_words_take_the_place_of_pictures_which_open_with_their_text() -> None:
    found = case(affected=("neck", "voice"), onset_age=40, urgent_signs=("swallowing",))
    calm = case(affected=("neck", "voice"), onset_age=40, urgent_signs=())
    assert [one.picture for one in glance(found).tiles] == [None, None, None]
    assert {*tile(calm, "name").notes} <= {*tile(found, "name").lines}
    opened = [
        block for fold in folds(found.for_patient) for one in fold.sections for block in one.blocks
    ]
    assert {one.picture for one in glance(calm).tiles if one.picture} <= {
        one for one in opened if isinstance(one, Figure | People)
    }


def test_a_form_that_names_only_a_part_never_stands_for_the_whole() -> None:
    assert tile(case(affected=("neck", "left-upper-face")), "name").answer == title(
        "pattern-segmental"
    )


@pytest.mark.parametrize(
    ("site", "age", "answer"),
    [
        ("neck", 50, "In most people it does not"),
        ("right-hand", 50, "It may"),
        ("right-hand", 8, "More likely than when it starts later"),
        ("neck", None, "Your answers can't tell"),
    ],
)
def test_the_answer_on_spread_is_short(site: Site, age: int | None, answer: str) -> None:
    assert tile(case(affected=(site,), onset_age=age), "spread").answer == answer


def test_of_a_childs_leg_the_early_visit_is_said_first() -> None:
    spread = tile(case(affected=("left-leg",), onset_age=8), "spread")
    assert spread.answer == "An early visit helps"
    assert spread.lines == (evidence().statements["spread-young-leg"].text,)


def test_what_can_help_is_listed_by_name_each_once() -> None:
    found = case(affected=("neck",), onset_age=50)
    listed = tile(found, "help").lines
    shown = {title(one.id) for one in found.assessment.treatments}
    assert set(listed) <= shown
    assert len(listed) == len(set(listed)) > 4


def test_without_a_pattern_there_is_nothing_to_see_at_one_glance() -> None:
    assert case(affected=()).for_patient.glance is None


def test_staff_have_columns_and_no_tiles() -> None:
    assert case().for_staff.glance is None


@given(answer_sets())
def test_every_section_is_a_tile_or_behind_a_button_or_always_there(answers: Answers) -> None:
    report = case_of(answers, CLINIC, date(2026, 11, 27)).for_patient
    if report.glance is None:
        return
    behind = {section.id for fold in folds(report) for section in fold.sections}
    opened = {id_ for one in report.glance.tiles for id_ in one.opens}
    always = {section.id for section in unfolded(report)}
    reached = {"urgent", "pattern", "tell", *behind, *opened, *always}
    assert {section.id for section in report.sections} <= reached


@given(answer_sets())
def test_every_source_stands_where_its_sentence_is(answers: Answers) -> None:
    report = case_of(answers, CLINIC, date(2026, 11, 27)).for_patient
    for fold in folds(report):
        numbers = {one.number for one in fold.references}
        cited = {
            number
            for section in fold.sections
            for block in section.blocks
            for number in getattr(getattr(block, "body", block), "cites", ())
        }
        assert cited <= numbers
