"""The door: reads the command line, and imports Qt only for what needs it."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import questionnaire
from questionnaire.assess_command import (
    EXIT_BAD_INPUT,
    EXIT_GOOD,
    STANDARD_INPUT,
    assess_cases,
    read_input,
    read_one_case,
)
from questionnaire.clinic import Clinic, ClinicRefusedError, default_clinic, read_clinic
from questionnaire.reading import AnswersRefusedError
from questionnaire.words import UnknownLanguageError, tr, use_language

EXIT_NO_WINDOW = 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return the exit code; a problem is a sentence, never a traceback."""
    chosen = _parser().parse_args(arguments)
    try:
        use_language(chosen.language)
        if chosen.command == "assess":
            return _assess(chosen)
        if chosen.command == "report":
            return _report(chosen)
    except BrokenPipeError:
        # Whoever read our output has had enough; Python must not try to write the rest at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_GOOD
    except (ClinicRefusedError, AnswersRefusedError, UnknownLanguageError) as error:
        return _complain(str(error))
    except OSError as error:
        return _complain(f"{error.filename}: {error.strerror}")
    return _wizard(chosen)


def _parser() -> argparse.ArgumentParser:
    both = argparse.ArgumentParser(add_help=False)
    both.add_argument(
        "--clinic", metavar="FILE", type=Path, default=argparse.SUPPRESS,
        help="the clinic's settings, a clinic.toml",
    )  # fmt: skip
    both.add_argument(
        "--language", metavar="CODE", default=argparse.SUPPRESS, help="the language, such as en"
    )
    parser = argparse.ArgumentParser(
        prog="dystonia-triage",
        parents=[both],
        description="An intake questionnaire for dystonia. Without a command, the window opens.",
    )
    parser.set_defaults(clinic=None, language="en")
    version = f"%(prog)s {questionnaire.__version__}"
    parser.add_argument("--version", action="version", version=version)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    assess = commands.add_parser(
        "assess", parents=[both], help="answers to assessments, both JSON, without a screen"
    )
    assess.add_argument("file", help="one case, or one on each line; - for standard input")
    report = commands.add_parser(
        "report", parents=[both], help="answers to the printed report, without a screen"
    )
    report.add_argument("file", help="one case; - for standard input")
    report.add_argument(
        "--pdf", metavar="OUT.pdf", type=Path, required=True, help="the PDF to write"
    )
    return parser


def _assess(chosen: argparse.Namespace) -> int:
    criteria = _clinic(chosen).criteria
    text = read_input(chosen.file, sys.stdin.buffer)
    code = assess_cases(text, criteria, sys.stdout.buffer, sys.stderr)
    sys.stdout.buffer.flush()
    return code


def _report(chosen: argparse.Namespace) -> int:
    answers = read_one_case(read_input(chosen.file, sys.stdin.buffer))
    clinic = _clinic(chosen)
    if trouble := _qt_trouble(needs_display=False):
        return _complain(trouble, EXIT_NO_WINDOW)
    from gui.report_command import report_to_pdf

    return (
        _complain(trouble) if (trouble := report_to_pdf(answers, clinic, chosen.pdf)) else EXIT_GOOD
    )


def _wizard(chosen: argparse.Namespace) -> int:
    if trouble := _qt_trouble(needs_display=True):
        return _complain(trouble, EXIT_NO_WINDOW)
    from gui.application import run

    return run(chosen.clinic)


def _clinic(chosen: argparse.Namespace) -> Clinic:
    """Return the clinic that was named, or the default one, so that output is the same anywhere."""
    return read_clinic(chosen.clinic) if chosen.clinic else default_clinic()


def _qt_trouble(*, needs_display: bool) -> str:
    from gui.startup_check import qt_trouble  # assess needs nothing of it

    return qt_trouble(needs_display=needs_display)


def _complain(text: str, code: int = EXIT_BAD_INPUT) -> int:
    sys.stderr.write(f"dystonia-triage: {text}\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
