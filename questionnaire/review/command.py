"""`dystonia-triage review`: hands out what there is to sign off, and takes in what a clinician signed.

All of it is English, whatever language is in use elsewhere, because the English words are what is signed.
"""

from datetime import datetime
from pathlib import Path
from typing import TextIO

from questionnaire import EXIT_BAD_INPUT, EXIT_GOOD
from questionnaire.evidence import evidence
from questionnaire.reports.paper_size import PaperSize
from questionnaire.review.document import review_document
from questionnaire.review.items import review_items
from questionnaire.review.taking import Taken, take_review
from questionnaire.review.workbook import NoWorkbookError, read_workbook, review_workbook
from questionnaire.sign_offs import sign_offs, write_sign_offs
from questionnaire.whole_file import write_whole
from questionnaire.words import SOURCE_LANGUAGE, use_language

#: What is handed out holds nothing about anybody, and is meant to be passed on.
_READABLE_BY_ALL = 0o644


def run_review(
    folder: Path | None, filled_in: Path | None, paper: PaperSize, out: TextIO, complain: TextIO
) -> int:
    """Write a review into a folder, or take a filled-in one; return the exit code."""
    use_language(SOURCE_LANGUAGE)
    if (folder is None) == (filled_in is None):
        return _say(complain, "Use either --out FOLDER or --take FILE.")
    try:
        sign_offs()
    except ValueError as error:
        return _say(complain, f"review.toml, which holds the signatures, is damaged: {error}.")
    if folder:
        return _hand_out(folder, paper, out, complain)
    return _take_in(filled_in, out, complain) if filled_in else EXIT_BAD_INPUT


def _hand_out(folder: Path, paper: PaperSize, out: TextIO, complain: TextIO) -> int:
    version = evidence().version
    pdf, xlsx = (folder / f"dystonia-review-{version}.{kind}" for kind in ("pdf", "xlsx"))
    for path in (pdf, xlsx):
        if path.exists():
            words = "is there already, and may be filled in. Choose another folder."
            return _say(complain, f"{path} {words}")
    items = review_items()
    made = review_document(items, version, paper, datetime.now().astimezone())
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(pdf, made.pdf, _READABLE_BY_ALL)
        write_whole(xlsx, review_workbook(items, version), _READABLE_BY_ALL)
    except OSError as error:
        return _say(complain, f"{folder}: can't be written ({error.strerror}).")
    out.writelines(f"{path}\n" for path in (pdf, xlsx))
    return EXIT_GOOD


def _take_in(path: Path, out: TextIO, complain: TextIO) -> int:
    try:
        filled = read_workbook(path)
    except NoWorkbookError as error:
        return _say(complain, str(error))
    except OSError as error:
        return _say(complain, f"{path}: can't be read ({error.strerror}).")
    before = sign_offs()
    taken = take_review(filled, review_items(), before, datetime.now().astimezone().date())
    out.write(_told(taken))
    problems = list(taken.problems)
    if taken.signed != before:
        try:
            write_sign_offs(taken.signed)
        except OSError as error:
            problems.append(f"Nothing was signed: review.toml can't be written ({error.strerror}).")
    complain.writelines(f"{problem}\n" for problem in problems)
    return EXIT_BAD_INPUT if problems else EXIT_GOOD


def _told(taken: Taken) -> str:
    """Return what was taken, and the changes to make, as Markdown."""
    agreed = ", ".join(taken.agreed) or "none"
    parts = [
        f"# Agreed to ({len(taken.agreed)})",
        agreed,
        f"# Changes to make ({len(taken.changes)})",
        *(change.words for change in taken.changes),
    ]
    return "\n\n".join(parts) + "\n"


def _say(complain: TextIO, words: str) -> int:
    complain.write(f"{words}\n")
    return EXIT_BAD_INPUT
