"""A process of its own that speaks with the optional espeakng-loader, whose licence keeps it out of any bundle.

Each line of its standard input is words a minute, amplitude and words; "done" says that they are spoken.
"""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

# Of espeak-ng's own header.
_SYNCHRONOUS, _DONT_EXIT = 2, 0x8000
_RATE, _VOLUME = 1, 2
_BY_CHARACTER, _UTF_8 = 1, 1
_TAKES_SAMPLES = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p
)
_BYTES = 2  # of one sample


class EspeakVoice:
    """espeak-ng as a library in this process, which turns words into samples."""

    def __init__(self, language: str) -> None:
        import espeakng_loader

        self._library = ctypes.CDLL(espeakng_loader.get_library_path())
        data = Path(espeakng_loader.get_data_path()).parent
        self.rate: int = self._library.espeak_Initialize(
            _SYNCHRONOUS, 0, os.fsencode(data), _DONT_EXIT
        )
        self._samples = bytearray()
        self._takes = _TAKES_SAMPLES(
            self._take
        )  # kept, or it would be collected while it is called
        self._library.espeak_SetSynthCallback(self._takes)
        if self.rate <= 0 or self._library.espeak_SetVoiceByName(language.encode()):
            raise LookupError(language)

    def samples(self, pace: int, amplitude: int, words: str) -> bytes:
        """Return the words, at so many a minute, as 16-bit samples of one channel."""
        self._samples.clear()
        self._library.espeak_SetParameter(_RATE, pace, 0)
        self._library.espeak_SetParameter(_VOLUME, amplitude, 0)
        text = words.encode()
        self._library.espeak_Synth(text, len(text) + 1, 0, _BY_CHARACTER, 0, _UTF_8, None, None)
        return bytes(self._samples)

    def _take(
        self, samples: "ctypes._Pointer[ctypes.c_short]", number: int, _events: object
    ) -> int:
        if samples and number:
            self._samples += ctypes.string_at(samples, number * _BYTES)
        return 0


class Player:
    """Plays samples with a program that takes them on standard input, or with Windows itself."""

    def __init__(self, command: Sequence[str], rate: int) -> None:
        self._command = [part.replace("{rate}", str(rate)) for part in command]
        self._rate = rate
        self._playing: subprocess.Popen[bytes] | None = None
        signal.signal(signal.SIGTERM, self._be_silent)

    def play(self, samples: bytes) -> None:
        """Play to the end; raises CalledProcessError or OSError where nothing can be heard."""
        if sys.platform == "win32":
            import winsound

            winsound.PlaySound(_as_wave(samples, self._rate), winsound.SND_MEMORY)
            return
        self._playing = subprocess.Popen(  # noqa: S603 chosen by the program itself
            self._command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL
        )
        self._playing.communicate(samples)
        if code := self._playing.returncode:
            raise subprocess.CalledProcessError(code, self._command)

    def _be_silent(self, *_signal: object) -> None:
        """Silence what is playing at once, with this process."""
        if self._playing:
            self._playing.kill()
        os._exit(0)


def _as_wave(samples: bytes, rate: int) -> bytes:
    import io
    import wave

    made = io.BytesIO()
    with wave.open(made, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(_BYTES)
        file.setframerate(rate)
        file.writeframes(samples)
    return made.getvalue()


def speak_lines(language: str, player: Sequence[str], given: TextIO, out: TextIO) -> int:
    """Speak each line that is given until there are no more, and return the exit code."""
    try:
        voice = EspeakVoice(language)
        playing = Player(player, voice.rate)
        for line in given:
            pace, amplitude, words = line.rstrip("\n").split(" ", 2)
            playing.play(voice.samples(int(pace), int(amplitude), words))
            out.write("done\n")
            out.flush()
    except (ImportError, LookupError, OSError, subprocess.CalledProcessError):
        return 1
    return 0


def speak_standard_input(language: str, *player: str) -> int:
    """Speak what standard input gives; its letters are UTF-8 on every system."""
    with open(sys.stdin.fileno(), encoding="utf-8", closefd=False) as given:
        return speak_lines(language, player, given, sys.stdout)


if __name__ == "__main__":
    sys.exit(speak_standard_input(*sys.argv[1:]))
