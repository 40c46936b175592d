"""The desk program, unlocked by typing, in a second process whose clock is wrong; needs `faketime`."""

import shutil
import sys
from pathlib import Path

import pytest
from program import Ended, run_command

FAKETIME = shutil.which("faketime")

needs_faketime = pytest.mark.skipif(not FAKETIME, reason="faketime is not installed")

_PATIENCE_MS = 120_000  # for what takes ten seconds on a computer that is busy

#: Somebody unlocks the desk with the passphrase of standard input, reads the notice and closes the desk.
_UNLOCKED_AND_READ = """
import sys
from pathlib import Path
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from gui.desk import application
from gui.desk.unlock_page import UnlockPage
clinic, patience_ms, passphrase = sys.argv[1], int(sys.argv[2]), sys.stdin.read()
shown = application.show_roomy
def show(window):
    shown(window)
    timer = QTimer(window, interval=50)
    def look():
        page = window.page
        if isinstance(page, UnlockPage) and page.passphrase.isEnabled():
            QTest.keyClicks(page.passphrase, passphrase)
            QTest.keyClick(page.passphrase, Qt.Key.Key_Return)
        elif window.desk and window.desk.table.retention.isVisible():
            timer.stop()
            print(window.desk.table.retention.text)
            window.close()
    timer.timeout.connect(look)
    timer.start()
    QTimer.singleShot(patience_ms, lambda: (print("No notice came."), window.close()))
application.show_roomy = show
sys.exit(application.run(Path(clinic)))
"""


def run_at(clock: str, *command: str | Path, given: bytes = b"", **environment: str) -> Ended:
    """Run a Python command while this computer's clock is wrong; its timers run as ever."""
    assert FAKETIME
    # A false monotonic clock would end no wait of a thread.
    false_clock = (FAKETIME, "--exclude-monotonic", "-f", clock)
    return run_command(*false_clock, sys.executable, *command, given=given, **environment)


def notice_at(clock: str, folder: Path, passphrase: str, clinic: Path) -> Ended:
    """Unlock the desk while the clock is wrong, and return what the notice of old intakes said."""
    return run_at(
        clock,
        "-c",
        _UNLOCKED_AND_READ,
        clinic,
        str(_PATIENCE_MS),
        given=passphrase.encode(),
        QT_QPA_PLATFORM="offscreen",
        DYSTONIA_TRIAGE_RECORDS=str(folder),
    )
