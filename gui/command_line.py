"""What can be written after `dystonia-triage`; options count before a command's name and after it."""

import argparse
from pathlib import Path

import questionnaire
from questionnaire.words import SOURCE_LANGUAGE


def parser() -> argparse.ArgumentParser:
    """Return the reader of the command line. Its words are English: no language is chosen yet."""
    made = argparse.ArgumentParser(
        prog="dystonia-triage",
        parents=[_for_each_command()],
        description="An intake questionnaire for dystonia. Without a command, the window opens.",
    )
    made.set_defaults(clinic=None, language=SOURCE_LANGUAGE)
    version = f"%(prog)s {questionnaire.__version__}"
    made.add_argument("--version", action="version", version=version)
    commands = made.add_subparsers(dest="command", metavar="COMMAND")
    assess = commands.add_parser(
        "assess",
        parents=[_for_each_command()],
        help="answers to assessments, both JSON; needs no display",
    )
    assess.add_argument("file", metavar="FILE", help="one case, or one on each line; - for stdin")
    report = commands.add_parser(
        "report",
        parents=[_for_each_command()],
        help="answers to the printed report; needs no display",
    )
    report.add_argument("file", metavar="FILE", help="one case; - for stdin")
    report.add_argument(
        "--pdf", metavar="OUT.pdf", type=Path, required=True, help="the PDF to write"
    )
    return made


def _for_each_command() -> argparse.ArgumentParser:
    """Return the options of every command, made anew for each because parsers change their own.

    A default of a command would undo what stood before the command's name.
    """
    both = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    both.add_argument(
        "--clinic", metavar="FILE", type=Path, help="the clinic's settings, a clinic.toml"
    )
    both.add_argument("--language", metavar="CODE", help="the language, such as en")
    return both
