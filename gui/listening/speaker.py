"""Speaks one text at a time in a process of its own, so that speech never holds the screen up."""

import sys
from collections.abc import Sequence

from PySide6.QtCore import QElapsedTimer, QObject, QProcess, Signal

from gui.listening.voices import Manner, VoiceProgram

_DONE = b"done"
_LAST_MS = 1000  # a process that was silenced is gone long before
_LETTER_MS = 10  # the fastest voice needs four times as long for a letter


class Speaker(QObject):
    """Speaks with the first of the programs that works; the process for the next words is kept ready.

    `spoken` comes when a text was spoken to its end, `failed` when no program could.
    """

    spoken = Signal()
    failed = Signal()

    def __init__(self, programs: Sequence[VoiceProgram], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._programs = list(programs)
        self._ready: QProcess | None = None
        self._ready_for: tuple[str, ...] = ()
        self._speaking: QProcess | None = None
        self._leaving: set[QProcess] = set()  # Python would destroy them while they still run
        self._hushing: QProcess | None = None
        self._text = ""
        self._has_spoken = False
        self._since = QElapsedTimer()
        self._manner = Manner("")

    @property
    def has_voice(self) -> bool:
        """Whether there is anything to speak with."""
        return bool(self._programs)

    def warm(self, manner: Manner) -> None:
        """Have a process ready for words in this manner."""
        if self._speaking and self._programs[0].stays:
            return  # it will be ready itself
        command = self._programs[0].command(manner)
        if self._ready and self._ready_for == command:
            return
        if self._ready:
            self._let_go(self._ready)
        self._ready, self._ready_for = self._start(command), command

    def say(self, text: str, manner: Manner) -> None:
        """Speak a text; the one that is being spoken is silenced."""
        if self._speaking:
            self._silence()
        self._text, self._manner = text, manner
        self.warm(manner)
        if not self._hushing:  # or else these words would be silenced too
            self._speak()

    def _speak(self) -> None:
        """Tell a process the words."""
        manner, program = self._manner, self._programs[0]
        self.warm(manner)
        self._speaking, self._ready = self._ready, None
        if not self._speaking:
            self._try_the_next()
            return
        self._has_spoken = True
        self._since.start()
        words = program.message(manner, " ".join(self._text.split()))
        self._speaking.write(words.encode())
        if not program.stays:
            self._speaking.closeWriteChannel()
            self.warm(manner)

    def hush(self) -> None:
        """Be silent at once, and ready again."""
        self._text = ""
        if self._speaking:
            self._silence()
            self.warm(self._manner)

    def forget(self) -> None:
        """Let the process go that spoke last: it may still hold what it said to one person."""
        if self._ready and self._has_spoken:
            self._let_go(self._ready)
            self._ready = None
        self._has_spoken = False

    def close(self) -> None:
        """End every process for good, as before the program ends."""
        self._text = ""
        if self._speaking:
            self._silence()
        if self._ready:
            self._let_go(self._ready)
            self._ready = None
        for process in tuple(self._leaving):
            process.waitForFinished(_LAST_MS)
        self._programs.clear()

    def _silence(self) -> None:
        process, self._speaking = self._speaking, None
        self._text = ""
        if process:
            self._let_go(process)
        if hush := self._programs[0].hush:
            self._hushing = self._start(hush)
            if self._hushing:
                self._leaving.add(self._hushing)

    def _start(self, command: tuple[str, ...]) -> QProcess | None:
        """Return a process that runs; None where the program can't be started."""
        process = QProcess()
        process.setStandardErrorFile(QProcess.nullDevice())
        process.finished.connect(lambda code, how: self._ended(process, code, how))
        process.errorOccurred.connect(lambda error: self._erred(process, error))
        process.readyReadStandardOutput.connect(lambda: self._heard_from(process))
        process.start(command[0], command[1:])
        return process if process.state() != QProcess.ProcessState.NotRunning else None

    def _let_go(self, process: QProcess) -> None:
        """End a process; on Windows only killing it is sure to be heard."""
        if process.state() == QProcess.ProcessState.NotRunning:
            process.deleteLater()
            return
        self._leaving.add(process)
        if sys.platform == "win32" or process.state() == QProcess.ProcessState.Starting:
            process.kill()
        else:
            process.terminate()

    def _heard_from(self, process: QProcess) -> None:
        said = bytes(process.readAllStandardOutput().data()).split()
        if process is self._speaking and self._programs[0].stays and _DONE in said:
            self._speaking, self._ready = None, process
            self._tell_spoken()

    def _erred(self, process: QProcess, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:  # nothing else of it will come
            self._ended(process, 1, QProcess.ExitStatus.CrashExit)

    def _ended(self, process: QProcess, code: int, how: QProcess.ExitStatus) -> None:
        self._leaving.discard(process)
        process.deleteLater()
        if process is self._ready:
            self._ready = None
        if process is self._hushing:
            self._hushing = None
            if self._text:
                self._speak()
        if process is not self._speaking:
            return
        self._speaking = None
        is_good = code == 0 and how == QProcess.ExitStatus.NormalExit
        if is_good and not self._programs[0].stays and self._took_its_time():
            self._tell_spoken()
        else:
            self._try_the_next()

    def _tell_spoken(self) -> None:
        self._text = ""  # it may tell of answers, and is needed no more
        self.spoken.emit()

    def _took_its_time(self) -> bool:
        """Tell whether words can have been heard: without loudspeakers espeak-ng ends at once, and well."""
        return self._since.elapsed() >= _LETTER_MS * len(self._text)

    def _try_the_next(self) -> None:
        """Speak with the next program; the last one is kept, because it may work another time."""
        if len(self._programs) == 1:
            self.failed.emit()
            return
        del self._programs[0]
        if self._ready:
            self._let_go(self._ready)
            self._ready = None
        self.say(self._text, self._manner)
