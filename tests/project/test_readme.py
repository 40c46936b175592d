"""What the README says is true: its commands run, its files exist, its lists are complete."""

import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest
from msgspec.structs import fields
from PySide6.QtCore import QStandardPaths

from gui.start.system_libraries import FOR_QT, FOR_X11
from questionnaire.answers import Answers
from questionnaire.body import SITES
from questionnaire.clinic import CLINIC_FILE, Clinic
from questionnaire.rules.assessment import Assessment

ROOT = Path(__file__).parent.parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").rglob("*.md"))
PAGES = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", *DOCUMENTS]

SHELL_LINES = [
    line.strip()
    for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    for line in block.splitlines()
]
COMMANDS = [line for line in SHELL_LINES if line.startswith("dystonia-triage ")]
SET_UPS = re.findall(r"^py(?:thon3)? -m venv .*$", README, re.MULTILINE)
TEST_COMMAND = next(line for line in SHELL_LINES if line.endswith("-m pytest"))


@pytest.mark.parametrize("line", COMMANDS)
def test_a_command_runs_as_it_stands(line: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    command, _, given = line.partition("<")
    done = subprocess.run(
        [sys.executable, "-m", "gui.command", *shlex.split(command)[1:]],
        cwd=tmp_path,
        input=(tmp_path / given.strip()).read_bytes() if given else b"",
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    outputs = re.findall(r"--pdf (\S+)", line)
    assert all((tmp_path / name).stat().st_size for name in outputs)


def test_both_commands_are_shown() -> None:
    assert {shlex.split(line)[1] for line in COMMANDS} >= {"assess", "report"}


@pytest.mark.parametrize("page", PAGES)
def test_every_file_that_a_page_links_to_exists(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    targets = [target for target in re.findall(r"\]\(([^)]+)\)", text) if "://" not in target]
    files = [target.partition("#")[0] for target in targets]
    missing = [file for file in files if file and not ((ROOT / page).parent / file).exists()]
    assert missing == []


@pytest.mark.parametrize("page", PAGES)
def test_every_file_that_a_page_names_exists(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    folders = "gui|questionnaire|resources|tests|docs|examples|\\.ci"
    named = re.findall(rf"(?<![\w/])((?:{folders})/[\w./-]*\w)", text)
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_every_link_inside_the_page_has_its_heading() -> None:
    headings = {
        re.sub(r"[^\w -]", "", heading).strip().lower().replace(" ", "-")
        for heading in re.findall(r"^#+ (.+)$", README, re.MULTILINE)
    }
    assert set(re.findall(r"\]\(#([^)]+)\)", README)) <= headings


@pytest.mark.parametrize("file", sorted(set(re.findall(r"`(test_\w+\.py)(?:::\w+)?`", README))))
def test_every_test_that_shows_a_promise_exists(file: str) -> None:
    (found,) = (ROOT / "tests").rglob(file)
    named = re.findall(rf"`{re.escape(file)}::(test_\w+)`", README)
    text = found.read_text(encoding="utf-8")
    assert [name for name in named if f"def {name}(" not in text] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_test_that_a_page_names_exists(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    named = re.findall(r"`(test_\w+\.py)(?:::(test_\w+))?`", text)
    missing = [
        f"{file}::{name}"
        for file, name in named
        if not any(
            not name or f"def {name}(" in found.read_text(encoding="utf-8")
            for found in (ROOT / "tests").rglob(file)
        )
    ]
    assert missing == []


def test_every_decision_is_listed() -> None:
    listed = (ROOT / "docs" / "adr" / "README.md").read_text(encoding="utf-8")
    assert [
        path.name for path in (ROOT / "docs" / "adr").glob("0*.md") if path.name not in listed
    ] == []


def test_every_task_of_the_records_is_told() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "gui.command", "records", "--help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    tasks = re.findall(r"^    (\w+) {2,}\S", done.stdout, re.MULTILINE)
    assert f"dystonia-triage records TASK      {' · '.join(tasks)}," in README


def test_every_picture_is_shown() -> None:
    pictures = {f"docs/pictures/{path.name}" for path in (ROOT / "docs" / "pictures").iterdir()}
    assert pictures == set(re.findall(r"docs/pictures/[\w-]+\.png", README))


def test_the_checks_of_the_project_run_the_readmes_test_command() -> None:
    assert TEST_COMMAND in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("line", SET_UPS)
def test_the_checks_on_every_system_run_the_readmes_commands(line: str) -> None:
    checks = (ROOT / ".github" / "workflows" / "checks.yml").read_text(encoding="utf-8")
    no_window = line if line.endswith("pytest") else f"{line} assess examples/one.json"
    assert no_window in map(str.strip, checks.splitlines())


def test_the_answers_shown_are_those_of_the_example() -> None:
    shown = next(json.loads(text) for text in re.findall(r"```json\n(.*?)```", README, re.DOTALL))
    assert shown == json.loads((ROOT / "examples" / "one.json").read_bytes())


def test_every_answer_has_its_row_with_every_value() -> None:
    rows = dict(re.findall(r"^\| (`\w+`(?:, `\w+`)*) \| (.+) \|$", README, re.MULTILINE))
    values = {name: text for names, text in rows.items() for name in re.findall(r"\w+", names)}
    assert {field.name for field in fields(Answers)} - values.keys() == set()
    for field in fields(Answers):
        missing = [
            value for value in _choices(field.type) if f"`{value}`" not in values[field.name]
        ]
        assert field.name == "first_affected" or set(missing) <= {"unsure"}, field.name
    assert [site for site in SITES if f"`{site}`" not in values["affected"]] == []


@pytest.mark.parametrize("name", [field.encode_name for field in fields(Assessment)])
def test_every_part_of_an_assessment_is_explained(name: str) -> None:
    assert f"| `{name}` |" in README or f"`{name}`, `" in README or f", `{name}` |" in README


@pytest.mark.parametrize("name", [field.name for field in fields(Clinic)])
def test_every_setting_of_a_clinic_is_explained(name: str) -> None:
    assert f"`{name}`" in README or f"`[{name}]`" in README


@pytest.mark.skipif(sys.platform == "win32", reason="Windows names its folders by variables")
def test_the_places_of_a_clinics_settings_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_CONFIG_HOME", "XDG_CONFIG_DIRS"):
        monkeypatch.delenv(name, raising=False)
    places = QStandardPaths.standardLocations(QStandardPaths.StandardLocation.GenericConfigLocation)
    for place in places:
        file = f"{place}/dystonia-triage/{CLINIC_FILE}".replace(str(Path.home()), "~", 1)
        assert f"`{file}`" in README


def test_the_libraries_of_a_bare_linux_are_those_that_the_program_asks_for() -> None:
    told = README.partition("sudo apt install")[2].partition("```")[0].replace("\\", "").split()
    wanted = {packages.debian for packages in (FOR_QT | FOR_X11).values()}
    assert set(told) == wanted | {"python3-venv", "fonts-dejavu-core"}


def _choices(annotation: object) -> tuple[str, ...]:
    """Return every literal string in a type annotation."""
    if isinstance(annotation, str):
        return (annotation,)
    return tuple(choice for part in get_args(annotation) for choice in _choices(part))
