"""The desk as a person starts it."""

from pathlib import Path

import pytest
from desk_driver import Desk, clinic_records, opened
from program import run_python
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.desk.setup.setup_page import SetupPage
from gui.desk.window import DeskWindow
from gui.start.startup import show_roomy
from questionnaire.clinic import default_clinic

#: The program itself, which somebody closes as soon as it waits for them.
_CLOSED_AT_ONCE = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from gui.desk import application
from gui.desk.window import DeskWindow
shown = application.show_roomy
def show(window):
    shown(window)
    QTimer.singleShot(0, lambda: (print(type(window.page).__name__), window.close()))
application.show_roomy = show
sys.exit(application.run(None))
"""


@pytest.mark.parametrize(("set_up", "page"), [(False, "SetupPage"), (True, "UnlockPage")])
def test_the_program_opens_the_page_that_comes_first(
    tmp_path: Path, page: str, *, set_up: bool
) -> None:
    if set_up:
        clinic_records(tmp_path)
    ended = run_python(
        "-c", _CLOSED_AT_ONCE, QT_QPA_PLATFORM="offscreen", DYSTONIA_TRIAGE_RECORDS=str(tmp_path)
    )
    assert (ended.code, ended.out.strip()) == (0, page), ended.complaint


def test_a_small_screen_is_filled(themed: QApplication, tmp_path: Path) -> None:
    window = DeskWindow(default_clinic(), tmp_path)
    show_roomy(window)
    assert window.isMaximized() == (window.screen().availableGeometry().width() < 1400)
    window.close()
    window.deleteLater()


def test_without_records_the_desk_sets_them_up_and_goes_on(qtbot: QtBot, tmp_path: Path) -> None:
    window = DeskWindow(default_clinic(), tmp_path)
    qtbot.addWidget(window)
    window.show()
    page = window.page
    assert isinstance(page, SetupPage)
    records = clinic_records(tmp_path)
    page.set_up.emit()
    desk = Desk(qtbot, window, records)
    desk.unlock()
    assert "No intake has come in yet." in desk.read()
    window.close()


def test_settings_and_keyholders_are_opened_and_left(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, clinic_records(tmp_path)) as desk:
        desk.unlock()
        desk.press("Settings")
        assert "Clinic settings" in desk.read()
        desk.press("Keyholders")
        desk.wait(lambda: "A keyholder unlocks the records" in desk.read())
        desk.wait(lambda: desk.button("Back").isEnabled())
        desk.press("Back")
        desk.wait(lambda: "Clinic settings" in desk.read())
        desk.press("Back")
        assert desk.unlocked.page is None
