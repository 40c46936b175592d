"""What is said of an unexpected error; it never contains an answer."""

import os
import sys
from collections.abc import Iterator

import questionnaire
from questionnaire.words import tr

#: With this in the environment, all that Python and Qt have to say is written to the terminal.
DEBUG_VARIABLE = "DYSTONIA_TRIAGE_DEBUG"

_MOST_PLACES = 30  # an endless recursion has a thousand, all alike
_MOST_ERRORS = 10


class CannotStartError(Exception):
    """The window can't open, or Qt can't be used at all; says why, and what to do about it."""


def debugging() -> bool:
    """Tell whether all messages are wanted, to look for a mistake."""
    return bool(os.environ.get(DEBUG_VARIABLE))


def unexpected(error: BaseException) -> str:
    """Return what a terminal shows of an error before there is a window to say it."""
    if debugging():
        sys.__excepthook__(type(error), error, error.__traceback__)
    words = tr("Something went wrong in the program. Please report it with these lines:")
    return f"{words}\n{details(error)}"


def details(error: BaseException) -> str:
    """Return where an error happened, for the people who fix it.

    What the error itself says is left out, because it may quote an answer.
    """
    return "\n".join((_versions(), *_places(error)))


def _versions() -> str:
    # Qt is named only where it is in use: asking for its version would import it.
    qt = getattr(sys.modules.get("PySide6"), "__version__", "-")
    python = sys.version.partition(" ")[0]
    return (
        f"dystonia-triage {questionnaire.__version__}, Python {python}, "
        f"PySide6 {qt}, {sys.platform}"
    )


def _places(error: BaseException | None) -> Iterator[str]:
    """Yield each error that led to this one, and the places in the code that it came through."""
    from traceback import walk_tb  # only needed when something went wrong

    for _ in range(_MOST_ERRORS):
        if error is None:
            return
        yield f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
        for frame, line in list(walk_tb(error.__traceback__))[-_MOST_PLACES:]:
            place = frame.f_globals.get("__name__", "?")
            yield f"  {place}, line {line}, in {frame.f_code.co_qualname}"
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
