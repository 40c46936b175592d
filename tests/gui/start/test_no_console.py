"""The program without a console, as Windows starts it behind a shortcut: nothing that it says is lost."""

import sys
from pathlib import Path

import pytest
from program import NECK, Ended, run_python

#: Starts the program without standard streams, presses the button of what it shows, and tells what that was.
_PERSON = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from gui.command import main

def read():
    window = QApplication.activeModalWidget()
    if window:
        told.write_text(window.details.toPlainText(), encoding="utf-8")
        window.go_on.click()

told = Path(sys.argv[1])
sys.stdin = sys.stdout = sys.stderr = None
app = QApplication([])
timer = QTimer()
timer.timeout.connect(read)
timer.start(10)
sys.exit(main(sys.argv[2:]))
"""


def shown(tmp_path: Path, *arguments: str | Path) -> tuple[int, str]:
    """Return the exit code and what a window showed; "" where none opened."""
    told = tmp_path / "told"
    ended = run_python("-c", _PERSON, told, *arguments, QT_QPA_PLATFORM="offscreen")
    assert (ended.out, ended.complaint) == ("", "")
    return ended.code, told.read_text(encoding="utf-8") if told.exists() else ""


def test_a_complaint_is_shown(tmp_path: Path) -> None:
    code, text = shown(tmp_path, "assess", "missing.json")
    assert (code, text) == (2, "dystonia-triage: missing.json: No such file or directory")


def test_the_usage_is_shown(tmp_path: Path) -> None:
    code, text = shown(tmp_path, "--nonsense")
    assert (code, text.partition(":")[0]) == (2, "usage")
    assert "--nonsense" in text


@pytest.mark.parametrize(("asked", "said"), [("--help", "waiting-room"), ("--version", "0.")])
def test_what_was_asked_for_is_shown(tmp_path: Path, asked: str, said: str) -> None:
    code, text = shown(tmp_path, asked)
    assert code == 0
    assert said in text


def test_an_assessment_is_shown(tmp_path: Path) -> None:
    case = tmp_path / "case.json"
    case.write_bytes(NECK)
    code, text = shown(tmp_path, "assess", case)
    assert (code, text[:1]) == (0, "{")


def test_a_command_that_has_nothing_to_say_opens_no_window(tmp_path: Path) -> None:
    case = tmp_path / "case.json"
    case.write_bytes(NECK)
    assert shown(tmp_path, "report", case, "--pdf", tmp_path / "report.pdf") == (0, "")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have a display")
def test_where_there_is_no_display_either_the_exit_code_stays() -> None:
    code = (
        "import sys; from gui.command import main; sys.stdout = sys.stderr = None;"
        "sys.exit(main(['assess', 'missing.json']))"
    )
    assert run_python("-c", code) == Ended(2, "", "")
