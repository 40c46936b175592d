"""On X11 whatever is marked can be pasted with the middle button, until somebody marks something else."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator

import pytest
from program import run_python

from gui.start.system_libraries import FOR_X11, missing

MARK_AND_WIPE = """
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication
from gui.attendance.wiping import forget_what_was_copied
app = QApplication([])
clipboard = app.clipboard()
for mode in (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection):
    clipboard.setText("zqxj 7", mode)
print(clipboard.text(QClipboard.Mode.Selection))
forget_what_was_copied()
print([clipboard.text(mode) for mode in QClipboard.Mode])
"""


@pytest.fixture
def x11() -> Iterator[str]:
    """Lend the name of a display of X11 without a screen."""
    server = shutil.which("Xvfb")
    if sys.platform != "linux" or not server:
        pytest.skip("Xvfb is not on this computer")
    if any(missing(FOR_X11)):
        pytest.skip("the libraries of X11 are missing")
    reading, writing = os.pipe()
    command = [server, "-displayfd", str(writing), "-nolisten", "tcp", "-screen", "0", "800x600x24"]
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as running:
        os.close(writing)
        with os.fdopen(reading) as said:
            display = said.readline().strip()
        yield f":{display}"
        running.terminate()


def test_what_x11_keeps_of_a_marked_text_is_wiped(x11: str) -> None:
    ended = run_python("-c", MARK_AND_WIPE, QT_QPA_PLATFORM="xcb", DISPLAY=x11)
    assert (ended.code, ended.out, ended.complaint) == (0, "zqxj 7\n['', '', '']\n", "")
