"""One finished questionnaire as it was shown: the answers, what they amount to, both reports."""

from datetime import date

import msgspec
from msgspec.structs import asdict, replace

from questionnaire.answers import Answers
from questionnaire.clinic import Clinic
from questionnaire.evidence import evidence
from questionnaire.reports.blocks import Report, Section
from questionnaire.reports.glance import glance_of
from questionnaire.reports.patient import patient_sections, urgent_section
from questionnaire.reports.quoting import Quoting
from questionnaire.reports.staff import staff_sections
from questionnaire.reports.staff_line import staff_line
from questionnaire.rules.assessment import Assessment, Versions, assess
from questionnaire.words import Wording, language, mark, tr

_TITLE = Wording(
    mark("Your answers and what they may mean"),
    mark("The answers and what they may mean"),
    mark("The answers and what they may mean"),
)


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """A result as it is shown to its two readers, its language, and the clinic that hands it out."""

    language: str
    clinic: Clinic
    for_patient: Report
    for_staff: Report


class Case(Shown, frozen=True, kw_only=True):
    """One finished questionnaire: what was answered, what it amounts to; `day` is the date it carries."""

    answers: Answers
    assessment: Assessment
    day: date


def case_of(answers: Answers, clinic: Clinic, day: date) -> Case:
    """Assess the answers by the clinic's chosen criteria, for the views to show."""
    assessment = assess(answers, clinic.criteria)
    versions = assessment.versions
    for_patient, for_staff = Quoting(answers.voice), Quoting("staff")
    sections = patient_sections(answers, assessment, clinic, for_patient)
    for_clinician = staff_sections(answers, assessment, clinic, for_staff)
    return Case(
        answers=answers,
        assessment=assessment,
        language=language(),
        clinic=clinic,
        day=day,
        for_patient=replace(
            _report(_TITLE.to(answers.voice), sections, for_patient, versions),
            glance=glance_of(answers, assessment, sections),
        ),
        for_staff=replace(
            _report(tr("Summary for the clinician"), for_clinician, for_staff, versions),
            lead=staff_line(answers, assessment),
        ),
    )


def once_told(case: Case) -> Report:
    """Return the patient's report with an urgent notice that says that the desk knows."""
    quoting = Quoting(case.answers.voice)  # it comes first, so its sources keep their numbers
    notice = urgent_section(case.answers, case.assessment, case.clinic, quoting, told=True)
    sections = (notice if one.id == notice.id else one for one in case.for_patient.sections)
    return replace(case.for_patient, sections=tuple(sections))


def _report(
    title: str, sections: tuple[Section, ...], quoting: Quoting, versions: Versions
) -> Report:
    """Return a report of these sections, with their sources; it ends with what holds for all of it."""
    notices = (
        tr("This is not a diagnosis. No one was examined here. A clinician decides what it is."),
        "" if evidence().reviewed else tr("This text is not yet reviewed by a clinician."),
        tr("Dystonia Triage {program}, evidence {evidence}.").format(**asdict(versions)),
    )
    return Report(
        title=title,
        sections=sections,
        references=quoting.references(),
        notices=tuple(notice for notice in notices if notice),
    )
