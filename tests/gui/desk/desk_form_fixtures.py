"""Real records for the desk's forms, and a way to show them."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from desk_forms import ADA, PASSPHRASE
from desk_records_made import copied_to, founded
from PySide6.QtCore import QCoreApplication, QEvent, QSize
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from questionnaire.records.desk.founding import Founding
from questionnaire.records.desk.keys import Keys
from questionnaire.records.desk.office import Office
from questionnaire.records.intake.recorder import Recorder
from questionnaire.records.notes import Notes

Page = TypeVar("Page", bound=QWidget)


@pytest.fixture(scope="session")
def founding() -> Founding:
    """Return keys that are made once for all tests."""
    return founded(ADA, PASSPHRASE).founding


@pytest.fixture
def office(tmp_path: Path, founding: Founding) -> Iterator[Office]:
    """Lend an unlocked office with records of its own."""
    folder = tmp_path / "records"
    setup = copied_to(folder, founded(ADA, PASSPHRASE)).founding.setup
    recorder = Recorder(folder, setup, Notes(folder))
    keys = Keys(folder, setup, recorder)
    keys._hold(founding.unlocked)  # unlocking takes seconds, and has tests of its own
    yield Office(keys, recorder)
    keys.close()
    recorder.close()


@pytest.fixture
def show(qtbot: QtBot) -> Iterator[Callable[[Page], Page]]:
    """Return a way to show a page, which is let go at the end."""
    shown: list[QWidget] = []

    def showing(page: Page, size: tuple[int, int] = (1366, 768)) -> Page:
        shown.append(page)
        page.resize(QSize(*size))
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        return page

    yield showing
    for page in shown:
        page.hide()
        page.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
