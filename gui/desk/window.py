"""The front desk's window: set up, locked or unlocked, covered when nobody is there."""

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from gui.attendance.curtain import Curtain
from gui.attendance.idle import COUNT, Idle
from gui.attendance.touches import Touches
from gui.attendance.wiping import Copies
from gui.desk.backgrounds import Backgrounds
from gui.desk.table.retention import PutOff
from gui.desk.trouble_line import TroubleLine
from gui.desk.unlock_page import RefusedPage, UnlockPage
from gui.desk.unlocked_desk import UnlockedDesk
from gui.desk.urgent_band import UrgentBand
from gui.start.collector import collect_when_gone
from gui.widgets.background import Background
from gui.widgets.labels import fill
from gui.widgets.page_frame import fit_room, let_go_of_focus
from gui.widgets.window_page import AsksBeforeLeaving
from questionnaire.clinic import Clinic
from questionnaire.records.desk.keys import Keys
from questionnaire.records.desk.office import Office
from questionnaire.records.errors import RecordsError, SetupRefusedError
from questionnaire.records.intake.recorder import Recorder
from questionnaire.records.notes import Notes
from questionnaire.records.setup import Setup, read_setup
from questionnaire.words import tr


class DeskRecords(QObject):
    """Opens what this computer has of the records; raises RecordsError where a desk can't use them.

    `trouble` says whose trouble it is, and what is wrong, or "" when nothing is.
    """

    trouble = Signal(str, str)

    def __init__(self, folder: Path, setup: Setup) -> None:
        super().__init__()
        if setup.adds_only:
            raise SetupRefusedError(
                tr(
                    "This computer belongs to a waiting room: it can add intakes but not read them. "
                    "Open the front desk on another computer."
                )
            )
        self.recorder = Recorder(
            folder,
            setup,
            Notes(folder),
            on_trouble=lambda text: self.trouble.emit("recorder", text),
            on_unreachable=lambda text: self.trouble.emit("store", text),
        )
        self.office = Office(Keys(folder, setup, self.recorder), self.recorder)

    def close(self) -> None:
        """Lock, write what waits, and end the threads."""
        self.office.lock()
        self.recorder.close()
        self.office.keys.close()


_LET_GO_SECONDS = 0.15  # until a wait for the database has ended
_COUNT_MS = 2000  # how often it is counted what waits on this computer


def _before_cover(clinic: Clinic) -> int:
    """Return after how many seconds the desk is covered: the rest of the clinic's minutes it stays so."""
    return clinic.lock_minutes * 60 - COUNT


