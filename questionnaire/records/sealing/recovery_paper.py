"""The recovery sheet on paper: one page, with the key as text and as a QR code.

It is made in memory: this program writes the key to a disk only where the person saves the sheet. The
system's print queue may keep a sheet that is printed.
"""

from questionnaire.clinic import Clinic
from questionnaire.records.sealing.recovery import RecoverySheet, qr_rows
from questionnaire.reports.dates import written_day
from questionnaire.reports.paper_size import paper_size
from questionnaire.reports.pictures import code_svg
from questionnaire.reports.typesetting import Typeset, typeset
from questionnaire.words import tr

_TEMPLATE = "recovery.typ"


def recovery_paper(sheet: RecoverySheet, clinic: Clinic) -> Typeset:
    """Return the sheet as a PDF for the clinic's paper."""
    fingerprint = tr("Fingerprint of the clinic's key: {fingerprint}")
    data = {
        "title": sheet.title,
        "program": tr("Dystonia Triage"),
        "paper": paper_size(clinic),
        "clinic": sheet.clinic,
        "day": written_day(sheet.day),
        "code": {"svg": code_svg(qr_rows(sheet.identity)), "alt": tr("The key as a QR code")},
        "key": {"heading": tr("The key"), "lines": sheet.lines},
        "purpose": sheet.purpose,
        "duties": {"heading": tr("What to do with this sheet"), "lines": list(sheet.duties)},
        "reading": {
            "heading": tr("How to read the records with it"),
            "words": sheet.reading,
            "commands": list(sheet.commands),
            "place": sheet.place,
        },
        "which": {
            "heading": tr("Which key it is"),
            "words": fingerprint.format(fingerprint=sheet.setup.key.fingerprint),
        },
    }
    return typeset(_TEMPLATE, data, None)
