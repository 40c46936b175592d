"""The records' commands as somebody types them."""

from pathlib import Path

import pytest
from program import run, run_python


def test_without_records_every_task_says_where_to_set_them_up(tmp_path: Path) -> None:
    for task in (["verify"], ["backup", "b.zip"], ["expire", "--days", "30"]):
        ended = run("records", *task, DYSTONIA_TRIAGE_RECORDS=str(tmp_path / "none"))
        assert (ended.code, ended.out) == (2, "")
        assert ended.complaint.startswith(
            "dystonia-triage: This computer is not set up for records."
        )


@pytest.mark.parametrize(
    "arguments",
    [
        ["records"],
        ["records", "unknown"],
        ["records", "expire"],
        ["records", "expire", "--days", "0"],
        ["records", "expire", "--days", "many"],
        ["records", "backup"],
        ["records", "join"],
    ],
)
def test_what_is_not_understood_gets_its_usage(arguments: list[str]) -> None:
    ended = run(*arguments)
    assert ended.code == 2
    assert ended.complaint.startswith("usage: dystonia-triage records")


@pytest.mark.parametrize("days", ["0", "-1", "many", "1.5"])
def test_what_is_no_number_of_days_is_told_what_is_one(days: str) -> None:
    ended = run("records", "list", f"--days={days}")
    assert ended.complaint.rstrip().endswith("use a whole number of days, 1 or more")


def test_a_backup_that_is_not_there_is_named(tmp_path: Path) -> None:
    ended = run("records", "verify", tmp_path / "none.zip")
    assert ended.code == 2
    assert "none.zip can't be read" in ended.complaint


def test_a_restored_backup_is_there(tmp_path: Path) -> None:
    made = run_python(
        "-c",
        "import sys; from pathlib import Path; from questionnaire.records.store.store import Store\n"
        "from questionnaire.records.desk.backup import back_up\n"
        "with Store.open(sys.argv[1]) as store: back_up(store, Path(sys.argv[2]))",
        tmp_path / "old.db",
        tmp_path / "backup.zip",
    )
    assert made.code == 0, made.complaint
    home = str(tmp_path / "new")
    ended = run("records", "restore", tmp_path / "backup.zip", DYSTONIA_TRIAGE_RECORDS=home)
    assert (ended.code, ended.complaint) == (0, "")
    assert ended.out.startswith("Entries restored: 0.")


def test_the_records_commands_import_no_qt(tmp_path: Path) -> None:
    code = (
        "import sys; from gui.command import main\n"
        f"main(['records', 'restore', {str(tmp_path / 'none.zip')!r}, '--store', "
        f"{str(tmp_path / 'a.db')!r}])\n"
        "print('PySide6' in sys.modules, 'sqlalchemy' in sys.modules)"
    )
    assert run_python("-c", code).out.strip() == "False True"


def test_the_plain_questionnaire_and_assess_import_nothing_of_the_records() -> None:
    code = (
        "import sys, gui.application, gui.interview.wizard, questionnaire.assess_command\n"
        "kept = {'sqlalchemy', 'alembic', 'pyrage', 'psycopg', 'segno', 'tomlkit', 'platformdirs'}\n"
        "print(kept & set(sys.modules), [one for one in sys.modules if 'records' in one])"
    )
    assert run_python("-c", code).out.strip() == "set() []"
