"""The waiting room's one window: it fills the screen, and only the staff PIN closes it."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from gui.attendance.curtain import Curtain
from gui.attendance.idle import Idle
from gui.attendance.screens import Staying
from gui.attendance.wiping import forget_what_was_copied
from gui.start.collector import collect_when_gone
from gui.start.language import speak
from gui.waiting_room.gate import Gate
from gui.waiting_room.records import RoomRecords
from gui.waiting_room.staff_pages import StaffPage, StaffPinPage
from gui.waiting_room.stopping import AskingPage, StoppedPage
from gui.waiting_room.visit import Visit
from gui.widgets.background import Background
from gui.widgets.dialogs import Message
from gui.widgets.labels import button, fill, label, middle, stack
from gui.widgets.press_guard import forget_presses, press_counts
from gui.widgets.theme import TEXT_SIZES, set_text_size
from gui.widgets.window_page import RoomPage
from gui.widgets.wrapped_button import wide_button
from questionnaire.clinic import Clinic
from questionnaire.words import language, mark, tr

if TYPE_CHECKING:
    from gui.listening.reader import Reader


_TROUBLE = mark("Your answers can't be kept at the moment. Please tell the desk.")
_AFTER_IDLE = mark("After that, this page closes. What was answered stays with the clinic, locked.")


class StartPage(RoomPage):
    """Calm and large, with one thing to press; the few lines say what this is."""

    offers_languages = True
    begun = Signal()
    staff_wanted = Signal()

    def __init__(self, clinic: Clinic) -> None:
        super().__init__(clinic.name)
        self.begin = wide_button(tr("Touch to begin"), "begin", self.begun)
        self.staff = button(tr("Staff"), "link", self.staff_wanted)
        what = tr("A few questions before you see the clinician. They take a few minutes.")
        help_now = tr("If you need help at once, tell a member of staff now.")
        self.centre(middle(clinic.name, "name"), self.begin, middle(what), middle(help_now))
        self.foot.show_only(left=(self.staff,))
        self._words = (clinic.name, what, help_now)
        self.say_words()

    def words(self) -> tuple[str, ...]:
        """Return what this is."""
        return self._words

    @property
    def teller(self) -> QWidget:
        """The button that has the focus says what this is."""
        return self.begin

    def focus_start(self) -> None:
        """One press of Enter begins."""
        self.begin.setFocus()


class WaitingRoom(QWidget):
    """Shows the start page, one person's questionnaire, and the pages of those who stop and of the staff."""

    wiped = Signal()
    left = Signal()

    def __init__(
        self, clinic: Clinic, records: RoomRecords, clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__()
        self.setWindowTitle(tr("Dystonia Triage"))
        kind = Qt.WindowType
        self.setWindowFlags(kind.Window | kind.FramelessWindowHint | kind.WindowStaysOnTopHint)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        # A desk's small buttons are not for hands that shake.
        self.clinic = replace(clinic, targets="20mm") if clinic.targets == "desk" else clinic
        self.visit: Visit | None = None
        self._records = records
        self._language = language()
        self._may_leave = False
        self._voice: Reader | None = None
        self._background = Background(self)
        self.idle = Idle(clinic.idle_seconds, clock)
        self.pages = QStackedWidget()
        self.start_page = self._new_start_page()
        self.staff_pin_page = StaffPinPage(records.lock, self._background)
        self.staff_page: StaffPage | None = None
        self.stopping: AskingPage | StoppedPage | None = None
        self.trouble = label(tr(_TROUBLE), "notice")
        self.trouble.hide()
        self.curtain = self._place_pages()
        self.gate = Gate(lambda place: self.curtain.holds_tool(self.childAt(place)))
        self._staying = Staying(self)
        self._connect()

    @property
    def is_free(self) -> bool:
        """Whether nobody is here: the start page is shown, and nothing over it."""
        return self.pages.currentWidget() is self.start_page and not self.findChildren(Message)

    def begin(self, reference: str = "", *, give_back: bool = False) -> None:
        """Open the questionnaire for one person."""
        self.visit = Visit(self._records, self.clinic, reference=reference, give_back=give_back)
        self.visit.over.connect(self.start_anew)
        self.visit.language_wanted.connect(self._speak)
        self.visit.stop_wanted.connect(self._ask_to_stop)
        # What an on-screen keyboard of the system types need not come as keys.
        self.visit.wizard.interview.on_change(self.idle.touched)
        self._show(self.visit.wizard)
        self._drop_pages()

    def start_anew(self) -> None:
        """Keep what was answered, encrypted, and leave nothing of it here for the next person."""
        self._end_visit()
        self._drop_pages()
        self.staff_pin_page.forget()
        self._make_anew_in(self._language)
        set_text_size(TEXT_SIZES[0])
        if self._voice:
            self._voice.reset()
        forget_presses(self)
        self.uncover()
        self._show(self.start_page)
        self.wiped.emit()

    def cover(self) -> None:
        """Cover the page, and a message that may stand over it."""
        for message in self.findChildren(Message):
            message.close()
        self.curtain.draw(tr(_AFTER_IDLE))
        self.gate.is_covered = True

    def uncover(self) -> None:
        """Go on exactly where the person was."""
        self.gate.is_covered = False
        self.idle.touched()
        self.curtain.open()

    def leave(self) -> None:
        """Close the window after the staff PIN was entered."""
        self._records.note("exit", "waiting room left")
        self._may_leave = True
        self._staying.let_go()
        self.close()
        self.left.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """Guard the window from the first moment; who is read to is here, though nothing is touched."""
        super().showEvent(event)
        self.gate.guard(self.windowHandle())
        QTimer.singleShot(0, self, self._follow_voice)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Refuse to close before staff leave; the background thread ends with the window."""
        event.setAccepted(self._may_leave)
        if self._may_leave:
            self.idle.stop()
            self._background.close()

    def _place_pages(self) -> Curtain:
        """Place what is always there; it is put together from the outside, so that Qt styles it once."""
        inside = QWidget()
        curtain = Curtain(inside)
        stack(self, curtain)
        whole = QVBoxLayout(inside)
        fill(whole, self.trouble, self.pages, wide=self.pages, margins=(0, 0, 0, 0), spacing=0)
        self.pages.addWidget(self.start_page)
        self.pages.addWidget(self.staff_pin_page)
        return curtain

    def _connect(self) -> None:
        self.idle.begun.connect(self._miss)
        self.idle.counted.connect(self.curtain.show_left)
        self.idle.ended.connect(self.start_anew)
        self.staff_pin_page.given_up.connect(self.start_anew)
        self.staff_pin_page.passed.connect(self._show_staff_page)
        self.staff_pin_page.refused.connect(lambda: self._records.note("wrong-staff-pin"))
        self.gate.touched.connect(self.idle.touched)
        self.gate.woken.connect(self._wake)
        self.gate.tool_used.connect(self.idle.count_anew)
        self.curtain.wanted_back.connect(self.uncover)
        self._records.trouble_changed.connect(lambda text: self.trouble.setVisible(bool(text)))

    def _new_start_page(self) -> StartPage:
        page = StartPage(self.clinic)
        page.begun.connect(self.begin)
        page.staff_wanted.connect(self._ask_for_pin)
        page.header.language_wanted.connect(self._speak)
        # Letters that were made larger for somebody who went away are not for the next person.
        page.header.text_size.clicked.connect(self.idle.start)
        return page

    def _speak(self, code: str) -> None:
        """Go on in another language where the patient is; the next one finds the clinic's again."""
        self._make_anew_in(code)
        self._show(self.visit.wizard if self.visit else self.start_page)
        self.idle.start()

    def _make_anew_in(self, code: str) -> None:
        """Make what a patient sees anew where it is in another language."""
        if code == language():
            return
        speak(code)
        self.trouble.setText(tr(_TROUBLE))
        self.pages.removeWidget(self.start_page)
        self.start_page.deleteLater()
        self.start_page = self._new_start_page()
        self.pages.addWidget(self.start_page)
        if self.visit:
            self.pages.removeWidget(self.visit.wizard)
            self.visit.make_anew()

    def _follow_voice(self) -> None:
        from gui.widgets.listen_control import reader_of  # the first page opens faster without it

        if (app := QApplication.instance()) and not self._voice:
            self._voice = reader_of(app)
            self._voice.part_started.connect(self._read_to)

    def _read_to(self) -> None:
        """A cover that is read to somebody stays a cover."""
        (self.idle.count_anew if self.curtain.is_drawn else self.idle.touched)()

    def _wake(self, time: int) -> None:
        """Uncover; a second press of a hand that shakes must not reach what was covered."""
        press_counts(self, time)
        self.uncover()

    def _miss(self) -> None:
        """Ask whether the person is still here, where there is something to come back to."""
        if self.is_free or isinstance(self.stopping, StoppedPage):
            self.start_anew()
        else:
            self.cover()

    def _ask_to_stop(self) -> None:
        """Ask, while the questionnaire stays as it is."""
        self.stopping = AskingPage()
        self.stopping.goes_on.connect(self._go_on)
        self.stopping.stops.connect(self._stop)
        self._show(self.stopping)

    def _go_on(self) -> None:
        if self.visit:
            self._show(self.visit.wizard)
            self.visit.wizard.current.focus_start()
        self._drop_pages()

    def _stop(self) -> None:
        """Keep what was answered, leave nothing of it here, and send the person to the desk."""
        if self.visit:
            page = self.visit.stopped()
            page.closed.connect(self.start_anew)
            self._show(page)
            self._end_visit()
            self._drop_pages()
            self.stopping = page

    def _end_visit(self) -> None:
        """Keep what was answered, encrypted, and let go of it."""
        visit, self.visit = self.visit, None
        if visit:
            collect_when_gone(visit.wizard)
            visit.leave()
            self.pages.removeWidget(visit.wizard)
        forget_what_was_copied()

    def _ask_for_pin(self) -> None:
        self._make_anew_in(self._language)
        self.staff_pin_page.look()
        self._show(self.staff_pin_page)

    def _show_staff_page(self) -> None:
        self._records.note("exit", "staff page opened")
        if self.pages.currentWidget() is not self.staff_pin_page:
            return  # the PIN was right, but the page was left meanwhile
        self.staff_page = StaffPage()
        self.staff_page.patient_wanted.connect(lambda text: self.begin(text, give_back=True))
        self.staff_page.left.connect(self.leave)
        self.staff_page.given_up.connect(self.start_anew)
        self._show(self.staff_page)

    def _drop_pages(self) -> None:
        """Let go of the pages that are made anew for each person."""
        for page in (self.staff_page, self.stopping):
            if page:
                self.pages.removeWidget(page)
                page.deleteLater()
        self.staff_page = self.stopping = None

    def _show(self, page: QWidget) -> None:
        """Show a page; on every one but the first, watch whether someone is there."""
        if self.pages.indexOf(page) < 0:
            self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)
        if isinstance(page, RoomPage):
            page.focus_start()
            page.announce_words(at_once=isinstance(page, StoppedPage))
        if page is self.start_page:
            self.idle.stop()
        else:
            self.idle.start()
