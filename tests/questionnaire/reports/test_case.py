from pathlib import Path

import pytest
from cases import CLINIC, DAY, blocks, case, texts, texts_in
from hypothesis import given
from own_evidence import evidence_from, sign
from strategies import answer_sets

import resources
from questionnaire.answers import Answers
from questionnaire.clinic import Clinic
from questionnaire.evidence import evidence
from questionnaire.reports.case import case_of, once_told


def test_a_case_is_headed_by_the_criteria_that_the_clinic_chose() -> None:
    answers = Answers(affected=("neck", "upper-trunk", "left-hand"))
    chosen = Clinic(name="Our clinic", criteria="consensus-2013")
    headlines = [case_of(answers, one, DAY).assessment.headline for one in (CLINIC, chosen)]
    assert headlines == ["segmental", "generalized"]


def test_the_title_speaks_to_the_patient_only_where_the_patient_answers() -> None:
    own = case(answered_by="patient").for_patient.title
    others = {case(answered_by=who).for_patient.title for who in ("carer", "staff")}
    assert own.startswith("Your ")
    assert others == {own.replace("Your", "The")}


def test_once_the_desk_knows_the_patients_report_says_so_and_stays_the_same_otherwise() -> None:
    found = case(urgent_signs=("swallowing",))
    before, after = list(texts(found.for_patient)), list(texts(once_told(found)))
    told = [text.text for text in texts_in(blocks(once_told(found), "urgent"))]
    assert told[-1] == "The desk has been told."
    assert [one for one in after if one not in before] == [
        one for one in after if "told." in one.text
    ]


def test_staff_read_a_report_of_their_own() -> None:
    found = case()
    assert found.for_staff.title != found.for_patient.title


@pytest.mark.parametrize("reader", ["for_patient", "for_staff"])
def test_every_report_says_that_it_is_no_diagnosis_and_which_versions_gave_it(reader: str) -> None:
    first, *_, last = getattr(case(), reader).notices
    assert first.startswith("This is not a diagnosis.")
    assert last == f"Dystonia Triage 0.1.0, evidence {evidence().version}."


def test_a_report_says_that_no_clinician_has_reviewed_it_until_one_has(tmp_path: Path) -> None:
    text = (resources.FOLDER / "evidence.toml").read_text(encoding="utf-8")
    notice = "This text is not yet reviewed by a clinician."
    with evidence_from(tmp_path, text):
        assert notice in case().for_patient.notices
        sign(*evidence().statements)
        assert notice not in case().for_patient.notices


@given(answer_sets())
def test_each_number_in_the_text_is_that_of_a_reference_and_each_reference_is_used(
    answers: Answers,
) -> None:
    found = case_of(answers, CLINIC, DAY)
    for report in (found.for_patient, found.for_patient.on_paper, found.for_staff):
        cited = {number for text in texts(report) for number in text.cites}
        assert sorted(cited) == [reference.number for reference in report.references]


@given(answer_sets())
def test_no_section_is_empty_and_none_stands_twice(answers: Answers) -> None:
    found = case_of(answers, CLINIC, DAY)
    for report in (found.for_patient, found.for_staff):
        assert all(section.blocks and section.heading for section in report.sections)
        assert len({section.id for section in report.sections}) == len(report.sections)


@given(answer_sets())
def test_every_clinical_paragraph_has_words_a_source_and_a_review_state(answers: Answers) -> None:
    found = case_of(answers, CLINIC, DAY)
    for report in (found.for_patient, found.for_staff):
        for text in texts(report):
            assert text.text
            assert bool(text.cites) == bool(text.statement)
            assert text.review or not text.statement
