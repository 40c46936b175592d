"""One finished questionnaire as it was shown: the answers, what they amount to, both reports."""

from datetime import date

import msgspec
from msgspec.structs import replace

from questionnaire.answers import Answers
from questionnaire.clinic import Clinic
from questionnaire.evidence import evidence
from questionnaire.reports.blocks import Report
from questionnaire.reports.patient import patient_sections, urgent_section
from questionnaire.reports.quoting import Quoting
from questionnaire.reports.staff import staff_sections
from questionnaire.rules.assessment import Assessment, assess
from questionnaire.words import Wording, mark, tr

_TITLE = Wording(
    mark("Your answers and what they may mean"),
    mark("The answers and what they may mean"),
    mark("The answers and what they may mean"),
)


class Case(msgspec.Struct, frozen=True):
    """One finished questionnaire as it was shown; `day` is the date it carries.

    The reports are kept and not made again, so that an old case opens with its own words.
    """

    answers: Answers
    assessment: Assessment
    clinic: Clinic
    day: date
    for_patient: Report
    for_staff: Report


def case_of(answers: Answers, clinic: Clinic, day: date) -> Case:
    """Assess the answers as the clinic wants them headed, for the views to show."""
    assessment = assess(answers, clinic.criteria)
    return Case(
        answers,
        assessment,
        clinic,
        day,
        for_patient=_patient_report(answers, assessment, clinic),
        for_staff=_staff_report(answers, assessment, clinic),
    )


def once_told(case: Case) -> Report:
    """Return the patient's report with an urgent notice that says that the desk knows."""
    quoting = Quoting(case.answers.voice)  # it comes first, so its sources keep their numbers
    notice = urgent_section(case.answers, case.assessment, case.clinic, quoting, told=True)
    sections = (notice if one.id == notice.id else one for one in case.for_patient.sections)
    return replace(case.for_patient, sections=tuple(sections))


def _patient_report(answers: Answers, assessment: Assessment, clinic: Clinic) -> Report:
    """Return the result in plain words, for the patient or whoever answered for them."""
    quoting = Quoting(answers.voice)
    sections = patient_sections(answers, assessment, clinic, quoting)
    return Report(
        title=_TITLE.to(answers.voice),
        sections=sections,
        references=quoting.references(),
        notices=_notices(assessment),
    )


def _staff_report(answers: Answers, assessment: Assessment, clinic: Clinic) -> Report:
    """Return the page for the clinician: labels, reasons, answers, signs and review states."""
    quoting = Quoting("staff")
    sections = staff_sections(answers, assessment, clinic, quoting)
    return Report(
        title=tr("Summary for the clinician"),
        sections=sections,
        references=quoting.references(),
        notices=_notices(assessment),
    )


def _notices(assessment: Assessment) -> tuple[str, ...]:
    """Return what stands at the foot of every view: no diagnosis, review state, versions."""
    lines = [
        tr("This is not a diagnosis. No one was examined here. A clinician decides what it is."),
    ]
    if not evidence().reviewed:
        lines.append(tr("This text is not yet reviewed by a clinician."))
    versions = assessment.versions
    lines.append(
        tr("Dystonia Triage {program}, evidence {evidence}.").format(
            program=versions.program, evidence=versions.evidence
        )
    )
    return tuple(lines)
