"""Intakes that are older than the clinic keeps them: what the desk says of them, and how it asks."""

from collections.abc import Callable, Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from gui.desk.table.questions import may_delete
from gui.widgets.background import Errands
from gui.widgets.labels import button, fill, label
from gui.widgets.local_time import long_day
from questionnaire.records.desk.office import Office
from questionnaire.records.desk.retention import (
    Overdue,
    deleted_words,
    doubt,
    from_when,
    how_many,
    sentences,
    what_stays,
    what_the_clock_says,
)
from questionnaire.words import tr, tr_number

_LOOK_MS = (
    3_600_000  # how often the desk looks for intakes that are older than the clinic keeps them
)


class PutOff:
    """The day on which someone at this desk said "Not now" to each question; it outlasts a lock."""

    def __init__(self) -> None:
        self.day: date | None = None
        self.backup_day: date | None = None


class RetentionNotice(QFrame):
    """Says how many intakes are too old and from when; it waits and stops nobody."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.is_wanted = False
        self._has_room = self._gives_way = False
        self._heading = label("", "title")
        self._facts = label("")
        self._doubt = label("", "error")
        self.delete = button(tr("Delete them…"))
        self.not_now = button(tr("Not now"))
        parts = (self._heading, self.delete, self.not_now)
        first = fill(QHBoxLayout(), *parts, wide=self._heading, spacing=8)
        layout = QVBoxLayout(self)
        fill(layout, first, self._facts, self._doubt, margins=(16, 6, 8, 6), spacing=2)
        self._fit()

    @property
    def text(self) -> str:
        """What is said."""
        return self.accessibleName()

    def show_found(self, found: Overdue) -> None:
        """Say what was found."""
        facts = (
            from_when(found, long_day),
            what_the_clock_says(found, long_day),
            what_stays(found),
        )
        self._heading.setText(how_many(found))
        self._facts.setText(" ".join(filter(None, facts)))
        self._doubt.setText(doubt(found, long_day))
        self.setAccessibleName(" ".join(sentences(found, long_day)))
        self.delete.setText(tr_number(len(found.intakes), "Delete it…", "Delete them…"))
        self.delete.setVisible(bool(found.intakes))
        self.is_wanted = True
        self._fit()

    def withdraw(self) -> None:
        """Say nothing."""
        self.is_wanted = False
        self._fit()

    def set_room(self, *, little: bool, urgent: bool) -> None:
        """Leave the facts to the question where there is little room, and that room to what is urgent."""
        self._has_room, self._gives_way = not little, little and urgent
        self._fit()

    def _fit(self) -> None:
        self._facts.setVisible(self._has_room)
        self._doubt.setVisible(self._has_room and bool(self._doubt.text()))
        self.setVisible(self.is_wanted and not self._gives_way)


class Retention(QObject):
    """Looks now and then, shows the notice, and deletes what someone agreed to."""

    deleted = Signal(str)
    looked = Signal()

    def __init__(
        self,
        office: Office,
        errands: Errands,
        notice: RetentionNotice,
        put_off: PutOff,
        names: Callable[[Sequence[UUID]], Sequence[str]],
    ) -> None:
        super().__init__(notice)
        self._names = names
        self._office = office
        self._errands = errands
        self._notice = notice
        self._put_off = put_off
        self._found: Overdue | None = None
        self.days = 0
        notice.delete.clicked.connect(self._ask)
        notice.not_now.clicked.connect(self._wait_until_tomorrow)
        self.hourly = QTimer(self, interval=_LOOK_MS)
        self.hourly.timeout.connect(self.look)
        self.hourly.start()

    def look(self) -> None:
        """Look what is older than the clinic keeps it; nothing is deleted by looking."""
        days = self.days
        self._errands.run(lambda: self._office.find_overdue(days), self._show)

    def look_again(self) -> None:
        """Look again where something was shown that may have changed since."""
        if self._notice.is_wanted:
            self.look()

    def _show(self, found: Overdue) -> None:
        self._found = found
        if found.is_empty or self._put_off.day == found.now.astimezone().date():
            self._notice.withdraw()
        else:
            self._notice.show_found(found)
        self.looked.emit()

    def _wait_until_tomorrow(self) -> None:
        if self._found:
            self._put_off.day = self._found.now.astimezone().date()
        self._notice.withdraw()

    def _ask(self) -> None:
        found = self._found
        if found is None or not found.intakes:
            return
        agreed = may_delete(self._notice, self._names(found.intakes), sentences(found, long_day))
        # Where the lock closed the question, nobody said anything.
        if self._office.keys.is_unlocked:
            self._office.note_asked(found, agreed=agreed)
        if agreed:
            self._errands.run(
                lambda: self._office.delete_overdue(found),
                lambda gone: self._done(len(gone), len(found.intakes)),
            )

    def _done(self, gone: int, agreed: int) -> None:
        self.deleted.emit(deleted_words(gone, agreed))
        self.look()
