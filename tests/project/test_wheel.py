"""The wheel, installed away from the checkout: the same program, complete, and nothing besides."""

import json
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

import pypdf
import pytest

ROOT = Path(__file__).parent.parent.parent
EXAMPLE = ROOT / "examples" / "one.json"

_LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv", ".*_cache", ".hypothesis", "*.egg-info", "build", "dist", "__pycache__"
)


class Installed(NamedTuple):
    """The folder where a wheel was built and what it held before, the wheel, and where that is installed."""

    source: Path
    copied: set[Path]
    wheel: Path
    folder: Path

    @property
    def names(self) -> set[str]:
        with ZipFile(self.wheel) as archive:
            return set(archive.namelist())

    def run(self, program: str, *arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
        """Run a program of the environment in its own folder, where there is no display."""
        hidden = ("PYTHON", "QT_", "DISPLAY", "WAYLAND_DISPLAY")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(hidden)}
        return subprocess.run(
            [_programs(self.folder) / program, *arguments],
            cwd=self.folder,
            env=kept,
            capture_output=True,
            check=False,
        )


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Build the wheel from a copy, so that nothing left behind by an earlier build gets into it."""
    source, folder, built = (
        tmp_path_factory.mktemp(name) / name for name in ("source", "environment", "wheel")
    )
    shutil.copytree(ROOT, source, ignore=_LEFT_OUT)
    copied = set(source.rglob("*"))
    _python("-m", "build", "--wheel", "--no-isolation", "--outdir", built, source)
    (wheel,) = built.glob("*.whl")
    venv.create(folder)
    interpreter = _programs(folder) / Path(sys.executable).name
    _python("-m", "pip", "-q", "--python", interpreter, "install", "--no-deps", "--no-index", wheel)
    _lend_packages(folder)
    return Installed(source, copied, wheel, folder)


def test_every_data_file_is_in_the_wheel(installed: Installed) -> None:
    files = {path for path in (ROOT / "resources").rglob("*") if path.is_file()}
    # A language is read compiled; its texts are for translators.
    left_out = {".pyc", ".po", ".pot"}
    data = {path for path in files if path.suffix not in left_out}
    assert {path.relative_to(ROOT).as_posix() for path in data} <= installed.names


def test_every_module_is_in_the_wheel(installed: Installed) -> None:
    modules = [path for floor in ("gui", "questionnaire") for path in (ROOT / floor).rglob("*.py")]
    assert {path.relative_to(ROOT).as_posix() for path in modules} <= installed.names


def test_the_wheel_holds_the_three_floors_and_nothing_else(installed: Installed) -> None:
    tops = {name.partition("/")[0] for name in installed.names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {
        "gui",
        "questionnaire",
        "resources",
    }


def test_the_wheel_carries_its_licence(installed: Installed) -> None:
    found = {Path(name).name for name in installed.names if "/licenses/" in name}
    assert found == {"LICENSE", "NOTICE"}


@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
def test_building_leaves_nothing_in_the_folder_that_git_would_show(installed: Installed) -> None:
    git = ("git", "-C", installed.source)
    subprocess.run([*git, "init", "--quiet"], check=True)
    listed = subprocess.check_output(
        [*git, "ls-files", "--others", "--exclude-standard"], text=True
    )
    shown = {installed.source / name for name in listed.splitlines()}
    assert installed.source / "pyproject.toml" in shown
    assert shown - installed.copied == set()


def test_the_program_is_the_one_from_the_wheel(installed: Installed) -> None:
    code = "import gui, questionnaire, resources as r; print(gui, questionnaire, r)"
    said = installed.run(Path(sys.executable).name, "-c", code).stdout.decode()
    assert said.count(str(installed.folder)) == 3
    assert str(ROOT) not in said


def test_the_installed_program_assesses_a_case(installed: Installed) -> None:
    done = installed.run("dystonia-triage", "assess", EXAMPLE)
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["headline"] == "segmental"


def test_the_program_for_shortcuts_is_the_same(installed: Installed) -> None:
    done = installed.run("dystonia-triage-window", "assess", EXAMPLE)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == installed.run("dystonia-triage", "assess", EXAMPLE).stdout


def test_the_installed_program_writes_a_report_without_a_display(installed: Installed) -> None:
    done = installed.run("dystonia-triage", "report", EXAMPLE, "--pdf", "report.pdf")
    assert (done.returncode, done.stderr) == (0, b"")
    assert len(pypdf.PdfReader(installed.folder / "report.pdf").pages) >= 2


def _python(*arguments: str | Path) -> None:
    """Run Python, and show what it said where it fails."""
    done = subprocess.run([sys.executable, *arguments], capture_output=True, check=False)
    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()


def _programs(folder: Path) -> Path:
    return folder / ("Scripts" if sys.platform == "win32" else "bin")


def _lend_packages(folder: Path) -> None:
    """Let the environment use the packages of this one, after its own and without their .pth files."""
    (packages,) = (path.parent for path in folder.rglob("site-packages/gui"))
    lent = [path for path in sys.path if path.endswith("site-packages")]
    (packages / "lent.pth").write_text("\n".join(lent), encoding="utf-8")
