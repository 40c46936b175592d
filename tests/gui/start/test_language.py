"""Qt's own words and the direction of writing follow the language."""

from pathlib import Path

import pytest
from catalogues import write_catalogue
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox

import resources
from gui.start.language import tell_qt_the_language
from questionnaire.words import use_language


def cancel() -> str:
    """Return what stands on a button that Qt itself makes."""
    box = QMessageBox()
    return box.addButton(QMessageBox.StandardButton.Cancel).text().replace("&", "")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, themed: QApplication) -> None:
    for code in ("de", "pt-BR", "ar", "he", "fa", "ur", "zu"):
        write_catalogue(tmp_path, code, {"Neck": code})
    monkeypatch.setattr(resources, "FOLDER", tmp_path)


def test_the_buttons_that_qt_makes_speak_the_language_and_english_again(
    themed: QApplication,
) -> None:
    said = {}
    for code in ("de", "pt-BR", "en"):
        use_language(code)
        tell_qt_the_language(themed)
        said[code] = cancel()
    assert said == {"de": "Abbrechen", "pt-BR": "Cancelar", "en": "Cancel"}


def test_a_language_that_qt_does_not_know_leaves_its_buttons_english(themed: QApplication) -> None:
    use_language("zu")
    tell_qt_the_language(themed)
    assert cancel() == "Cancel"


@pytest.mark.parametrize("code", ["ar", "he", "fa", "ur"])
def test_pages_are_laid_out_from_right_to_left_where_the_language_is_written_so(
    themed: QApplication, code: str
) -> None:
    use_language(code)
    tell_qt_the_language(themed)
    assert themed.layoutDirection() == Qt.LayoutDirection.RightToLeft


@pytest.mark.parametrize("code", ["en", "de", "pt-BR"])
def test_other_pages_are_laid_out_from_left_to_right(themed: QApplication, code: str) -> None:
    use_language(code)
    tell_qt_the_language(themed)
    assert themed.layoutDirection() == Qt.LayoutDirection.LeftToRight
