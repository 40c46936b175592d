from typing import Any, get_args

import pytest
from cases import blocks, case, statements, texts_in
from hypothesis import given
from strategies import answer_sets

from questionnaire.answers import Answers
from questionnaire.reports.blocks import Fact, Figure, Notice, Report
from questionnaire.reports.case import case_of
from questionnaire.reports.speech import report_words
from questionnaire.reports.staff import CRITERIA_NAMES, LABELS, urgent_call
from questionnaire.rules.distribution import Criteria, Label


def facts(report: Report, section: str) -> dict[str, str]:
    """Return the labels and values under a heading."""
    found = (block for one in report.sections if one.id == section for block in one.blocks)
    return {block.label: block.value for block in found if isinstance(block, Fact)}


def test_the_table_calls_out_how_soon_also_where_the_level_is_sealed() -> None:
    assert urgent_call("emergency") == "Urgent: now"
    assert urgent_call("same-day") == "Urgent: today"
    assert urgent_call(None) == "Urgent"


def test_both_labels_stand_side_by_side() -> None:
    found = facts(case(affected=("neck", "upper-trunk", "left-hand")).for_staff, "criteria")
    assert found["Patient guide"] == "segmental"
    assert found["Consensus 2013 (Albanese)"] == "generalized"
    assert found["Regions"] == "neck or shoulder, trunk, left arm or hand"


def test_staff_see_where_the_guide_has_no_name() -> None:
    found = facts(case(affected=("neck", "left-leg")).for_staff, "criteria")
    assert found["Patient guide"] == "no name for this pattern"


def test_nothing_affected_is_none_by_both_criteria() -> None:
    found = facts(case(affected=()).for_staff, "criteria")
    assert {found[label] for label in ("Patient guide", "Regions")} == {"none"}


def test_each_label_has_its_reason_with_its_review_state() -> None:
    report = case(affected=("left-leg", "right-leg")).for_staff
    lead, *reasons = texts_in(blocks(report, "criteria"))
    assert "not examined" in lead.text
    assert [one.text.partition(":")[0] for one in reasons] == list(CRITERIA_NAMES.values())
    assert {one.review for one in reasons} == {"needs-review"}


def test_staff_are_told_where_everything_lies_on_one_side() -> None:
    *_, last = texts_in(blocks(case(affected=("left-hand",)).for_staff, "criteria"))
    assert last.text == "Everything that was marked is on the left side."


def test_names_and_spread_are_said_to_hold_if_dystonia_is_confirmed() -> None:
    headings = {one.id: one.heading for one in case(onset_age=50).for_staff.sections}
    assert headings["forms"] == "Named forms that would fit if dystonia is confirmed"
    assert headings["spread"] == "Spread, if dystonia is confirmed"


def test_the_figure_fills_the_affected_parts() -> None:
    (figure,) = (one for one in blocks(case().for_staff, "criteria") if isinstance(one, Figure))
    assert (figure.sites, figure.sides) == (("neck",), ("Patient's right", "Patient's left"))


def test_urgent_signs_come_first_and_speak_about_the_patient() -> None:
    report = case(urgent_signs=("breathing",), answered_by="patient").for_staff
    assert report.sections[0].id == "urgent"
    (notice,) = blocks(report, "urgent")
    assert isinstance(notice, Notice)
    (why,) = (text.text for text in notice.texts if text.statement)
    assert why.startswith("Trouble breathing or a tight throat was marked.")


def test_answers_are_read_about_the_patient_also_those_that_are_missing() -> None:
    found = facts(case(answered_by="patient", impact="unsure").for_staff, "answers")
    assert found["Body parts"] == "the patient's neck"
    assert found["Daily life"] == "Not sure"
    assert "Medicines" in found["Not answered"].split("; ")


def test_staff_read_the_forms_the_causes_and_the_treatments_meant_for_them_too() -> None:
    report = case(affected=("left-leg",), onset_age=50, medicines="now").for_staff
    assert statements(report, "forms") == ["form-lower-limb-dystonia"]
    assert "cause-parkinsonism" in statements(report, "causes")
    assert "tardive-treatment" in statements(report, "help")


def test_staff_read_how_the_studies_counted_spread() -> None:
    found = case(onset_age=50).for_staff
    assert facts(found, "spread") == {"Level": "Spread is uncommon"}
    assert statements(found, "studies") == ["spread-studies"]


def test_the_page_on_paper_has_no_room_for_treatments_and_studies() -> None:
    report = case(onset_age=50).for_staff
    left_out = [section.id for section in report.sections if not section.on_paper]
    assert left_out == ["help", "names", "studies"]


def test_without_an_affected_part_there_is_no_spread_to_read_about() -> None:
    shown = {section.id for section in case(affected=()).for_staff.sections}
    assert not {"spread", "studies", "forms", "causes", "help"} & shown


@given(answer_sets())
def test_staff_are_never_spoken_to_as_the_patient(answers: Answers) -> None:
    report = case_of(answers, case().clinic, case().day).for_staff
    for section in report.sections:
        for text in texts_in(section.blocks):
            assert not {"you", "your"} & set(text.text.lower().replace(".", " ").split())


@pytest.mark.parametrize("label", get_args(Label))
def test_every_label_and_every_set_of_criteria_has_a_name(label: Label) -> None:
    assert LABELS[label] == label
    assert tuple(CRITERIA_NAMES) == get_args(Criteria)


SOON: dict[str, Any] = {"urgent_signs": (), "features": ("weakness",)}


def test_staff_read_first_why_a_clinician_should_see_the_patient_within_days() -> None:
    report = case(**SOON).for_staff
    assert report.sections[0].heading == "A clinician should see the patient within days"
    why, advice = texts_in(blocks(report, "urgent"))
    assert why.text == "Because of: weakness."
    assert advice.statement == "soon-weakness"


def test_open_signs_are_not_hidden_by_what_should_be_seen_within_days() -> None:
    report = case(**{**SOON, "urgent_signs": ("unsure",)}).for_staff
    assert any(isinstance(block, Notice) for block in blocks(report, "urgent"))


@pytest.mark.parametrize("taken", ["now", "past", "unsure"])
def test_beside_a_medicine_there_is_room_for_which_and_since_when(taken: Any) -> None:
    found = list(facts(case(medicines=taken).for_staff, "answers"))
    assert found[found.index("Medicines") + 1] == "Which one, since when"
    assert "Which one, since when" not in facts(case(medicines="never").for_staff, "answers")


def test_what_paper_has_room_to_write_is_told_as_still_to_be_asked() -> None:
    words = report_words(case(medicines="now").for_staff, for_staff=True)
    assert "Which one, since when: to be asked" in words


def test_where_two_parts_could_do_the_task_staff_are_told_to_ask() -> None:
    both = case(affected=("mouth", "left-hand"), pattern=("task",), tasks=("music",))
    *_, text = texts_in(blocks(both.for_staff, "forms"))
    assert text.text.startswith("More than one of the marked parts can do this task")


def test_without_a_hint_at_it_wilsons_disease_is_one_line_about_the_usual_tests() -> None:
    def said(age: int) -> set[str]:
        return {
            text.statement for text in texts_in(blocks(case(onset_age=age).for_staff, "causes"))
        }

    assert "usual-tests" in said(45)
    assert "usual-tests" not in said(60)
