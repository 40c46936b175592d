"""The voices that a computer may have, best first: programs that are told words over standard input.

Words never stand on a command line, where everyone who uses the computer could see them.
"""

import sys
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

import msgspec
from PySide6.QtCore import QStandardPaths

from questionnaire import VOICE_PROCESS

_WORDS_A_MINUTE = 175
_FULL = 100

# A file of its own, because the window's start has no need of what it imports.
_ESPEAK_PROCESS = Path(__file__).with_name("espeak_process.py")

#: What plays samples of {rate} a second from standard input, the first that is there.
PLAYERS = {
    "paplay": "--raw --format=s16le --channels=1 --rate={rate}",
    "aplay": "-q -t raw -f S16_LE -c 1 -r {rate}",
    "pw-play": "--format=s16 --channels=1 --rate={rate} -",
}


class Manner(msgspec.Struct, frozen=True):
    """How words are spoken: a language without its country, and % of the usual speed and the most loudness."""

    language: str
    speed: int = 100
    loudness: int = 70

    @property
    def pace(self) -> int:
        """The speed in words a minute."""
        return _WORDS_A_MINUTE * self.speed // _FULL

    @property
    def amplitude(self) -> int:
        """The loudness as espeak-ng counts it, whose own is 100 and whose most is 200."""
        return self.loudness * 3 // 2


def _line(_manner: Manner, text: str) -> str:
    return f"{text}\n"


def line_for_staying(manner: Manner, text: str) -> str:
    """Return what a program that stays is told: speed, loudness and the words."""
    return f"{manner.speed} {manner.loudness} {text}\n"


class VoiceProgram(msgspec.Struct, frozen=True):
    """A program that speaks.

    `command` starts it and `message` is what it is told. One that `stays` answers each line with "done";
    any other ends when it has spoken. `hush` silences a voice that goes on without its program.
    """

    command: Callable[[Manner], tuple[str, ...]]
    message: Callable[[Manner, str], str] = _line
    stays: bool = False
    hush: tuple[str, ...] = ()


def found_voices() -> tuple[VoiceProgram, ...]:
    """Return the voices of this computer, the system's own first; none where there is none."""
    match sys.platform:
        case "darwin":
            return tuple(_on_macos())
        case "win32":
            return tuple(_on_windows())
        case _:
            return tuple(_on_linux())


def _is_there(name: str) -> bool:
    return bool(QStandardPaths.findExecutable(name))


def _on_linux() -> Iterator[VoiceProgram]:
    if _is_there("spd-say"):
        yield VoiceProgram(_spd_say, hush=("spd-say", "-S"))  # it takes no "--stop" (0.11)
    if _is_there("espeak-ng"):
        yield VoiceProgram(_espeak_ng)
    if find_spec("espeakng_loader") and any(map(_is_there, PLAYERS)):
        yield VoiceProgram(_espeak_process, _line_for_espeak, stays=True)


def _on_macos() -> Iterator[VoiceProgram]:
    if _is_there("say"):
        yield VoiceProgram(_say, _message_for_say)


def _on_windows() -> Iterator[VoiceProgram]:
    if _is_there("powershell"):
        yield VoiceProgram(_powershell, line_for_staying, stays=True)
    if find_spec("espeakng_loader"):
        yield VoiceProgram(_espeak_process, _line_for_espeak, stays=True)


def _spd_say(manner: Manner) -> tuple[str, ...]:
    """Speech Dispatcher counts from -100 to 100, and 0 is what the person has set for the whole system."""
    rate, volume = manner.speed - _FULL, 2 * manner.loudness - _FULL
    how = ("--language", manner.language, "--rate", str(rate), "--volume", str(volume))
    return "spd-say", "--pipe-mode", "--wait", *how


def _espeak_ng(manner: Manner) -> tuple[str, ...]:
    how = ("-v", manner.language, "-s", str(manner.pace), "-a", str(manner.amplitude))
    return "espeak-ng", "--stdin", *how


def _espeak_process(manner: Manner) -> tuple[str, ...]:
    """A bundled program has no Python beside it, but itself; Windows plays samples without a program."""
    name = next(filter(_is_there, PLAYERS), "")
    player = (name, *PLAYERS[name].split()) if name else ()
    how = (manner.language, *player)
    if getattr(sys, "frozen", False):
        return sys.executable, VOICE_PROCESS, *how
    # -P: some modules in that file's folder have the names of packages.
    return sys.executable, "-P", str(_ESPEAK_PROCESS), *how


def _line_for_espeak(manner: Manner, text: str) -> str:
    return f"{manner.pace} {manner.amplitude} {text}\n"


# The first voice for the language that macOS lists; without one, the person's own.
_SAY = r"""
voice=$(say -v '?' | sed -n "s/ *[[:space:]]$1[_-].*#.*//p" | head -n 1)
exec say ${voice:+-v "$voice"} -r "$2" -f -
"""


def _say(manner: Manner) -> tuple[str, ...]:
    return "/bin/sh", "-c", _SAY, "say", manner.language, str(manner.pace)


def _message_for_say(manner: Manner, text: str) -> str:
    return f"[[volm {manner.loudness / _FULL}]] {text}"


# Single quotes alone, because Windows has one string for a whole command line. A rate is from -10 to 10.
_SYSTEM_SPEECH = """
$ErrorActionPreference = 'Stop'
Add-Type -AssemblyName System.Speech
$voice = New-Object System.Speech.Synthesis.SpeechSynthesizer
$known = @($voice.Voice) + @($voice.GetInstalledVoices() | ForEach-Object { $_.VoiceInfo })
$fitting = @($known | Where-Object { $_.Culture.TwoLetterISOLanguageName -eq 'LANGUAGE' })
if ($fitting) { $voice.SelectVoice($fitting[0].Name) }
$lines = New-Object IO.StreamReader([Console]::OpenStandardInput(), [Text.Encoding]::UTF8)
while ($null -ne ($line = $lines.ReadLine())) {
    $speed, $loudness, $words = $line.Split([char[]]' ', 3)
    $voice.Rate = [Math]::Max(-10, [Math]::Min(10, ([int]$speed - 100) / 10))
    $voice.Volume = [int]$loudness
    $voice.Speak($words)
    [Console]::Out.WriteLine('done')
}
"""


def _powershell(manner: Manner) -> tuple[str, ...]:
    script = _SYSTEM_SPEECH.strip().replace("LANGUAGE", manner.language)
    how = ("-NoLogo", "-NoProfile", "-NonInteractive", "-InputFormat", "None")
    return "powershell", *how, "-Command", script
