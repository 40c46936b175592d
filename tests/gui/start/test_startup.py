import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import PySide6
import pytest
from program import NECK, PROGRAM, ROOT, run, run_python, surroundings

from gui.start import qt_trouble, system_libraries
from gui.start.qt_trouble import why_not_imported, why_not_started
from gui.start.system_libraries import FOR_QT, FOR_WAYLAND, FOR_X11, PACKAGES, Packages, missing

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="other systems bring it all along")

QT = Path(PySide6.__path__[0])
DISPLAYS = ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")
ABSENT = "libnot-there.so.1"
ABSENT_TOO = "libnot-there-either.so.1"
#: What the manylinux platform promises to be on every computer where a wheel can be installed.
PROMISED = re.compile(r"lib(c|m|dl|pthread|gcc_s|stdc\+\+)\.so|ld-linux")

NO_FONT = '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig></fontconfig>'


@pytest.fixture
def no_display(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in DISPLAYS:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def no_fonts(tmp_path: Path) -> dict[str, str]:
    path = tmp_path / "fonts.conf"
    path.write_text(NO_FONT, encoding="utf-8")
    return {"FONTCONFIG_FILE": str(path)}


@on_linux
def test_without_a_display_the_commands_that_need_none_are_named() -> None:
    code, out, complaint = run()
    assert (code, out) == (1, "")
    assert complaint == (
        "dystonia-triage: There is no display to open the window on. "
        "`dystonia-triage assess` and `dystonia-triage report` need none.\n"
    )


@on_linux
@pytest.mark.skipif(any(missing(FOR_X11)), reason="the libraries of X11 are missing and told first")
def test_a_display_that_cannot_be_reached_is_named() -> None:
    code, out, complaint = run(DISPLAY="nowhere.invalid:0")
    assert (code, out) == (1, "")
    assert complaint.startswith(
        "dystonia-triage: The display can't be reached (DISPLAY=nowhere.invalid:0). "
    )


@on_linux
def test_a_platform_that_qt_does_not_have_is_named() -> None:
    code, out, complaint = run(QT_QPA_PLATFORM="nonsense", DISPLAY=":0")
    assert (code, out) == (1, "")
    assert "QT_QPA_PLATFORM=nonsense" in complaint


@on_linux
def test_without_a_font_the_package_is_named(no_fonts: dict[str, str]) -> None:
    code, out, complaint = run(given=NECK, QT_QPA_PLATFORM="offscreen", **no_fonts)
    assert (code, out) == (1, "")
    assert complaint.startswith("dystonia-triage: No font is installed")
    assert "apt install fonts-dejavu-core\n" in complaint


@on_linux
def test_a_report_brings_its_own_fonts(no_fonts: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / "out.pdf"
    assert run("report", "-", "--pdf", path, given=NECK, **no_fonts) == (0, "", "")
    assert path.exists()


@on_linux
def test_every_missing_library_is_named_with_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    absent = {ABSENT: Packages("one", "uno"), ABSENT_TOO: Packages("two", "due")}
    monkeypatch.setattr(qt_trouble, "FOR_QT", absent)
    monkeypatch.setattr(qt_trouble, "PACKAGES", absent)
    error = ImportError(f"{ABSENT}: cannot open shared object file: No such file or directory")
    assert why_not_imported(error, window=False).splitlines() == [
        f"Some libraries of the system are missing: {ABSENT} {ABSENT_TOO}",
        "On Debian or Ubuntu: sudo apt install one two",
        "On Fedora: sudo dnf install uno due",
    ]


@on_linux
def test_a_missing_library_of_x11_is_named_where_x11_is_used(
    no_display: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(qt_trouble, "FOR_X11", {ABSENT: Packages("one", "uno")})
    assert why_not_started("").startswith(f"Some libraries of the system are missing: {ABSENT}")


@on_linux
def test_a_library_of_x11_is_not_asked_for_on_wayland(
    no_display: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    monkeypatch.setattr(qt_trouble, "FOR_X11", {ABSENT: Packages("one", "uno")})
    assert ABSENT not in why_not_started("")


@on_linux
def test_a_library_that_only_the_system_knows_of_is_named(no_display: None) -> None:
    error = ImportError(f"{ABSENT}: cannot open shared object file: No such file or directory")
    trouble = why_not_imported(error, window=False)
    assert trouble == f"Some libraries of the system are missing: {ABSENT}"


@on_linux
def test_a_missing_display_is_told_together_with_missing_libraries(no_display: None) -> None:
    error = ImportError(f"{ABSENT}: cannot open shared object file: No such file or directory")
    libraries, display = why_not_imported(error, window=True).splitlines()
    assert ABSENT in libraries
    assert display.startswith("There is no display")


def test_without_pyside_it_is_said_how_to_install_it() -> None:
    error = ImportError("No module named 'PySide6'", name="PySide6")
    assert "pip install PySide6-Essentials" in why_not_imported(error, window=True)


@on_linux
def test_a_library_is_missing_by_the_name_of_the_one_that_it_needs(tmp_path: Path) -> None:
    broken = tmp_path / ABSENT
    broken.write_bytes(b"")
    assert list(missing([str(broken), ABSENT_TOO])) == [ABSENT, ABSENT_TOO]


@on_linux
@pytest.mark.skipif(not shutil.which("objdump"), reason="objdump reads what a library needs")
@pytest.mark.parametrize(
    ("parts", "table"),
    [
        (["Qt/lib/libQt6Core.so.6", "Qt/lib/libQt6Gui.so.6", "Qt/lib/libQt6DBus.so.6"], FOR_QT),
        (["Qt/lib/libQt6XcbQpa.so.6", "Qt/plugins/platforms/libqxcb.so"], FOR_QT | FOR_X11),
        (["Qt/plugins/platforms/libqwayland.so"], FOR_QT | FOR_WAYLAND),
    ],
    ids=["Qt", "X11", "Wayland"],
)
def test_all_libraries_that_qt_is_linked_to_have_a_package(
    parts: list[str], table: dict[str, Packages]
) -> None:
    files = [QT / part for part in parts]
    done = subprocess.run(["objdump", "-p", *files], capture_output=True, check=True)  # noqa: S607
    needed = set(re.findall(r"NEEDED +(\S+)", done.stdout.decode()))
    of_the_system = {
        name for name in needed if not PROMISED.match(name) and not (QT / "Qt/lib" / name).exists()
    }
    assert of_the_system - table.keys() == set()


def test_no_library_stands_in_two_tables() -> None:
    assert len(PACKAGES) == len(FOR_QT) + len(FOR_X11) + len(FOR_WAYLAND)
    assert system_libraries.named_in(OSError("something else")) == ""


@pytest.mark.parametrize(("debug", "heard"), [("", ""), ("1", "Qt speaks\n")])
def test_what_qt_says_is_heard_only_by_whoever_looks_for_a_mistake(debug: str, heard: str) -> None:
    code = (
        "from gui.start.qt_check import prepare_qt; prepare_qt(window=False)\n"
        "from PySide6.QtCore import qWarning; qWarning('Qt speaks')"
    )
    assert run_python("-c", code, DYSTONIA_TRIAGE_DEBUG=debug) == (0, "", heard)


def test_when_qt_gives_up_later_it_is_a_sentence_and_no_crash() -> None:
    code = (
        "from gui.start.qt_check import prepare_qt; prepare_qt(window=True)\n"
        "from PySide6.QtCore import qFatal; from PySide6.QtGui import QGuiApplication\n"
        "app = QGuiApplication([]); qFatal('Qt has a text of its own for Python')"
    )
    ended = run_python("-c", code, QT_QPA_PLATFORM="offscreen")
    assert (ended.code, ended.out) == (1, "")
    assert ended.complaint.startswith("dystonia-triage: [A qFatal() call")


def test_control_c_closes_the_window_without_a_traceback(tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("signals are Unix's")
    pipe = tmp_path / "clinic.toml"
    os.mkfifo(pipe)
    with subprocess.Popen(
        [*PROGRAM, "--clinic", pipe],
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env=surroundings(QT_QPA_PLATFORM="offscreen"),
    ) as program:
        with pipe.open("w") as clinic:  # opens when Qt is there and the clinic is read
            clinic.write('name = "Ours"')
        program.send_signal(signal.SIGINT)
        _, complaint = program.communicate()
    assert (program.returncode, complaint) == (-signal.SIGINT, b"")


WINDOW_WITH_A_MESSAGE = """
import sys, gui.application, gui.start.startup
from PySide6.QtWidgets import QApplication
from gui.command import main

class UntilTold(QApplication):
    def exec(self):
        by_name = lambda name: [w for w in self.topLevelWidgets() if type(w).__name__ == name]
        painted = by_name("Wizard")[0].isVisible() and not by_name("Message")
        while not by_name("Message") or not by_name("Message")[0].isVisible():
            self.processEvents()
        print(painted, by_name("Message")[0].details.toPlainText())
        return 0

gui.start.startup.QApplication = UntilTold
sys.exit(main(sys.argv[1:]))
"""


def test_a_broken_clinic_is_told_over_the_window_that_is_already_there(tmp_path: Path) -> None:
    path = tmp_path / "clinic.toml"
    path.write_text("name = 5\n", encoding="utf-8")
    code = WINDOW_WITH_A_MESSAGE
    ended = run_python("-c", code, "--clinic", path, QT_QPA_PLATFORM="offscreen")
    assert (ended.code, ended.complaint) == (0, "")
    assert ended.out.startswith(f'True {path}:1: "name": ')


def test_an_error_before_the_window_is_open_is_a_sentence() -> None:
    code = (
        "import sys, gui.command, gui.start.startup\n"
        "def break_(*_): raise KeyError('left-hand')\n"
        "gui.start.startup.apply_theme = break_\n"
        "sys.exit(gui.command.main([]))"
    )
    ended = run_python("-c", code, QT_QPA_PLATFORM="offscreen")
    assert ended.code == 1
    assert ended.complaint.startswith("dystonia-triage: Something went wrong in the program.")
    assert "Traceback" not in ended.complaint
