import subprocess
import sys

PROGRAM = """
from gui.startup_check import prepare_qt
prepare_qt(window=False)
from PySide6.QtCore import QObject
thing = QObject()
for _ in range(100_000):
    thing.setObjectName("x")
"""


def test_calls_into_qt_never_use_up_none() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
