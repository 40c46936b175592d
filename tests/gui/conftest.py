"""What every test of the window starts from: the real theme, no screen, and nothing left by others."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import office_printer
import pytest
from driver import Visitor
from pseudo_languages import write_pseudo_resources
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QFrame, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

import resources
from gui.interview.wizard import Wizard
from gui.listening.reader import Reader
from gui.start.collector import Collector, collect_due
from gui.start.language import tell_qt_the_language
from gui.widgets.heard_as import tell_screen_readers
from gui.widgets.theme import TEXT_SIZES, apply_theme, palette, set_text_size
from questionnaire.clinic import Clinic, default_clinic
from questionnaire.interview import Interview
from questionnaire.words import use_language

OpenWizard = Callable[..., Visitor]

office_printer.keep_others_away()


@pytest.fixture(scope="session")
def themed(qapp: QApplication) -> QApplication:
    """Dress the application once, as the program does when it starts."""
    apply_theme(qapp)
    tell_screen_readers()
    Collector(qapp)
    Reader((), qapp)  # no test speaks with this computer's own voice, or takes it for granted
    return qapp


@pytest.fixture(autouse=True)
def clean(themed: QApplication) -> Iterator[None]:
    """Leave no language, colour or copied text to the next test."""
    yield
    use_language("en")
    tell_qt_the_language(themed)
    set_text_size(TEXT_SIZES[0])
    if themed.palette() != palette(dark=False):
        themed.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    themed.clipboard().clear()
    collect_due()


@pytest.fixture(scope="session")
def pseudo_resources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the two languages that are made up for tests, once."""
    return write_pseudo_resources(tmp_path_factory.mktemp("pseudo"))


@pytest.fixture
def speak(
    themed: QApplication, pseudo_resources: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], None]:
    """Return a way to let program and Qt speak a language, as they do when the program starts."""
    monkeypatch.setattr(resources, "FOLDER", pseudo_resources)

    def speaking(code: str) -> None:
        use_language(code)
        tell_qt_the_language(themed)

    return speaking


@pytest.fixture
def printer(themed: QApplication) -> Iterator[None]:
    """Connect a printer for as long as the test lasts."""
    with office_printer.running():
        yield


class Shown(QObject):
    """Notes each part of a window that is shown before it has its place: it flashes as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 Qt's own name
        parts = (QLabel, QAbstractButton, QFrame, QLineEdit)
        if event.type() == QEvent.Type.Show and isinstance(watched, parts) and watched.isWindow():
            self.parts.append(f"{type(watched).__name__} {watched.property('text')}")
        return False


@pytest.fixture
def flashed(themed: QApplication) -> Iterator[list[str]]:
    """Return what flashes as a window of its own during a test, which no lock or cover would hide."""
    shown = Shown()
    themed.installEventFilter(shown)
    yield shown.parts
    themed.removeEventFilter(shown)


@pytest.fixture
def open_wizard(themed: QApplication, qtbot: QtBot) -> Iterator[OpenWizard]:
    """Return a way to open a wizard; answers given here were given before it opened.

    `at` names the page at which it opens, for tests that are not about the way there.
    """
    opened: list[Wizard] = []

    def opening(
        size: tuple[int, int] = (1366, 768),
        clinic: Clinic | None = None,
        how: type[Visitor] = Visitor,
        at: str = "",
        **answers: Any,
    ) -> Visitor:
        interview = Interview()
        for field, value in answers.items():
            interview.answer(field, value)
        wizard = Wizard(interview, clinic or default_clinic())
        opened.append(wizard)
        wizard.resize(QSize(*size))
        if at:
            wizard.open_at(at)
        with qtbot.waitActive(wizard):
            wizard.show()
            wizard.activateWindow()
        return how(qtbot, wizard)

    yield opening
    for wizard in opened:
        wizard.hide()
        wizard.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def announced(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[str, bool]]]:
    """Return what is announced from now on, as a screen reader that listens is told, and whether at once."""
    heard: list[tuple[str, bool]] = []

    def update(event: QAccessibleEvent) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            at_once = event.politeness() == QAccessible.AnnouncementPoliteness.Assertive
            heard.append((event.message(), at_once))
        tell(event)

    tell = QAccessible.updateAccessibility
    monkeypatch.setattr(QAccessible, "updateAccessibility", update)
    QAccessible.setActive(True)
    yield heard
    QAccessible.setActive(False)


@pytest.fixture
def visitor(open_wizard: OpenWizard) -> Visitor:
    """Return somebody with a mouse in front of a fresh wizard."""
    return open_wizard()
