"""A finger alone gets through everything: no key is pressed here."""

import pytest
from layout import settle
from PySide6.QtWidgets import QPushButton, QWidget
from rooms import CODE, Guest, Records

from gui.waiting_room.stopping import AskingPage, StoppedPage
from gui.widgets.number_pad import KeyPad
from gui.widgets.theme import set_text_size
from gui.widgets.window_page import RoomPage

pytest_plugins = ["room_fixtures"]

REFERENCE = "MRN-4711K"


def keys_of(page: QWidget) -> dict[str, QPushButton]:
    """Return the keys that are seen on a page."""
    settle()
    pads = page.findChildren(KeyPad)
    keys = (key for pad in pads for key in pad.findChildren(QPushButton) if key.isVisible())
    return {key.text(): key for key in keys}


def touch(guest: Guest, widget: QWidget) -> None:
    """Touch something on a page, which may have to be scrolled to it."""
    page = guest.shown
    assert isinstance(page, RoomPage)
    settle()
    if page.pane.isAncestorOf(widget):
        page.pane.ensureWidgetVisible(widget)
    guest.touch(widget)


def type_by_touch(guest: Guest, signs: str) -> None:
    """Touch one key after the other, and the switch where a key is on the other side."""
    for sign in signs:
        keys = keys_of(guest.shown)
        if sign not in keys:
            touch(guest, keys["Letters" if sign.isalpha() else "Figures"])
            keys = keys_of(guest.shown)
        touch(guest, keys[sign])


def come_to_the_staff_page(guest: Guest) -> None:
    touch(guest, guest.room.start_page.staff)
    guest.qtbot.waitUntil(guest.room.staff_pin_page.go_on.isEnabled)
    type_by_touch(guest, CODE)
    touch(guest, guest.room.staff_pin_page.go_on)
    guest.qtbot.waitUntil(lambda: guest.room.staff_page is not None)


@pytest.mark.parametrize("percent", [100, 200])
def test_staff_start_with_a_reference_of_letters_and_leave_by_touch_alone(
    guest: Guest, records: Records, percent: int
) -> None:
    set_text_size(percent)
    come_to_the_staff_page(guest)
    assert guest.room.staff_page is not None
    type_by_touch(guest, REFERENCE)
    guest.touch(guest.room.staff_page.start)
    guest.wizard = guest.visit.wizard
    guest.choose("I am the patient")
    guest.kept()
    ((_, body),) = records.kept()
    assert body.reference == REFERENCE
    guest.press(guest.button("Stop here"))
    assert isinstance(guest.shown, AskingPage)
    guest.touch(guest.shown.stop)
    assert isinstance(guest.shown, StoppedPage)
    guest.touch(guest.shown.close_page)
    come_to_the_staff_page(guest)
    assert guest.room.staff_page is not None
    with guest.qtbot.waitSignal(guest.room.left):
        guest.touch(guest.room.staff_page.leave)


def test_the_switch_stays_where_it_is_and_the_reference_keeps_the_focus(guest: Guest) -> None:
    come_to_the_staff_page(guest)
    page = guest.room.staff_page
    assert page is not None
    settle()
    before = guest.place(page.pad.switch)
    guest.touch(page.pad.switch)
    settle()
    assert "A" in keys_of(page)
    assert "1" not in keys_of(page)
    assert guest.place(page.pad.switch) == before
    type_by_touch(guest, "AB")
    guest.touch(keys_of(page)["Delete"])
    assert page.reference.text() == "A"
    assert page.reference.hasFocus()
    guest.touch(page.pad.switch)
    assert "1" in keys_of(page)


def test_every_letter_and_figure_has_a_key(guest: Guest) -> None:
    come_to_the_staff_page(guest)
    page = guest.room.staff_page
    assert page is not None
    seen = set(keys_of(page))
    guest.touch(page.pad.switch)
    seen |= set(keys_of(page))
    assert set("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") <= seen


def test_letters_made_larger_on_the_start_page_stay_for_who_begins(guest: Guest) -> None:
    guest.begin()
    usual = guest.fonts()
    guest.room.start_anew()
    guest.touch(guest.room.start_page.header.text_size)
    guest.begin()
    assert guest.fonts() > usual
    assert guest.wizard.header.text_size.text() == "Text size 150 %"


def test_letters_made_larger_by_somebody_who_went_away_are_usual_again(guest: Guest) -> None:
    start = guest.room.start_page
    guest.touch(start.header.text_size)
    assert start.header.text_size.text() == "Text size 150 %"
    guest.wait(guest.room.clinic.idle_seconds + 1)
    guest.qtbot.waitUntil(lambda: start.header.text_size.text() == "Text size 100 %")
    assert guest.shown is start
    assert not guest.room.curtain.is_drawn


def test_letters_are_made_larger_on_the_cover_and_it_stays(guest: Guest) -> None:
    guest.begin()
    guest.idle()
    cover = guest.room.curtain._cover
    assert cover is not None
    guest.wait(20)
    guest.qtbot.waitUntil(lambda: "10 seconds left" in guest.words())
    guest.touch(cover.header.text_size)
    guest.qtbot.waitUntil(lambda: "30 seconds left" in guest.words())
    assert cover.header.text_size.text() == "Text size 150 %"
    assert guest.room.curtain.is_drawn
    guest.touch(cover.back)
    assert not guest.room.curtain.is_drawn
