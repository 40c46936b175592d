"""The command line; options are accepted before and after a command's name."""

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
        help="turn answers (JSON) into assessments (JSON); needs no display",
    )
    assess.add_argument("file", metavar="FILE", help="one case, or one on each line; - for stdin")
    report = commands.add_parser(
        "report",
        parents=[_for_each_command()],
        help="turn answers (JSON) into the printed report (PDF); needs no display",
    )
    report.add_argument("file", metavar="FILE", help="one case; - for stdin")
    report.add_argument(
        "--pdf", metavar="OUT.pdf", type=Path, required=True, help="the PDF to write"
    )
    _add_review(commands)
    commands.add_parser(
        "waiting-room",
        parents=[_for_each_command()],
        help="one patient after another, full screen, on an unattended computer",
    )
    commands.add_parser(
        "desk", parents=[_for_each_command()], help="the front desk: the intakes, for staff"
    )
    _add_records(commands)
    return made


def _add_review(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    review = commands.add_parser(
        "review",
        parents=[_for_each_command()],
        help="hand out all that a clinician signs off (PDF and XLSX), or take it in; needs no display",
    )
    review.set_defaults(out=None, take=None)
    what = review.add_mutually_exclusive_group(required=True)
    what.add_argument("--out", metavar="FOLDER", type=Path, help="write both files into it")
    what.add_argument("--take", metavar="FILE.xlsx", type=Path, help="take a filled-in workbook in")


def _add_records(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands for the records; a passphrase is never given on the command line."""
    records = commands.add_parser(
        "records", help="set up, fill, list, export and look after the records"
    )
    records.set_defaults(
        file=None,
        store="",
        days=0,
        sure=False,
        passphrase_file="",
        pin_file="",
        keyholder="",
        recovery_sheet=None,
        reference="",
        kind="json",
    )
    tasks = records.add_subparsers(dest="task", metavar="TASK", required=True)
    _add_create(tasks)
    _add_intakes(tasks)
    verify = tasks.add_parser(
        "verify",
        help="compare records, or a backup, with what their stations signed; with a passphrase, open all too",
    )
    verify.add_argument("file", metavar="BACKUP.zip", type=Path, nargs="?")
    _add_passphrase(verify)
    backup = tasks.add_parser("backup", help="write everything, encrypted, into one archive")
    backup.add_argument("file", metavar="BACKUP.zip", type=Path)
    restore = tasks.add_parser("restore", help="restore a backup into an empty store")
    restore.add_argument("file", metavar="BACKUP.zip", type=Path)
    restore.add_argument(
        "--store",
        metavar="URL",
        default="",
        help="a PostgreSQL database; without it, this computer",
    )
    restore.add_argument(
        "--sure", action="store_true", help="restore also what is not as it was written"
    )
    expire = tasks.add_parser(
        "expire", help="list intakes older than so many days, and delete them with --sure"
    )
    expire.add_argument("--days", type=_days, required=True)
    _add_passphrase(expire)
    expire.add_argument(
        "--sure", action="store_true", help="delete them; without it they are only listed"
    )
    join = tasks.add_parser("join", help="make this computer one of the clinic's waiting rooms")
    join.add_argument("file", metavar="STATION.toml", type=Path)


def _add_create(tasks: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    create = tasks.add_parser(
        "create", parents=[_for_each_command()], help="set records up, as the front desk does"
    )
    create.add_argument("--keyholder", metavar="NAME", required=True, help="the first keyholder")
    create.add_argument(
        "--passphrase-file", metavar="FILE", required=True, help="holds a passphrase; - for stdin"
    )
    create.add_argument(
        "--pin-file", metavar="FILE", required=True, help="holds the staff PIN; - for stdin"
    )
    create.add_argument(
        "--recovery-sheet",
        metavar="OUT.pdf",
        type=Path,
        required=True,
        help="the sheet to write, print and lock away",
    )
    create.add_argument(
        "--store",
        metavar="URL",
        default="",
        help="a PostgreSQL database; without it, this computer",
    )


def _add_intakes(tasks: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    add = tasks.add_parser(
        "add", parents=[_for_each_command()], help="keep answers (JSON) as encrypted intakes"
    )
    add.add_argument(
        "file", metavar="FILE", type=Path, help="one case, or one on each line; - for stdin"
    )
    add.add_argument("--reference", metavar="TEXT", default="", help="the clinic's own reference")
    listing = tasks.add_parser("list", help="list the intakes, one JSON object a line")
    _add_passphrase(listing)
    listing.add_argument("--days", type=_days, default=0, help="only what came in so many days")
    export = tasks.add_parser("export", help="write all intakes in the clear into a new file")
    _add_passphrase(export)
    export.add_argument("--format", dest="kind", choices=("csv", "xlsx", "json"), required=True)
    export.add_argument("file", metavar="OUT", type=Path)


def _add_passphrase(task: argparse.ArgumentParser) -> None:
    task.add_argument(
        "--passphrase-file",
        metavar="FILE",
        default="",
        help="holds a keyholder's passphrase; - for stdin",
    )


def _days(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError("use a whole number of days, 1 or more")
    return int(text)


def _for_each_command() -> argparse.ArgumentParser:
    """Return the options of every command, made anew for each because parsers change their own.

    A default of a command would undo what stood before the command's name.
    """
    both = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    both.add_argument(
        "--clinic", metavar="FILE", type=Path, help="the clinic's settings, a clinic.toml"
    )
    both.add_argument("--language", metavar="CODE", help="the language code, such as en")
    return both
