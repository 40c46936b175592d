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


def _add_records(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands for the records; a passphrase is never given on the command line."""
    records = commands.add_parser("records", help="verify, back up, restore and expire the records")
    records.set_defaults(file=None, store="", days=0, sure=False, passphrase_file="")
    tasks = records.add_subparsers(dest="task", metavar="TASK", required=True)
    verify = tasks.add_parser("verify", help="check the audit log, here or in a backup")
    verify.add_argument("file", metavar="BACKUP.zip", type=Path, nargs="?")
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
    expire = tasks.add_parser(
        "expire", help="list intakes older than so many days, and delete them with --sure"
    )
    expire.add_argument("--days", type=_days, required=True)
    expire.add_argument(
        "--passphrase-file",
        metavar="FILE",
        default="",
        help="holds a keyholder's passphrase; - for stdin",
    )
    expire.add_argument(
        "--sure", action="store_true", help="delete them; without it they are only listed"
    )
    join = tasks.add_parser("join", help="make this computer one of the clinic's waiting rooms")
    join.add_argument("file", metavar="STATION.toml", type=Path)


def _days(text: str) -> int:
    days = int(text)
    if days < 1:
        raise ValueError(text)
    return days


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
