"""An assessment as sections of text, for a patient or for staff; every view draws these."""

from questionnaire.answers import Answers
from questionnaire.assessment import Assessment
from questionnaire.blocks import Report
from questionnaire.clinic import Clinic
from questionnaire.evidence import evidence
from questionnaire.patient_report import patient_sections
from questionnaire.quoting import Quoting
from questionnaire.staff_report import staff_sections
from questionnaire.words import tr


def patient_report(answers: Answers, assessment: Assessment, clinic: Clinic) -> Report:
    """Return the result in plain words, for the patient or whoever answered for them."""
    quoting = Quoting(answers.voice)
    sections = patient_sections(answers, assessment, clinic, quoting)
    return Report(
        title=tr("Your answers and what they may mean")
        if answers.voice == "patient"
        else tr("The answers and what they may mean"),
        sections=sections,
        references=quoting.references(),
        notices=notices(assessment),
    )


def staff_report(answers: Answers, assessment: Assessment, clinic: Clinic) -> Report:
    """Return the one page for the clinician: labels, reasons, answers, signs and review states."""
    quoting = Quoting("staff")
    sections = staff_sections(answers, assessment, clinic, quoting)
    return Report(
        title=tr("Dystonia intake: summary for the clinician"),
        sections=sections,
        references=quoting.references(),
        notices=notices(assessment),
    )


def notices(assessment: Assessment) -> tuple[str, ...]:
    """Return what stands at the foot of every view: no diagnosis, review state, versions."""
    lines = [
        tr(
            "This is not a diagnosis. Nobody has examined anyone here; a clinician decides what it is."
        ),
    ]
    if not evidence().reviewed:
        lines.append(tr("The medical sentences have not yet been reviewed by a clinician."))
    versions = assessment.versions
    lines.append(
        tr("Dystonia Triage {program}, evidence {evidence}.").format(
            program=versions.program, evidence=versions.evidence
        )
    )
    return tuple(lines)
