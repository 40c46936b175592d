"""Python's cyclic garbage is collected in the thread of the windows alone.

By itself Python collects in whichever thread happens to make the next object. In one that keeps records it
would destroy parts of windows while the windows' own thread draws them, and the program would crash.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 200


class Collector(QObject):
    """Takes the collector's place for as long as the program runs; `parent` is the application."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(collect_due)
        self._timer.start()


def collect_due() -> None:
    """Collect what Python would have collected by now, each generation as often as Python would."""
    generations = enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
    due = [generation for generation, (number, most) in generations if number > most]
    if due:
        gc.collect(due[-1])


def collect_when_gone(window: QObject) -> None:
    """Let go of a person's answers; pages and interview know each other, so that only this can."""
    window.destroyed.connect(lambda: QTimer.singleShot(0, gc.collect))
