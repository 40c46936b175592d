import pytest
from cases import case, statements
from hypothesis import given
from strategies import answer_sets

from questionnaire.answers import Answers
from questionnaire.body import Site
from questionnaire.reports.case import case_of


def test_the_background_of_the_guide_is_there_even_where_nothing_is_affected() -> None:
    shown = statements(case(affected=()).for_patient, "learn-more")
    assert {"kinds-of-dystonia", "cause-list", "research-nerve-cells", "spread-young"} <= set(shown)
    assert {"treat-cause", "surgery"} <= set(shown)
    assert shown[-1] == "story-pianist"


def test_what_the_result_showed_is_not_repeated() -> None:
    report = case(
        affected=("voice",), onset_age=8, impact="severe", tried=("other", "botulinum-toxins")
    ).for_patient
    shown = statements(report, "learn-more")
    assert not {"spread-young", "surgery", "treat-cause"} & set(shown)


def test_only_the_result_itself_says_that_no_treatment_may_be_needed() -> None:
    for found in (case(affected=()), case(onset_age=8), case(impact="severe")):
        assert "no-treatment" not in statements(found.for_patient, "learn-more")


@pytest.mark.parametrize("site", ["left-foot", "left-hand", "neck"])
def test_spread_from_a_young_onset_is_told_once(site: Site) -> None:
    report = case(affected=(site,), onset_age=8).for_patient
    shown = [*statements(report, "spread"), *statements(report, "learn-more")]
    assert len([one for one in shown if one.startswith("spread-young")]) == 1


def test_the_background_stays_on_the_screen() -> None:
    (section,) = (one for one in case().for_patient.sections if one.id == "learn-more")
    assert not section.on_paper


@given(answer_sets())
def test_no_statement_stands_twice_in_what_a_patient_reads(answers: Answers) -> None:
    report = case_of(answers, case().clinic, case().day).for_patient
    shown = [one for section in report.sections for one in statements(report, section.id)]
    assert len(shown) == len(set(shown))
