"""Work for the records that lasts only as long as the desk is unlocked."""

from collections.abc import Callable
from typing import TypeVar

from gui.background import Background
from questionnaire.records.errors import RecordsError

T = TypeVar("T")
Failed = Callable[[Exception], None]


class Errands:
    """Hands work to the background; after `end` whatever still comes back is dropped unseen."""

    def __init__(self, background: Background, say: Callable[[str], None]) -> None:
        self._background = background
        self._say = say
        self._is_over = False

    def run(
        self, work: Callable[[], T], done: Callable[[T], None], failed: Failed | None = None
    ) -> None:
        """Do the work; what goes wrong with the records is said, unless somebody else wants to."""
        if self._is_over:
            return

        def came(found: T) -> None:
            if not self._is_over:
                done(found)

        def broke(error: Exception) -> None:
            if not self._is_over:
                (failed or self._complain)(error)

        self._background.run(work, came, broke)

    def end(self) -> None:
        """Drop everything."""
        self._is_over = True

    def _complain(self, error: Exception) -> None:
        if not isinstance(error, RecordsError):
            raise error
        self._say(str(error))
