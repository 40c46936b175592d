"""Entry on one page: few keys, the mouse as well, and nothing that was typed is lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from desk_driver import Desk, clinic_records, opened
from desk_records_made import Records
from hearing import DESCRIPTION, NAME, heard_at_the_focus
from office_printer import printed
from pypdf import PdfReader
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gui.desk.intake.entry_box import AgeBox, ChoicesBox, EntryBox
from gui.desk.intake.entry_choice import KeyedMany, KeyedOne
from gui.desk.intake.entry_page import EntryPage
from gui.desk.table.intake_model import STATE
from gui.widgets.dialogs import LineDialog
from questionnaire.answers import Answers
from questionnaire.choices import CHOICES
from questionnaire.interview import NONE, Interview

MOST_KEYS = 24
ENTER, RESULT = "\n", "\r"  # Enter, and Ctrl+Enter
SMALLEST = 44

#: Writer's cramp of the right hand, at 34 and now 41, with everything answered; None ends a list.
CASE = Answers(
    answered_by="staff",
    urgent_signs=(),
    affected=("right-hand",),
    onset_age=34,
    current_age=41,
    onset_speed="months",
    features=("twisting",),
    pattern=("task",),
    tasks=("writing",),
    medicines="never",
    family_history="no",
    conditions=(),
    tried=(),
    impact="mild",
)
TYPED = f"0rh{ENTER}34{ENTER}41{ENTER}31{ENTER}2{ENTER}1{ENTER}32002{RESULT}"


@pytest.fixture
def records(tmp_path: Path) -> Records:
    return clinic_records(tmp_path)


@pytest.fixture
def desk(qtbot: QtBot, records: Records) -> Iterator[Desk]:
    with opened(qtbot, records) as made:
        made.unlock()
        made.ctrl(Qt.Key.Key_N)
        yield made


def interview(desk: Desk) -> Interview:
    return desk.filling.wizard.interview


def entry(desk: Desk) -> EntryPage:
    assert desk.filling.entry.isVisible()
    return desk.filling.entry


def type_in(desk: Desk, typed: str) -> None:
    """Type one key after the other."""
    for key in typed:
        if key == RESULT:
            desk.ctrl(Qt.Key.Key_Return)
        elif key == ENTER:
            desk.keys(Qt.Key.Key_Return)
        else:
            desk.write(key)


def in_hand(desk: Desk) -> str:
    """Return the field of the question with the focus, or nothing where it is on a button."""
    focused = desk.window.focusWidget()
    boxes = entry(desk).boxes.items()
    return next((field for field, box in boxes if focused and box.isAncestorOf(focused)), "")


def is_seen(desk: Desk, widget: QWidget) -> bool:
    """Tell whether all of a widget can be seen."""
    QApplication.processEvents()
    return widget.visibleRegion().boundingRect() == widget.rect()


def click(desk: Desk, widget: QWidget) -> None:
    """Scroll to a widget and press it, no faster than a person."""
    QApplication.processEvents()
    entry(desk).pane.ensureWidgetVisible(widget)
    QApplication.processEvents()
    handle = desk.window.windowHandle()
    place = widget.mapTo(desk.window, widget.visibleRegion().boundingRect().center())
    left = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mouseRelease(handle, *left, QPoint(2, 2))  # lets half a second go by
    QTest.mouseClick(handle, *left, place)


def click_choice(desk: Desk, field: str, value: str) -> None:
    box = entry(desk).boxes[field]
    assert isinstance(box, ChoicesBox)
    click(desk, next(one for one in box.buttons if one.value == value))


def click_age(desk: Desk, field: str, figures: str) -> None:
    box = entry(desk).boxes[field]
    assert isinstance(box, AgeBox)
    click(desk, box.field)
    for figure in figures:
        keys = [one for one in box.findChildren(QPushButton) if one.text() == figure]
        click(desk, keys[0])


def test_writers_cramp_with_everything_answered_takes_at_most_24_keys(desk: Desk) -> None:
    type_in(desk, TYPED)
    assert len(("Ctrl+N", *TYPED)) <= MOST_KEYS
    assert interview(desk).kept == CASE
    assert desk.filling.wizard.page_id == "result"
    assert "Writer's cramp" in desk.read()


@pytest.mark.usefixtures("printer")
def test_one_key_more_prints_both_sheets_by_one_dialog(desk: Desk) -> None:
    type_in(desk, TYPED)
    desk.when_open(QPrintDialog, QPrintDialog.accept)
    desk.ctrl(Qt.Key.Key_P)
    assert "sent to the printer “Office”" in desk.read()
    (sheets,) = printed()
    assert len(PdfReader(sheets).pages) == len(("patient", "patient", "staff"))


def test_ctrl_enter_leads_to_the_result_and_from_there_back_to_the_table(desk: Desk) -> None:
    ticket = desk.filling.wizard.venue.ticket
    type_in(desk, TYPED)
    assert "Ctrl+Enter done" in desk.read()
    assert "Keep and close" not in desk.read()
    desk.ctrl(Qt.Key.Key_Return)
    assert desk.unlocked.page is None
    desk.wait(lambda: desk.tickets() == [ticket])


def test_the_mouse_alone_reaches_the_same_interview(desk: Desk) -> None:
    for field in entry(desk).boxes:
        value = getattr(CASE, field)
        if field.endswith("_age"):
            click_age(desk, field, str(value))
        elif value is not None and field != "answered_by":
            for one in (value or (NONE,)) if isinstance(value, tuple) else (value,):
                click_choice(desk, field, one)
    click(desk, entry(desk).see_result)
    assert interview(desk).kept == CASE
    assert desk.filling.wizard.page_id == "result"


def test_entry_begins_at_the_urgent_signs(desk: Desk) -> None:
    assert in_hand(desk) == "urgent_signs"
    assert interview(desk).kept == Answers(answered_by="staff")


def test_a_sign_raises_the_band_at_once(desk: Desk) -> None:
    assert not desk.window.band.isVisible()
    type_in(desk, "1")
    desk.wait(desk.window.band.isVisible)
    assert desk.filling.wizard.venue.ticket in desk.window.band.text
    assert in_hand(desk) == "urgent_signs"
    assert is_seen(desk, QApplication.focusWidget() or desk.window)


def test_what_was_typed_as_an_age_and_cannot_be_read_stays(desk: Desk) -> None:
    type_in(desk, f"0n{ENTER}about 30{ENTER}{RESULT}")
    assert interview(desk).typed_age("onset_age") == "about 30"
    box = entry(desk).boxes["onset_age"]
    assert isinstance(box, AgeBox)
    assert box.field.text() == "about 30"
    assert "Enter the age in whole years" in desk.read()
    assert "Enter the age in whole years" in box.field.accessibleDescription()


def test_what_is_missing_is_said_at_the_top_and_leads_to_its_question(desk: Desk) -> None:
    type_in(desk, f"0{RESULT}")
    focused = QApplication.focusWidget()
    assert focused
    assert entry(desk).summary.isAncestorOf(focused)
    assert "Mark at least one body part" in heard_at_the_focus(NAME)
    desk.keys(Qt.Key.Key_Return)
    assert in_hand(desk) == "affected"


def test_what_was_missing_is_said_no_more_once_it_is_there(desk: Desk) -> None:
    type_in(desk, f"0n{ENTER}about{ENTER}{RESULT}")
    assert "Enter the age in whole years" in desk.read()
    desk.keys(Qt.Key.Key_Return)
    type_in(desk, "34")
    assert "Enter the age in whole years" not in desk.read()


def test_a_guess_and_an_age_that_is_not_known_have_one_key(desk: Desk) -> None:
    type_in(desk, f"0n{ENTER}30?")
    assert interview(desk).kept.onset_certainty == "about"
    assert in_hand(desk) == "onset_age"
    type_in(desk, ENTER)
    assert in_hand(desk) == "current_age"


def test_who_does_not_know_the_age_is_asked_for_the_time_of_life_in_place(desk: Desk) -> None:
    type_in(desk, f"0n{ENTER}?")
    assert interview(desk).kept.onset_certainty == "unsure"
    assert in_hand(desk) == "onset_band"
    type_in(desk, "2")
    assert interview(desk).kept.onset_band == CHOICES["onset_band"][1].value
    assert in_hand(desk) == "current_age"


def test_an_age_that_was_not_known_can_be_known_after_all(desk: Desk) -> None:
    type_in(desk, f"0n{ENTER}?")
    box = entry(desk).boxes["onset_age"]
    assert isinstance(box, AgeBox)
    click(desk, box.guess)
    click(desk, box.field)
    type_in(desk, "34")
    assert interview(desk).answers.onset_age == 34
    assert interview(desk).answers.onset_certainty == "exact"


def test_several_body_parts_are_typed_in_a_row(desk: Desk) -> None:
    type_in(desk, "0rhnle")
    assert interview(desk).kept.affected == ("right-hand", "neck", "left-upper-face")
    type_in(desk, "n")
    assert interview(desk).kept.affected == ("right-hand", "left-upper-face")
    type_in(desk, ENTER)
    assert in_hand(desk) == "first_affected"
    type_in(desk, "rh")
    assert interview(desk).kept.first_affected == "right-hand"


def test_half_of_a_code_is_shown_and_escape_forgets_it(desk: Desk) -> None:
    type_in(desk, "0r")
    assert "Typed: r" in desk.read()
    desk.keys(Qt.Key.Key_Escape)
    assert "Typed: r" not in desk.read()
    type_in(desk, "n")
    assert interview(desk).kept.affected == ("neck",)


def test_enter_loses_no_half_of_a_code(desk: Desk) -> None:
    type_in(desk, f"0r{ENTER}h")
    assert interview(desk).kept.affected == ("right-hand",)
    assert in_hand(desk) == "affected"


def test_a_key_that_is_no_choice_does_nothing(desk: Desk) -> None:
    type_in(desk, "0x9!")
    assert interview(desk).kept == Answers(answered_by="staff", urgent_signs=())
    assert in_hand(desk) == "affected"


def test_a_key_that_is_held_down_acts_once(desk: Desk) -> None:
    type_in(desk, "1")
    for key, text in ((Qt.Key.Key_1, "1"), (Qt.Key.Key_Return, "\r")):
        focused = QApplication.focusWidget()
        assert focused
        held = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text, True)
        QApplication.sendEvent(focused, held)
    assert interview(desk).kept.urgent_signs == ("breathing",)
    assert in_hand(desk) == "urgent_signs"


def test_escape_loses_nothing(desk: Desk) -> None:
    type_in(desk, f"0rh{ENTER}3")
    before = interview(desk).kept
    desk.keys(Qt.Key.Key_Escape)
    assert interview(desk).kept == before
    assert in_hand(desk) == "onset_age"


@pytest.mark.parametrize("way", [Qt.Key.Key_Escape, "Back"])
def test_back_from_the_result_keeps_everything(desk: Desk, way: Qt.Key | str) -> None:
    type_in(desk, TYPED)
    if isinstance(way, str):
        desk.press(way)
    else:
        desk.keys(way)
    assert interview(desk).kept == CASE
    assert in_hand(desk) == "impact"
    type_in(desk, f"4{RESULT}")
    assert desk.filling.wizard.page_id == "result"
    assert "daily life: very much" in desk.read()


def test_the_page_follows_the_question_in_hand(desk: Desk) -> None:
    for key in TYPED.removesuffix(RESULT):
        type_in(desk, key)
        focused = QApplication.focusWidget()
        assert focused
        assert is_seen(desk, focused)
        field = in_hand(desk)
        assert not field or is_seen(desk, entry(desk).boxes[field]), field


def test_a_question_that_an_answer_opens_moves_no_other(desk: Desk) -> None:
    boxes = entry(desk).boxes
    QApplication.processEvents()
    places = {
        field: box.mapTo(entry(desk).pane.content, QPoint())
        for field, box in boxes.items()
        if box.isVisible()
    }
    interview(desk).answer("pattern", ("task",))
    QApplication.processEvents()
    assert boxes["tasks"].isVisible()
    assert {one: boxes[one].mapTo(entry(desk).pane.content, QPoint()) for one in places} == places


def test_the_wizard_is_the_other_way_and_comes_back(desk: Desk) -> None:
    type_in(desk, f"0rh{ENTER}")
    desk.press("Ask page by page")
    assert desk.filling.wizard.isVisible()
    assert desk.filling.wizard.page_id == "onset"
    interview(desk).answer("onset_age", 34)
    desk.press("Continue")
    desk.press("Enter on one page")
    assert in_hand(desk) == "onset_speed"
    assert interview(desk).kept.affected == ("right-hand",)


def test_what_is_entered_is_kept_finished_and_its_row_is_marked(desk: Desk) -> None:
    ticket = desk.filling.wizard.venue.ticket
    type_in(desk, TYPED)
    desk.press("Back to the desk")
    desk.wait(lambda: ticket in desk.tickets())
    desk.wait(lambda: desk.line(ticket)[STATE] == "Finished")


def test_what_is_half_entered_is_kept_unfinished(desk: Desk) -> None:
    ticket = desk.filling.wizard.venue.ticket
    type_in(desk, "0n")
    desk.press("Keep and close")
    desk.wait(lambda: ticket in desk.tickets())
    assert desk.line(ticket)[STATE] == "Unfinished"
    desk.open(ticket)
    desk.press("Resume")
    assert in_hand(desk) == "affected"
    assert interview(desk).kept.affected == ("neck",)


def test_the_reference_is_at_ctrl_r_and_the_question_in_hand_stays(desk: Desk) -> None:
    type_in(desk, "0")
    reference = "B-77"

    def give(question: LineDialog) -> None:
        question.line.insert(reference)
        QTest.keyClick(question.line, Qt.Key.Key_Return)

    desk.when_open(LineDialog, give)
    desk.ctrl(Qt.Key.Key_R)
    assert desk.filling.wizard.venue.reference == reference
    assert in_hand(desk) == "affected"


def test_every_choice_can_be_pressed_and_says_its_key_and_the_question(desk: Desk) -> None:
    for box in entry(desk).boxes.values():
        if not box.isVisible():
            continue
        box.focus_first()
        heard = heard_at_the_focus(NAME) + heard_at_the_focus(DESCRIPTION)
        assert box.question.heading.to("staff") in heard
        rows: list[KeyedMany | KeyedOne] = [
            *box.findChildren(KeyedMany),
            *box.findChildren(KeyedOne),
        ]
        for one in rows:
            if one.isVisible():
                assert one.height() >= SMALLEST
                assert f"Key: {' '.join(one.key)}" in one.accessibleDescription()


def test_each_box_is_named_by_its_question(desk: Desk) -> None:
    for box in entry(desk).findChildren(EntryBox):
        assert box.accessibleName() == box.question.heading.to("staff")
