import pytest
from program import run_python
from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon, QImage
from pytestqt.qtbot import QtBot

import resources
from gui.start.startup import ICON_SIZES

#: The furthest that another version of Qt may draw a pixel's colour from the picture, of 255.
_NEAR = 40


def drawn(size: int) -> QImage:
    """Return the drawing in so many pixels."""
    drawing = QIcon(str(resources.FOLDER / "icon.svg"))
    return drawing.pixmap(QSize(size, size), 1.0).toImage()


def differing(one: QImage, other: QImage) -> int:
    """Return how many pixels two pictures of the same size draw in colours that are not near."""
    places = [(x, y) for x in range(one.width()) for y in range(one.height())]
    colours = ((one.pixelColor(*place), other.pixelColor(*place)) for place in places)
    return sum(
        max(abs(a.red() - b.red()), abs(a.green() - b.green()), abs(a.alpha() - b.alpha())) > _NEAR
        for a, b in colours
    )


@pytest.mark.parametrize("size", ICON_SIZES)
def test_each_picture_of_the_icon_is_drawn_from_the_drawing(qtbot: QtBot, size: int) -> None:
    picture = QImage(str(resources.FOLDER / f"icon-{size}.png"))
    assert picture.size() == QSize(size, size)
    assert differing(picture, drawn(size)) <= size


def test_a_window_that_is_shown_has_the_icon() -> None:
    code = (
        "from gui.start.startup import dressed_application; app = dressed_application()\n"
        "from PySide6.QtWidgets import QWidget; window = QWidget(); window.show()\n"
        "pictures = [window.windowIcon().pixmap(side).toImage() for side in (16, 32, 48, 256)]\n"
        "print([one.width() for one in pictures])\n"
        "print(all(one.pixelColor(one.rect().center()).alpha() == 255 for one in pictures))"
    )
    ended = run_python("-c", code, QT_QPA_PLATFORM="offscreen")
    assert (ended.out.splitlines(), ended.complaint) == (["[16, 32, 48, 256]", "True"], "")
