"""What is asked and what it means: pure Python, no Qt, usable without a screen."""

__version__ = "0.1.0"

EXIT_GOOD = 0
EXIT_BAD_INPUT = 2

#: The first argument of a bundled program that is to be a process for a passphrase.
SEALING_PROCESS = "sealing-process"

#: The first argument of a program that is to try whether a waiting room could start, and no more.
REHEARSAL_PROCESS = "waiting-room-rehearsal"

#: The first argument of a bundled program that is to be the process of a voice.
VOICE_PROCESS = "voice-process"
