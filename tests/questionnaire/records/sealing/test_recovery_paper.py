"""The recovery sheet on paper: all that is needed on one page, and a code that a scanner reads."""

from datetime import date

import pypdfium2
import pytest
from msgspec.structs import replace
from printed import read_aloud, read_pdf, squeezed

from examples import a_setup, public_key
from questionnaire.clinic import Clinic
from questionnaire.records.sealing.age import new_identity
from questionnaire.records.sealing.recovery import RecoverySheet
from questionnaire.records.sealing.recovery_paper import recovery_paper

CLINIC = Clinic(name="Ours & #panic(<others>)", paper="A4")
LONG = Clinic(name="A clinic whose name takes more than one line of a sheet " * 4, paper="Letter")
IDENTITY, RECIPIENT = new_identity()
SETUP = a_setup(
    "K7",
    store="records.db",
    key=public_key(new_identity()[1], RECIPIENT),
)


def sheet_for(clinic: Clinic) -> RecoverySheet:
    return RecoverySheet(IDENTITY, SETUP, clinic.name, date(2026, 3, 4))


@pytest.mark.parametrize("clinic", [CLINIC, LONG], ids=["short", "long"])
@pytest.mark.parametrize("store", ["/folder/records.db", "postgresql://ada:secret@server/clinic"])
def test_one_page_says_all_that_is_needed(clinic: Clinic, store: str) -> None:
    sheet = replace(sheet_for(clinic), setup=replace(SETUP, store=store))
    (words,) = read_pdf(recovery_paper(sheet, clinic).pdf).words
    wanted = (
        clinic.name,
        sheet.title,
        "4 March 2026",
        sheet.identity,
        sheet.purpose,
        *sheet.duties,
        sheet.reading,
        *sheet.commands,
        sheet.place,
        sheet.setup.key.fingerprint,
    )
    assert [one for one in wanted if squeezed(one) not in words] == []
    assert "secret@" not in words


def test_a_scanner_reads_the_key_from_the_printed_sheet() -> None:
    scanner = pytest.importorskip("zxingcpp")
    page = pypdfium2.PdfDocument(recovery_paper(sheet_for(CLINIC), CLINIC).pdf)[0]
    drawn = page.render(scale=150 / 72, grayscale=True)
    dots = memoryview(bytes(drawn.buffer)).cast("B", (drawn.height, drawn.stride))
    assert [one.text for one in scanner.read_barcodes(dots)] == [IDENTITY]


def test_the_code_has_words_and_every_letter_can_be_read() -> None:
    made = read_pdf(recovery_paper(sheet_for(CLINIC), CLINIC).pdf)
    figures = [one.alt for one in read_aloud(made.file) if one.kind == "/Figure"]
    assert figures == ["The key as a QR code"]
    assert min(made.letter_sizes[0]) >= 8
    assert made.title == "Recovery sheet for the records"
