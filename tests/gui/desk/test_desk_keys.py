"""The desk by keys alone: how many each task takes, and that each of them is told under F1."""

from pathlib import Path

import pytest
from desk_driver import Desk, clinic_records
from desk_records_made import URGENT, WRITER, Records, age, fill_in, station
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui.desk.intake.intake_page import IntakePage
from gui.desk.keys_list import KeysDialog, keys_text
from gui.desk.table import intake_model
from gui.widgets.dialogs import LineDialog

pytest_plugins = ["unlocked_desk_fixture"]

REFERENCE = "2041-22"
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def records(tmp_path: Path) -> Records:
    made = clinic_records(tmp_path)
    with station(made) as room:
        fill_in(room, WRITER, reference=REFERENCE)
    age(made, days=1, ticket="A1-1")  # yesterday's, of the same patient
    with station(made) as room:
        fill_in(room, WRITER)
    return made


class Fingers:
    """Presses keys as a person does, and counts them; a chord is one."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.presses = 0

    def press(
        self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        self.presses += 1
        self.desk.keys(key, held)

    def write(self, text: str) -> None:
        window = QApplication.activeModalWidget() or self.desk.window
        for letter in text:
            self.presses += 1
            QTest.keyClick(window.windowHandle(), ord(letter))


@pytest.fixture
def fingers(desk: Desk) -> Fingers:
    return Fingers(desk)


def test_yesterdays_patient_is_open_after_the_reference_and_three_keys(
    desk: Desk, fingers: Fingers
) -> None:
    fingers.press(Qt.Key.Key_F, CTRL)
    fingers.write("a1-1")
    fingers.press(Qt.Key.Key_Return)
    fingers.press(Qt.Key.Key_Return)
    desk.wait(lambda: isinstance(desk.unlocked.page, IntakePage))
    assert "A1-1" in desk.intake.title.text()
    assert REFERENCE in desk.intake.title.text()
    assert fingers.presses == len("a1-1") + 3


def test_one_key_takes_an_urgent_one_on_from_any_page(
    desk: Desk, records: Records, fingers: Fingers
) -> None:
    with station(records) as room:
        urgent = fill_in(room, URGENT)
    desk.wait(desk.window.band.isVisible)
    desk.press("Settings")
    fingers.press(Qt.Key.Key_T, CTRL)
    desk.wait(lambda: f"You are now handling {urgent.ticket}" in desk.read())
    assert fingers.presses == 1


@pytest.mark.usefixtures("printer")
@pytest.mark.parametrize("place", ["table", "intake"])
def test_one_key_prints_both(desk: Desk, fingers: Fingers, place: str) -> None:
    if place == "intake":
        desk.open(desk.tickets()[0])
    desk.when_open(QPrintDialog, QPrintDialog.accept)
    fingers.press(Qt.Key.Key_P, CTRL)
    desk.wait(lambda: "sent to the printer" in desk.read())
    assert fingers.presses == 1


def test_a_reference_takes_its_letters_and_two_keys(desk: Desk, fingers: Fingers) -> None:
    desk.open(next(one for one in desk.tickets() if not desk.line(one)[intake_model.REFERENCE]))

    def write(dialog: LineDialog) -> None:
        desk.wait(dialog.line.hasFocus)
        fingers.write(REFERENCE)
        fingers.press(Qt.Key.Key_Return)

    desk.when_open(LineDialog, write)
    fingers.press(Qt.Key.Key_R, CTRL)
    desk.wait(lambda: "The reference was saved." in desk.read())
    assert REFERENCE in desk.intake.title.text()
    assert fingers.presses == len(REFERENCE) + 2


def test_one_key_locks(desk: Desk, fingers: Fingers) -> None:
    fingers.press(Qt.Key.Key_L, CTRL)
    desk.wait(desk.unlock_page.passphrase.isEnabled)
    assert fingers.presses == 1


def test_f1_lists_every_key_that_works(desk: Desk) -> None:
    desk.open(desk.tickets()[0])
    shown: list[str] = []
    room: list[float] = []

    def read(keys: KeysDialog) -> None:
        shown.append(keys.list.toPlainText())
        room.append(keys.list.height() / desk.window.height())
        keys.close()

    desk.when_open(KeysDialog, read)
    desk.keys(Qt.Key.Key_F1)
    desk.wait(lambda: bool(shown))
    listed = {line.partition("\t")[0] for line in shown[0].splitlines()}
    native = QKeySequence.SequenceFormat.NativeText
    works = {one.key().toString(native) for one in desk.window.findChildren(QShortcut)}
    assert works <= listed
    assert shown == [keys_text()]
    assert room >= [0.5]


def test_escape_closes_the_list_of_keys(desk: Desk) -> None:
    desk.keys(Qt.Key.Key_F1)
    (listed,) = desk.window.findChildren(KeysDialog)
    assert listed.list.hasFocus()
    with desk.qtbot.waitSignal(listed.destroyed):
        QTest.keyClick(listed.list, Qt.Key.Key_Escape)
