"""One person's questionnaire, from the touch on the start page until nothing of it is left here."""

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from gui.interview.venue import Venue
from gui.interview.wizard import Wizard
from gui.waiting_room.records import RoomRecords
from gui.waiting_room.stopping import StoppedPage
from gui.widgets.theme import has_large_text
from questionnaire.clinic import Clinic
from questionnaire.interview import Interview
from questionnaire.records.intake.acknowledgement import Standing
from questionnaire.records.intake.filling import WAITING_ROOM, Filling
from questionnaire.reports.case import Case
from questionnaire.reports.speech import urgent_page
from questionnaire.words import tr

_PAINTED_MS = 40  # after a page is shown, when its painting no longer waits


class Visit(QObject):
    """Keeps every answer as it is given; `reference` and `give_back` are for one known patient."""

    over = Signal()
    stop_wanted = Signal()
    language_wanted = Signal(str)

    def __init__(
        self, records: RoomRecords, clinic: Clinic, *, reference: str = "", give_back: bool = False
    ) -> None:
        super().__init__()
        self._records = records
        self._interview = Interview()
        self._filling = Filling(
            self._interview,
            records.recorder,
            clinic,
            who=WAITING_ROOM,
            reference=reference,
        )
        self._reached: Case | None = None
        self._soon = QTimer(self, singleShot=True, interval=_PAINTED_MS)
        self._soon.timeout.connect(self._keep)
        self._told: frozenset[str] = frozenset()  # for which signs, by their receipts
        venue = Venue(
            kind="waiting-room",
            ending=clinic.patients_see,
            ticket=self._filling.origin.ticket,
            give_back=give_back,
        )
        self.wizard = self._new_wizard(clinic, venue)
        records.acknowledged.connect(self._hear)
        self._interview.on_change(self._changed)

    def make_anew(self) -> None:
        """Go on with the same answers where the person is, in the language that is spoken now."""
        old, self.wizard = self.wizard, self._new_wizard(self.wizard.clinic, self.wizard.venue)
        self._show_told()
        old.hide()
        old.deleteLater()

    def leave(self) -> None:
        """Keep what was answered, encrypted, and let go of everything else."""
        if self._soon.isActive():
            self._soon.stop()
            self._keep()
        self._filling.leave()
        if not self._filling.is_begun:  # so nobody was shown the code
            self._records.recorder.take_back(self._filling.origin.ticket)
        self._records.acknowledgements.forget()
        self._records.acknowledged.disconnect(self._hear)
        self.wizard.hide()
        self.wizard.deleteLater()

    def _new_wizard(self, clinic: Clinic, venue: Venue) -> Wizard:
        wizard = Wizard(self._interview, clinic, venue)
        wizard.setWindowFlags(Qt.WindowType.Widget)
        wizard.setAccessibleName(tr("Questionnaire"))
        wizard.page_entered.connect(self._entered)
        wizard.finished_case.connect(self._finish)
        wizard.restart_wanted.connect(self.over)
        wizard.leave_wanted.connect(self._stop)
        wizard.header.language_wanted.connect(self.language_wanted)
        return wizard

    def stopped(self) -> StoppedPage:
        """Return the page for a person who stops halfway, with what must not wait."""
        venue, clinic, answers = self.wizard.venue, self.wizard.clinic, self._interview.answers
        notice = None
        if answers.urgent_signs:
            notice = urgent_page(answers, clinic, waits=True, told=self._is_told)
        return StoppedPage(venue.ticket, notice, give_back=venue.give_back)

    def _stop(self) -> None:
        """Nothing is lost, and nothing has to be asked, where nothing was answered."""
        (self.over if self._interview.is_empty else self.stop_wanted).emit()

    def _entered(self, page_id: str) -> None:
        """Keep where the person is as soon as the page is painted, and listen for the desk."""
        self._soon.start()
        if page_id == "stop":
            intake = self._filling.origin.intake
            self._records.acknowledgements.watch(intake, self._filling.receipt)

    def _finish(self, case: Case) -> None:
        self._reached = case

    def _keep(self) -> None:
        """Keep the result that was reached, or else the page."""
        if self._reached:
            self._filling.finish(self._reached, large_text=has_large_text())
        else:
            self._filling.save()

    def _changed(self) -> None:
        self._reached = None
        if self._told:
            self._show_told()

    def _hear(self, standing: Standing) -> None:
        """A desk took it on, for the signs that were marked then, or gave it back."""
        if standing.intake == self._filling.origin.intake:
            self._told = standing.receipts
            self._show_told()

    @property
    def _is_told(self) -> bool:
        return self._filling.receipt in self._told

    def _show_told(self) -> None:
        self.wizard.show_desk_told(self._is_told)