class DeskWindow(QMainWindow):
    """Only wires its parts; the settings are kept at `clinic_path`, and `closed` is its last signal."""

    closed = Signal()
    clinic_changed = Signal(object)

    def __init__(
        self,
        clinic: Clinic,
        folder: Path,
        clock: Callable[[], float] = time.monotonic,
        clinic_path: Path | None = None,
    ) -> None:
        super().__init__()
        self.setWindowTitle(tr("Front desk"))
        self.setProperty("room", "enough")
        self.clinic = clinic
        self._folder = folder
        self._clinic_path = clinic_path or folder / "clinic.toml"
        self._backgrounds = Backgrounds(work=Background(self), incoming=Background(self))
        self.records: DeskRecords | None = None
        self.desk: UnlockedDesk | None = None
        self.page: QWidget | None = None
        self.band = UrgentBand(may_call=clinic.attention, may_sound=clinic.sound)
        self.trouble = TroubleLine()
        self.pages = QStackedWidget()
        self.curtain = self._place_pages()
        self.idle = Idle(_before_cover(clinic), clock)
        self._put_off = PutOff()
        self._copies = Copies(self)
        self._touches = Touches(self)
        self._touches.touched.connect(self._touched)
        self._touches.guard_all()
        self._counter = QTimer(self, interval=_COUNT_MS)
        self._counter.timeout.connect(self._count_waiting)
        self.curtain.wanted_back.connect(self.uncover)
        self._watch()
        self.open_records()

    def open_records(self) -> None:
        """Show the page to unlock, or the one to set records up while there are none."""
        self.idle.stop()
        self.curtain.open()
        try:
            setup = read_setup(self._folder)
            if setup is None:
                self._show_setup()
                return
            self.records = DeskRecords(self._folder, setup)
        except RecordsError as error:
            self._show_refused(str(error))
            return
        self.records.trouble.connect(self.trouble.say)
        self._counter.start()
        self._show_unlock()

    @property
    def is_refused(self) -> bool:
        """Whether the records on this computer could not be used."""
        return isinstance(self.page, RefusedPage)

    def lock(self) -> None:
        """Forget the keys, and destroy everything that was shown of any intake."""
        desk, self.desk = self.desk, None
        if desk is None or self.records is None:
            return
        self.idle.stop()
        self._close_dialogs()
        desk.end()
        self.band.forget()
        self.band.veil(veiled=True)
        self.records.office.lock()
        # What is just being read ends first; what came of it is forgotten by this second time.
        self._backgrounds.work.run(self.records.office.lock, lambda _: None, lambda _: None)
        self._backgrounds.incoming.run(
            self.records.office.forget_rows, lambda _: None, lambda _: None
        )
        self.curtain.open()
        self._show_unlock()
        collect_when_gone(desk)
        desk.deleteLater()
        self._copies.forget()

    def cover(self) -> None:
        """Cover the page and close any dialog over it; a recovery sheet waits as long as it takes."""
        self._close_dialogs()
        if self.desk is None:
            self.idle.stop()
        self.band.veil(veiled=True)
        ending = tr("After that, the desk locks itself. What was entered is kept, encrypted.")
        self.curtain.draw(ending, counts=self.desk is not None)

    def uncover(self) -> None:
        """Go on exactly where the person was."""
        self.idle.start()
        self.curtain.open()
        self.band.veil(veiled=self.desk is None)

    def showEvent(self, event: QShowEvent) -> None:
        """Watch from the first moment whether anyone is there."""
        super().showEvent(event)
        self._touches.guard(self.windowHandle())
        self._focus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw everything closer together in a window that has little room."""
        super().resizeEvent(event)
        fit_room(self)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Lock, and write what waits; what is not kept yet is asked about first."""
        if isinstance(self.page, AsksBeforeLeaving) and not self.page.may_leave():
            event.ignore()
            return
        super().closeEvent(event)
        self.lock()
        self.idle.stop()
        self._counter.stop()
        if isinstance(self.page, UnlockPage):
            self.page.close_down()
        self._touches.stop()
        self._backgrounds.incoming.close(seconds=0)
        is_over = self._backgrounds.work.close()
        if self.records:
            if not is_over:  # the clinic's database doesn't answer; nothing waits for it
                self.records.office.keys.let_go()
                self._backgrounds.work.close(seconds=_LET_GO_SECONDS)
            self.records.close()
            self.records = None
        self.closed.emit()

    def _place_pages(self) -> Curtain:
        inside, whole = QWidget(), QWidget()
        parts = (self.trouble, self.pages)
        fill(QVBoxLayout(inside), *parts, wide=self.pages, margins=(0, 0, 0, 0), spacing=0)
        curtain = Curtain(inside)
        # The band is outside: the cover must not hide that something waits.
        fill(QVBoxLayout(whole), self.band, curtain, wide=curtain, margins=(0, 0, 0, 0), spacing=0)
        self.setCentralWidget(whole)
        return curtain

    def _watch(self) -> None:
        self.idle.lasting.connect(self._show_left)
        self.idle.begun.connect(self.cover)
        self.idle.counted.connect(self.curtain.show_left)
        self.idle.ended.connect(self.lock)

    def _show_left(self, seconds: int) -> None:
        if self.desk:
            self.desk.lock_sight.show_left(seconds)

    def _touched(self) -> None:
        if not self.curtain.is_drawn:
            self.idle.touched()

    # Pages

    def _show_setup(self) -> None:
        from gui.desk.setup.setup_page import SetupPage  # only until records are set up

        page = SetupPage(self._folder, self.clinic)
        page.set_up.connect(self.open_records)
        page.sheet_shown.connect(self.idle.start)
        page.closed.connect(self.close)
        self._show(page)

    def _show_refused(self, why: str) -> None:
        page = RefusedPage(why)
        page.retried.connect(self.open_records)
        page.left.connect(self.close)
        self._show(page)

    def _show_unlock(self) -> None:
        if self.records:
            page = UnlockPage(self.records.office, self._backgrounds)
            page.unlocked.connect(self._unlocked)
            page.left.connect(self.close)
            page.lost.connect(self._show_lost)
            page.calling.connect(self.band.show_number)
            self._show(page)
            page.open()

    def _show_lost(self) -> None:
        """Offer to bring the records back in place of unlocking what is not there."""
        from gui.desk.setup.restore_page import RestorePage  # seldom needed, and large

        if self.records is None or not isinstance(self.page, UnlockPage):
            return
        self.page.close_down()
        page = RestorePage(self.records.office.keys)
        page.retried.connect(self._show_unlock)
        page.closed.connect(self.close)
        page.restored.connect(self._go_on_restored)
        self._show(page)
        self.trouble.hush(hushed=True)
        page.choose.setFocus()

    def _go_on_restored(self, words: str, lost: str) -> None:
        """Unlock with what was restored, and say what is back and what is not."""
        self.trouble.say("store", "")  # the forwarder looks again only after its pause
        self._unlocked()
        if self.desk:
            self.desk.tell_restored(words, lost)

    def _unlocked(self) -> None:
        if self.records is None:
            return
        if isinstance(self.page, UnlockPage):
            self.page.close_down()
        self.desk = UnlockedDesk(
            self.records.office,
            self._backgrounds,
            self.clinic,
            self._clinic_path,
            self._put_off,
        )
        self.desk.lock_wanted.connect(self.lock)
        self.desk.clinic_changed.connect(self._take_clinic)
        self.desk.feed.trouble.connect(self.trouble.say)
        self.desk.looking_over.trouble.connect(self.trouble.say)
        self.desk.prints.trouble.connect(self.trouble.say)
        self.desk.table.calling_changed.connect(self.band.show_rows)
        self.desk.intake_shown.connect(self.band.show_place)
        self.band.take_on_wanted.connect(self.desk.take_on)
        self.band.open_wanted.connect(self.desk.open_urgent)
        self.band.veil(veiled=False)
        self._show(self.desk)
        self.desk.start()
        self.idle.start()

    def _show(self, page: QWidget) -> None:
        """Show a page, and let the one before go."""
        before, self.page = self.page, page
        self.trouble.hush(hushed=False)
        self.pages.addWidget(page)
        let_go_of_focus(self.pages)
        self.pages.setCurrentWidget(page)
        if before:
            self.pages.removeWidget(before)
            before.hide()
            before.deleteLater()
        self._focus()

    def _focus(self) -> None:
        if isinstance(self.page, (UnlockPage, RefusedPage)):
            self.page.focus_start()

    def _take_clinic(self, clinic: Clinic) -> None:
        self.clinic = clinic
        self.band.set_may_call(may_call=clinic.attention, may_sound=clinic.sound)
        self.idle.seconds = _before_cover(clinic)
        self.clinic_changed.emit(clinic)

    def _count_waiting(self) -> None:
        if self.records:
            self.trouble.say_waiting(self.records.recorder.waiting)

    def _close_dialogs(self) -> None:
        """Close every dialog over the window, as if Escape had been pressed."""
        while isinstance(dialog := QApplication.activeModalWidget(), QDialog):
            dialog.reject()
