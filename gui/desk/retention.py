"""What the desk says of intakes that are older than the clinic keeps them, and how it asks about them."""

from datetime import date

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from gui.desk import asking
from gui.desk.errands import Errands
from gui.desk.row_words import long_day
from gui.text import button, label
from questionnaire.records.office import Office
from questionnaire.records.retention import Overdue
from questionnaire.records.retention_words import how_many, what_stays, what_the_clock_says
from questionnaire.words import tr

_LOOK_MS = 3_600_000  # how often it is looked whether something is older than the clinic keeps it


class PutOff:
    """The day on which somebody at this desk said "Not now"; it outlasts a lock."""

    def __init__(self) -> None:
        self.day: date | None = None


class RetentionNotice(QFrame):
    """Says how many intakes are too old and from when; it waits and stops nobody."""

    delete_wanted = Signal()
    put_off = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._heading = label("", "title")
        self._details = label("")
        self.delete = button(tr("Delete them…"))
        self.delete.clicked.connect(self.delete_wanted)
        self.not_now = button(tr("Not now"))
        self.not_now.clicked.connect(self.put_off)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._heading)
        words.addWidget(self._details)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 8, 8)
        layout.setSpacing(8)
        layout.addLayout(words, 1)
        layout.addWidget(self.delete)
        layout.addWidget(self.not_now)
        self.hide()

    @property
    def text(self) -> str:
        """What is said."""
        return f"{self._heading.text()} {self._details.text()}"

    def show_found(self, found: Overdue) -> None:
        """Say what was found; the dates are left to the question where there is little room."""
        heading, *details = sentences(found)
        self._heading.setText(heading)
        self._details.setText(" ".join(details))
        self.setAccessibleName(self.text)
        self.delete.setVisible(bool(found.intakes))
        self.show()

    def set_room(self, *, little: bool) -> None:
        """Leave the details to the question where there is little room."""
        self._details.setVisible(not little)


class Retention(QObject):
    """Looks now and then, shows the notice, and deletes what somebody agreed to."""

    deleted = Signal(str)

    def __init__(
        self,
        office: Office,
        errands: Errands,
        notice: RetentionNotice,
        put_off: PutOff,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._window = parent
        self._office = office
        self._errands = errands
        self._notice = notice
        self._put_off = put_off
        self._found: Overdue | None = None
        self.days = 0
        notice.delete_wanted.connect(self._ask)
        notice.put_off.connect(self._wait_until_tomorrow)
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Look what is older than the clinic keeps it; nothing is deleted by looking."""
        days = self.days
        self._errands.run(lambda: self._office.find_overdue(days), self._show)

    def look_again(self) -> None:
        """Look again where something was shown that may have changed since."""
        if not self._notice.isHidden():
            self.look()

    def _show(self, found: Overdue) -> None:
        self._found = found
        if found.is_empty or self._put_off.day == found.now.astimezone().date():
            self._notice.hide()
        else:
            self._notice.show_found(found)

    def _wait_until_tomorrow(self) -> None:
        if self._found:
            self._put_off.day = self._found.now.astimezone().date()
        self._notice.hide()

    def _ask(self) -> None:
        found = self._found
        if found is None or not found.intakes:
            return
        agreed = asking.may_delete_overdue(self._window, len(found.intakes), sentences(found))
        self._office.note_asked(found, agreed=agreed)
        if agreed:
            self._errands.run(
                lambda: self._office.delete_overdue(found),
                lambda gone: self._done(len(gone), len(found.intakes)),
            )

    def _done(self, gone: int, agreed: int) -> None:
        self.deleted.emit(deleted_words(gone, agreed))
        self.look()


def deleted_words(gone: int, agreed: int) -> str:
    """Return how many were deleted of those that somebody agreed to."""
    if gone == agreed:
        words = tr("1 intake was deleted.") if gone == 1 else tr("{gone} intakes were deleted.")
    else:
        words = tr("{gone} of {agreed} intakes were deleted. The others have changed meanwhile.")
    return words.format(gone=gone, agreed=agreed)


def sentences(found: Overdue) -> list[str]:
    """Return everything that a person should know before the answer, the numbers first."""
    return [
        how_many(found, long_day),
        what_the_clock_says(found, long_day),
        *what_stays(found),
    ]
