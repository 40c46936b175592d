"""Stopping halfway: one question, and then the code for the desk."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from gui.interview.urgent_page import add_notice
from gui.widgets.labels import Act, ButtonRole, alert, button, frame, middle
from gui.widgets.window_page import RoomPage
from gui.widgets.wrapped_button import wide_button
from questionnaire.reports.speech import UrgentPage
from questionnaire.spoken import ticket_page
from questionnaire.words import tr


class AskingPage(RoomPage):
    """Asks once; going on is what Enter does."""

    stops = Signal()
    goes_on = Signal()

    def __init__(self) -> None:
        title = tr("Stop here?")
        super().__init__(title)
        self.go_on = _large(tr("Go on with the questions"), "primary", self.goes_on)
        self.stop = _large(tr("Stop here"), "plain", self.stops)
        self._words = (title, tr("What you answered stays with the clinic."))
        asked, kept = self._words
        self.centre(middle(asked, "name"), middle(kept, "section"), self.go_on, self.stop)
        self.say_words()

    def words(self) -> tuple[str, ...]:
        """Return what is asked."""
        return self._words

    @property
    def teller(self) -> QWidget:
        """The button that has the focus says what is asked."""
        return self.go_on

    def focus_start(self) -> None:
        """Going on loses nothing."""
        self.go_on.setFocus()


class StoppedPage(RoomPage):
    """Leads to the desk; of the answers it holds nothing but what must not wait."""

    closed = Signal()
    is_private = True

    def __init__(self, ticket: str, notice: UrgentPage | None, *, give_back: bool) -> None:
        super().__init__(tr("Stopped"))
        page = ticket_page(ticket, finished=False, give_back=give_back)
        urgent = (notice.title, *notice.lines) if notice else ()
        self._words = (*urgent, *page.words)
        self.say_words()
        if notice:
            stop, lines = alert(notice.title, 12)
            add_notice(lines, notice)
            self.content.addWidget(stop)
        box, inside = frame("headline", 6)
        inside.addWidget(middle(page.lead, "section"))
        inside.addWidget(middle(page.ticket, "code"))
        if page.give_back:
            inside.addWidget(middle(page.give_back, "section"))
        inside.addWidget(middle(page.after))
        self.content.addWidget(box)
        self.content.addStretch(1)
        if not notice:
            self.content.insertStretch(0, 1)
        self.close_page = button(tr("Close this page"), "primary", self.closed)
        # Below, where no second press of a hand that shakes takes the code away unread.
        self.foot.show_only(right=(self.close_page,))

    def words(self) -> tuple[str, ...]:
        """Return what must not wait, and the code."""
        return self._words


def _large(words: str, role: ButtonRole, act: Act) -> QPushButton:
    """Return a button as wide as the page, and of 30 mm."""
    made = wide_button(words, role, act)
    made.setProperty("targets", "30mm")
    return made
