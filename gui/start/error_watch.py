"""An unexpected error: a window says so, the answers stay, and the program goes on."""

import sys
import threading
from collections import Counter
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from gui.start.failure import debugging, details
from questionnaire.words import tr

if TYPE_CHECKING:
    from gui.widgets.dialogs import Message

_MOST_TIMES = 3  # an error that comes again with every paint must leave the person alone in the end
_PAUSE = 2.0  # seconds after the window was closed in which the same error is no news


class ErrorWatch(QObject):
    """Catches every error that reaches the top of a thread, and shows one at a time.

    The window opens from the event loop, because the error may come from within painting
    or from another thread.
    """

    _caught = Signal(str)

    def __init__(self, window: Callable[[], QWidget], clock: Callable[[], float]) -> None:
        super().__init__()
        self._window = window
        self._clock = clock
        self._is_shown = False
        self._last = ("", clock())
        self._times: Counter[str] = Counter()
        self._caught.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Catch what Python would write to the terminal, where no patient looks."""
        sys.excepthook = self.caught
        threading.excepthook = lambda args: self.caught(
            args.exc_type, args.exc_value, args.exc_traceback
        )

    def stop(self) -> None:
        """Leave errors to Python again, when no window is there to say them."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__

    def caught(
        self,
        kind: type[BaseException],
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Note an error from anywhere; nothing that it says of itself is kept."""
        if error is None:  # a thread that ran out of memory may have nothing left to say
            error = kind()
        if debugging():
            sys.__excepthook__(kind, error, trace)
        if isinstance(error, Exception):
            self._caught.emit(details(error.with_traceback(trace)))

    def forget(self) -> None:
        """Begin anew with the next person: an error is news to them."""
        self._times.clear()

    def _show(self, text: str) -> None:
        last, closed = self._last
        again_at_once = text == last and self._clock() - closed < _PAUSE
        if self._is_shown or again_at_once or self._times[text] >= _MOST_TIMES:
            return
        self._times[text] += 1
        if sys.__stderr__:  # without a console the window alone says it
            sys.stderr.write(f"{text}\n")
        message = _message(QApplication.activeModalWidget() or self._window(), text)
        message.destroyed.connect(lambda: self._closed(text))
        message.open()
        self._is_shown = True

    def _closed(self, text: str) -> None:
        self._is_shown = False
        self._last = (text, self._clock())


def _message(parent: QWidget, text: str) -> "Message":
    from gui.widgets.dialogs import Message  # only needed when something went wrong

    sentences = (
        tr("Something went wrong"),
        tr(
            "This is a mistake in the program. You did nothing wrong, and your answers are still here."
        ),
        tr("Press “Go on” and try once more. If you see this again, tell a member of staff."),
    )
    return Message(parent, sentences, text, in_sight=False)
