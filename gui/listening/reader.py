"""Reads texts aloud one after the other, and can be made slower, faster, quieter and louder."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QObject, Signal

from gui.listening.speaker import Speaker
from gui.listening.voices import Manner, VoiceProgram, found_voices
from questionnaire.words import language, tr

_SPEEDS = (60, 80, 100, 130, 160)  # % of a voice's own
_LOUDNESSES = (25, 45, 70, 100)  # % of the most
_USUAL = Manner("")


class Reader(QObject):
    """The voice of the program; one is enough for all windows, and for one person after the other.

    `part_started` comes with the number of each part, `finished` when nothing more is read, whether at the
    end or stopped, and `failed` with a sentence for the person before that, where no voice can be heard.
    `may_be_heard` holds whether this person said, on whichever page, that others may hear answers.
    """

    part_started = Signal(int)
    finished = Signal()
    failed = Signal(str)
    manner_changed = Signal()

    def __init__(
        self, voices: Sequence[VoiceProgram] | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._speaker = Speaker(found_voices() if voices is None else voices, self)
        self._speaker.spoken.connect(self._go_on)
        self._speaker.failed.connect(self._give_up)
        self._parts: list[tuple[int, str]] = []
        self._speed = _SPEEDS.index(_USUAL.speed)
        self._loudness = _LOUDNESSES.index(_USUAL.loudness)
        self.is_reading = False
        self.may_be_heard = False
        if app := QCoreApplication.instance():
            app.aboutToQuit.connect(self.close)

    @property
    def has_voice(self) -> bool:
        """Whether the computer has a voice."""
        return self._speaker.has_voice

    def prepare(self) -> None:
        """Keep the voice ready, so that the first sound comes as soon as it is asked for."""
        if self.has_voice:
            self._speaker.warm(self._manner())

    def read(self, parts: Sequence[str]) -> None:
        """Read these texts from the first, in place of what is being read."""
        self.stop()
        if not self.has_voice:
            return
        self._parts = [(number, text) for number, text in enumerate(parts) if text.strip()]
        self.is_reading = True
        self._go_on()

    def stop(self) -> None:
        """Be silent at once."""
        if self.is_reading:
            self._speaker.hush()
            self._end()

    def close(self) -> None:
        """Stop, and let the voice's processes go, as before the program ends."""
        self.stop()
        self._speaker.close()

    def reset(self) -> None:
        """Speak to the next person as to the first."""
        self.stop()
        self._speaker.forget()
        self.may_be_heard = False
        self._change(_SPEEDS.index(_USUAL.speed), _LOUDNESSES.index(_USUAL.loudness))

    def slower(self) -> None:
        """Speak slower from the next part on."""
        self._change(self._speed - 1, self._loudness)

    def faster(self) -> None:
        """Speak faster from the next part on."""
        self._change(self._speed + 1, self._loudness)

    def quieter(self) -> None:
        """Speak with less voice from the next part on."""
        self._change(self._speed, self._loudness - 1)

    def louder(self) -> None:
        """Speak with more voice from the next part on."""
        self._change(self._speed, self._loudness + 1)

    @property
    def can_change(self) -> tuple[bool, bool, bool, bool]:
        """Whether it can be slower, faster, quieter and louder."""
        return (
            self._speed > 0,
            self._speed < len(_SPEEDS) - 1,
            self._loudness > 0,
            self._loudness < len(_LOUDNESSES) - 1,
        )

    def _change(self, speed: int, loudness: int) -> None:
        self._speed = min(max(speed, 0), len(_SPEEDS) - 1)
        self._loudness = min(max(loudness, 0), len(_LOUDNESSES) - 1)
        self.manner_changed.emit()

    def _manner(self) -> Manner:
        spoken = language().partition("_")[0]
        return Manner(spoken, _SPEEDS[self._speed], _LOUDNESSES[self._loudness])

    def _go_on(self) -> None:
        """Read the next part, or come to the end."""
        if not self.is_reading:
            return
        if not self._parts:
            self._end()
            return
        number, text = self._parts.pop(0)
        self.part_started.emit(number)
        if self.is_reading:  # whoever heard of the part may have stopped it
            self._speaker.say(text, self._manner())

    def _give_up(self) -> None:
        if self.is_reading:
            self.failed.emit(
                tr("This computer can't read aloud now. Please ask a member of staff.")
            )
            self._end()

    def _end(self) -> None:
        self._parts = []
        self.is_reading = False
        self.finished.emit()
