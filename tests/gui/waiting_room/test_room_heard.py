"""The waiting room's own pages as a screen reader has them: what has the focus says them, each thing once."""

import pytest
from hearing import DESCRIPTION, heard_at_the_focus, heard_of, letters, seen_in
from PySide6.QtWidgets import QApplication
from rooms import Guest, OpenRoom, Records

from gui.interview.end_page import EndPage
from gui.waiting_room.stopping import AskingPage, StoppedPage

pytest_plugins = ["room_fixtures"]

Announced = list[tuple[str, bool]]
DONE = {"urgent_signs": (), "affected": ("neck",), "onset_age": 45}


def said_of_the_code(guest: Guest) -> str:
    """Return what is to be heard of the code, besides what is seen."""
    ticket = guest.visit.wizard.venue.ticket
    return f"{ticket}. Letter by letter: {', '.join(ticket.replace('-', ''))}"


@pytest.mark.parametrize("ending", ["all", "summary", "thanks"])
def test_the_last_page_says_the_code_and_all_that_is_seen(open_room: OpenRoom, ending: str) -> None:
    guest = open_room(patients_see=ending)
    guest.begin_at("result", **DONE)
    page = guest.wizard.current
    assert isinstance(page, EndPage)
    guest.qtbot.waitUntil(lambda: not page._rest.isActive())
    QApplication.processEvents()
    said = heard_at_the_focus(DESCRIPTION)
    ticket = guest.visit.wizard.venue.ticket
    seen = seen_in(page.pane.content).replace(ticket, said_of_the_code(guest), 1)
    assert letters(said) == letters(seen)
    assert said.startswith("Thank you. Please tell the desk your code: ")


def test_the_last_page_announces_that_the_desk_knows(
    guest: Guest, records: Records, announced: Announced
) -> None:
    guest.begin_at("result", **(DONE | {"urgent_signs": ("breathing",)}))
    guest.wizard.show_desk_told(told=True)
    assert announced[-1] == ("The desk has been told.", True)
    assert "The desk has been told." in heard_at_the_focus(DESCRIPTION)


def test_who_stops_hears_the_question_and_then_the_code(guest: Guest, announced: Announced) -> None:
    guest.begin_at("affected", urgent_signs=("breathing",))
    said_of_it = said_of_the_code(guest)
    guest.press(guest.button("Stop here"))
    asking = guest.shown
    assert isinstance(asking, AskingPage)
    question = "Stop here? What you answered stays with the clinic."
    assert heard_at_the_focus(DESCRIPTION) == question
    assert announced[-1] == (question, False)
    guest.touch(asking.stop)
    stopped = guest.shown
    assert isinstance(stopped, StoppedPage)
    said = heard_of(stopped.pane, DESCRIPTION)
    assert letters(said) == letters(
        seen_in(stopped.pane.content).replace(said_of_it.partition(".")[0], said_of_it)
    )
    assert announced[-1] == (said, True)


def test_the_start_page_says_what_this_is_at_its_button(guest: Guest) -> None:
    said = heard_at_the_focus(DESCRIPTION)
    assert said.startswith("Our clinic. A few questions before you see the clinician.")


def test_the_cover_asks_at_once_and_counts_at_twenty_and_ten(
    guest: Guest, announced: Announced
) -> None:
    guest.begin()
    announced.clear()
    guest.idle()
    ((words, at_once),) = announced
    assert at_once
    assert words.startswith("Are you still here? At most 30 seconds left. After that, ")
    assert heard_at_the_focus(DESCRIPTION) == words
    cover = guest.room.curtain._cover
    assert cover is not None
    for left in range(29, 0, -1):
        cover.show_left(left)
    assert announced[1:] == [("20 seconds left", False), ("10 seconds left", False)]
    assert "At most 10 seconds left." in heard_at_the_focus(DESCRIPTION)
