"""A voice that writes down what it is told, in a process of its own as every voice is, and broken ones."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from gui.listening.reader import Reader
from gui.listening.voices import VoiceProgram, line_for_staying

SILENCED = "silenced"

_RECORDER = Path(__file__).with_name("recording_voice.py")


class Told(NamedTuple):
    """One line that the voice was told."""

    process: int
    language: str
    speed: int
    loudness: int
    words: str


class Recorder:
    """The recording voice, and what it has written down."""

    def __init__(self, log: Path) -> None:
        self._log = log

    def voice(self, how: str = "speaks") -> VoiceProgram:
        command = (sys.executable, str(_RECORDER), str(self._log), how)
        return VoiceProgram(
            lambda manner: (*command, manner.language), line_for_staying, stays=how != "once"
        )

    def voice_that_outlives_its_program(self) -> VoiceProgram:
        """Return one that has to be told to be silent, which takes its time and silences whatever is spoken."""
        silence = f"{os.getpid()} en 0 0 {SILENCED}\n"
        code = f"import time; time.sleep(0.5); open({str(self._log)!r}, 'a').write({silence!r})"
        return replace(self.voice("goes-on"), hush=(sys.executable, "-c", code))

    @property
    def told(self) -> list[Told]:
        if not self._log.exists():
            return []
        lines = self._log.read_text(encoding="utf-8").splitlines()
        parts = (line.split(" ", 4) for line in lines)
        return [Told(int(one), code, int(a), int(b), said) for one, code, a, b, said in parts]

    @property
    def words(self) -> list[str]:
        return [one.words for one in self.told]


NOT_THERE = VoiceProgram(lambda _manner: ("no-such-voice",))
BREAKS = VoiceProgram(lambda _manner: (sys.executable, "-c", "raise SystemExit(1)"))
#: It ends well and at once, as where there is no loudspeaker.
SILENT = VoiceProgram(lambda _manner: (sys.executable, "-c", "input()"))

OpenReader = Callable[..., Reader]
