"""Notifying whoever listens, from a thread that has to go on whatever happens."""

from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from questionnaire.records.errors import RecordsError
from questionnaire.words import tr

_T = TypeVar("_T")


def notify(listener: Callable[[_T], None], news: _T) -> None:
    """Call a listener; a window that closed meanwhile listens to nothing any more."""
    with suppress(RuntimeError):  # what Qt raises in the name of a window that is gone
        listener(news)


def reason(error: Exception) -> str:
    """Return an error in words for the person; one that nobody thought of says nothing that was entered."""
    if isinstance(error, RecordsError):
        return str(error)
    text = tr(
        "What was entered can't be kept at the moment ({reason}). It is tried again. "
        "Tell whoever looks after this computer."
    )
    return text.format(reason=type(error).__name__)
