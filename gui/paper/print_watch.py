"""Asks the printing system what became of the sheets that it took, where it can be asked (CUPS)."""

import re
import shutil

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal

from questionnaire.words import tr

_LOOK_MS = 5_000
_PATIENCE_MS = 25_000  # with one more look, nothing is noticed later than after half a minute
_LONGEST_MS = 3_600_000  # then whoever stands at the printer has seen it

_BROKEN_OFF = re.compile(r"abort|job-stopped|cancell?ed-at-device")


class PrintWatch(QObject):
    """Follows the newest job of one printer until it is printed; `trouble` says what is wrong, or "" again."""

    trouble = Signal(str, str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.patience_ms = _PATIENCE_MS
        self._printer, self._job = "", ""
        self._waited_ms = 0
        self._asking = QProcess(self)
        surroundings = QProcessEnvironment.systemEnvironment()
        surroundings.insert("LC_ALL", "C")  # or the words would be in any language
        self._asking.setProcessEnvironment(surroundings)
        self._asking.finished.connect(self._read)
        self.looks = QTimer(self, interval=_LOOK_MS)
        self.looks.timeout.connect(self._ask)

    def watch(self, printer: str) -> None:
        """Follow what was sent to this printer just now, in place of what was sent before."""
        self.end()
        self._printer = printer
        if shutil.which("lpstat"):
            self.looks.start()
            self._ask()

    def end(self) -> None:
        """Ask no more."""
        self.looks.stop()
        self._asking.kill()
        self._asking.waitForFinished(1000)
        self._printer, self._job, self._waited_ms = "", "", 0
        self.trouble.emit("printer", "")

    def _ask(self) -> None:
        if self._asking.state() == QProcess.ProcessState.NotRunning:
            arguments = ["-W", "not-completed", "-o", self._printer]
            arguments += ["-l", "-W", "completed", "-o", self._printer]
            self._asking.start("lpstat", arguments)
        self._waited_ms += self.looks.interval()
        if self._waited_ms > _LONGEST_MS:
            self.looks.stop()

    def _read(self) -> None:
        """Look for the job among what waits and what is over; where nothing can be asked, nothing is said."""
        if not self._printer:
            return
        said = bytes(self._asking.readAllStandardOutput().data()).decode(errors="replace")
        jobs = _jobs(said, self._printer)
        self._job = self._job or max(jobs, key=_number, default="")
        if self._job not in jobs:
            self.looks.stop()
            return
        is_over, reason = jobs[self._job]
        if is_over:
            self.looks.stop()
            self._say(is_wrong=bool(_BROKEN_OFF.search(reason)))
        elif self._waited_ms > self.patience_ms:
            self._say(is_wrong=True)

    def _say(self, *, is_wrong: bool) -> None:
        words = tr(
            "The printer “{printer}” has not printed the last sheets. Check its paper, cable and power. If that"
            " does not help, save the result as a PDF."
        )
        self.trouble.emit("printer", words.format(printer=self._printer) if is_wrong else "")


def _jobs(said: str, printer: str) -> dict[str, tuple[bool, str]]:
    """Return each job with whether it is over and what is said about it; only those over have details."""
    found: dict[str, tuple[bool, str]] = {}
    job = ""
    for line in said.splitlines():
        if line.startswith(f"{printer}-"):
            job = line.split()[0]
            found.setdefault(job, (False, ""))
        elif job and line.startswith(("\t", " ")):
            found[job] = (True, found[job][1] + line)
    return found


def _number(job: str) -> int:
    return int(job.rpartition("-")[2])
