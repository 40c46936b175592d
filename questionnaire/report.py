"""An assessment as sections of text, for a patient or for staff; every view draws these."""

from datetime import date

import msgspec

from questionnaire.answers import Answers
from questionnaire.assessment import Assessment, assess
from questionnaire.blocks import Report
from questionnaire.clinic import Clinic
from questionnaire.evidence import evidence
from questionnaire.patient_report import patient_sections
from questionnaire.quoting import Quoting
from questionnaire.staff_report import staff_sections
from questionnaire.wording import Wording
from questionnaire.words import mark, tr

_TITLE = Wording(
    mark("Your answers and what they may mean"),
    mark("The answers and what they may mean"),
    mark("The answers and what they may mean"),
)


class Case(msgspec.Struct, frozen=True):
    """One finished questionnaire, as it is shown, saved and printed; `day` is the date it carries."""

    answers: Answers
    assessment: Assessment
    clinic: Clinic
    day: date

    @property
    def for_patient(self) -> Report:
        """The result in plain words, for the patient or whoever answered for them."""
        quoting = Quoting(self.answers.voice)
        sections = patient_sections(self.answers, self.assessment, self.clinic, quoting)
        title = _TITLE.to(self.answers.voice)
        return Report(
            title=title,
            sections=sections,
            references=quoting.references(),
            notices=_notices(self.assessment),
        )

    @property
    def for_staff(self) -> Report:
        """The page for the clinician: labels, reasons, answers, signs and review states."""
        quoting = Quoting("staff")
        sections = staff_sections(self.answers, self.assessment, self.clinic, quoting)
        return Report(
            title=tr("Summary for the clinician"),
            sections=sections,
            references=quoting.references(),
            notices=_notices(self.assessment),
        )


def case_of(answers: Answers, clinic: Clinic, day: date) -> Case:
    """Assess the answers as the clinic wants them headed, for the views to show."""
    return Case(answers, assess(answers, clinic.criteria), clinic, day)


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
