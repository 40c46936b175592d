"""What a screen reader hears of the running program over AT-SPI, as Orca hears it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from program import ROOT, surroundings

_BUS = Path("/usr/libexec/at-spi-bus-launcher")
_PYTHON = Path("/usr/bin/python3")  # pyatspi comes with the system, not from PyPI
_LISTENER = Path(__file__).with_name("listener.py")
_LONGEST = 90  # seconds for everything, on a computer that is busy with other tests

#: Starts a screen, a bus for screen readers, a window manager, which starts the program once it can focus
#: windows, and the listener, with which all of them end.
_SESSION = """
set -m
trap 'for job in $(jobs -p); do kill -- -$job; done 2>/dev/null' EXIT
exec 3<>"$1"
Xvfb -displayfd 3 -screen 0 1366x768x24 2>/dev/null &
read -r number <&3
export DISPLAY=":$number"
"$2" --launch-immediately >/dev/null 2>&1 &
for try in 1 2 3; do  # while another screen comes up, openbox sometimes ends at once
    openbox --startup "$3 -m gui.command" && break
done >/dev/null 2>&1 &
"$4" "$5"
"""


_IN_A_SESSION = ("dbus-run-session", "--", "bash", "-c", _SESSION, "session")


def lacking() -> list[str]:
    """Return what this computer lacks to listen as a screen reader does."""
    tools = ("Xvfb", "openbox", "dbus-run-session", "bash", _BUS, _PYTHON)
    lacks = [str(tool) for tool in tools if not shutil.which(tool)]
    asked = (_PYTHON, "-c", "import pyatspi")
    if not lacks and subprocess.run(asked, capture_output=True, check=False).returncode:
        lacks.append("pyatspi")
    return lacks


@pytest.fixture(scope="module")
def heard(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Go once through the program, and return what the pages said, by their names."""
    if (lacks := lacking()) or sys.platform == "win32":
        pytest.skip(f"to listen as a screen reader does, this computer lacks {', '.join(lacks)}")
    pipe = tmp_path_factory.mktemp("heard") / "display"
    os.mkfifo(pipe)
    done = subprocess.run(
        [*_IN_A_SESSION, pipe, _BUS, sys.executable, _PYTHON, _LISTENER],
        capture_output=True,
        check=False,
        cwd=ROOT,
        env=surroundings(QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1"),
        text=True,
        timeout=_LONGEST,
    )
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    names = (name.rpartition(": ")[2] for name in lines[::2])
    return dict(zip(names, lines[1::2], strict=True))


def test_the_urgent_page_is_heard_as_soon_as_it_is_shown(heard: dict[str, str]) -> None:
    description = heard["Tell someone"]
    assert description.startswith("Tell a member of staff now. You marked trouble breathing")
    assert "This screen can't call anyone for you." in description


def test_the_answers_to_check_are_heard(heard: dict[str, str]) -> None:
    description = heard["Check your answers"]
    assert description.startswith("Check your answers. Press Change where something is not right.")
    assert (
        "Urgent signs: Trouble breathing, or a tight throat. Body parts: your neck." in description
    )


def test_the_result_is_heard_to_its_end(heard: dict[str, str]) -> None:
    description = heard["Result"]
    assert description.startswith("Urgent. Tell a member of staff now.")
    assert "Medical name: Focal dystonia." in description
    assert "About this page. This is not a diagnosis." in description
