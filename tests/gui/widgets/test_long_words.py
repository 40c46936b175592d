"""A word that is wider than its line is broken and not cut off."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication

from gui.widgets.choice import ManyChoice
from gui.widgets.long_words import breakable

WRAPPED = int(Qt.TextFlag.TextWordWrap)
LONG = "Rindfleischetikettierungsüberwachung"


@pytest.fixture
def metrics(themed: QApplication) -> QFontMetrics:
    return QFontMetrics(themed.font())


def test_words_that_fit_stay_as_they_are(metrics: QFontMetrics) -> None:
    text = "Left eye\nand forehead"
    assert breakable(text, metrics, metrics.horizontalAdvance("forehead")) == text


def test_a_long_word_is_drawn_within_its_line_and_the_others_stay_whole(
    metrics: QFontMetrics,
) -> None:
    width = metrics.horizontalAdvance("Left eye and ")
    fitting = breakable(f"Left eye and {LONG}", metrics, width)
    assert fitting.startswith("Left eye and R")
    assert metrics.boundingRect(QRect(0, 0, width, 999), WRAPPED, fitting).width() <= width


def test_a_choice_grows_for_the_lines_of_a_long_word(themed: QApplication) -> None:
    short, long = (ManyChoice("one", words) for words in ("Left", LONG))
    assert long.heightForWidth(180) > short.heightForWidth(180)
    assert long.text() == LONG
