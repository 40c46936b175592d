"""Notifying listeners, from a thread that has to continue whatever happens."""

from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from questionnaire.records.errors import RecordsError
from questionnaire.words import tr

_T = TypeVar("_T")


def notify(listener: Callable[[_T], None], news: _T) -> None:
    """Call a listener, unless its window has been closed."""
    with suppress(RuntimeError):  # what Qt raises for a window that is gone
        listener(news)


def reason(error: Exception) -> str:
    """Return an error in words for the person; an unexpected one may quote answers: its kind alone is named."""
    if isinstance(error, RecordsError):
        return str(error)
    text = tr(
        "What was entered can't be saved at the moment ({reason}). The program keeps trying. "
        "Tell the person who looks after this computer."
    )
    return text.format(reason=type(error).__name__)
