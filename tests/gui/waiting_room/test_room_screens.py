"""Every screen is filled, looked at from outside on a display without a window manager."""

import subprocess
import sys
from collections.abc import Iterator

import pytest
from program import ROOT, surroundings
from pytestqt.qtbot import QtBot
from rooms import Records
from x_display import HEIGHT, WHOLE, WIDTH, Display, Place

pytest_plugins = ["room_fixtures", "x_fixtures"]

LEFT, RIGHT = Place(0, 0, 800, HEIGHT), Place(800, 0, WIDTH - 800, HEIGHT)


@pytest.fixture
def room(x11: Display, records: Records, qtbot: QtBot) -> Iterator[subprocess.Popen[bytes]]:
    """Start the waiting room on the display, and wait until it is there."""
    environment = surroundings(
        QT_QPA_PLATFORM="xcb", DISPLAY=x11.name, DYSTONIA_TRIAGE_RECORDS=str(records.folder)
    )
    command = [sys.executable, "-m", "gui.command", "waiting-room"]
    with subprocess.Popen(command, cwd=ROOT, env=environment) as running:
        qtbot.waitUntil(lambda: bool(x11.over(WHOLE)), timeout=20_000)
        yield running
        running.kill()


def wait_until_filled(qtbot: QtBot, x11: Display, *monitors: Place) -> None:
    """Wait until a window of its own lies on each monitor, and the one on the first has the focus."""

    def filled() -> None:
        found = [x11.over(one) for one in monitors]
        assert all(found), x11.windows()
        assert len(set(found)) == len(found), x11.windows()
        assert x11.focused() == found[0], x11.windows()

    qtbot.waitUntil(filled, timeout=10_000)


@pytest.mark.usefixtures("room")
def test_without_a_window_manager_the_whole_screen_is_filled(x11: Display, qtbot: QtBot) -> None:
    wait_until_filled(qtbot, x11, WHOLE)


@pytest.mark.usefixtures("room")
def test_a_window_that_was_put_elsewhere_comes_back(x11: Display, qtbot: QtBot) -> None:
    x11.move(x11.over(WHOLE), Place(300, 300, 787, 312))
    assert not x11.over(WHOLE)
    wait_until_filled(qtbot, x11, WHOLE)


@pytest.mark.usefixtures("room")
def test_a_screen_that_changes_its_size_is_filled_again(x11: Display, qtbot: QtBot) -> None:
    smaller, turned = Place(0, 0, 1024, 600), Place(200, 0, 480, 768)
    for number, place in enumerate((smaller, turned)):
        x11.add_monitor(f"only {number}", place, is_first=True)

        def is_filled(place: Place = place) -> None:
            assert [its for _, its in x11.windows() if its.covers(place)] == [place]

        qtbot.waitUntil(is_filled, timeout=10_000)


@pytest.mark.usefixtures("room")
def test_screens_are_covered_as_they_come_and_go(x11: Display, qtbot: QtBot) -> None:
    x11.add_monitor("first", LEFT, is_first=True)
    x11.add_monitor("second", RIGHT)
    wait_until_filled(qtbot, x11, LEFT, RIGHT)
    x11.remove_monitor("second")
    qtbot.waitUntil(lambda: not x11.over(RIGHT), timeout=10_000)
    wait_until_filled(qtbot, x11, LEFT)
    x11.add_monitor("second", RIGHT)
    wait_until_filled(qtbot, x11, LEFT, RIGHT)


@pytest.mark.usefixtures("room")
def test_the_cover_of_a_screen_comes_back_when_it_is_moved(x11: Display, qtbot: QtBot) -> None:
    x11.add_monitor("first", LEFT, is_first=True)
    x11.add_monitor("second", RIGHT)
    wait_until_filled(qtbot, x11, LEFT, RIGHT)
    x11.move(x11.over(RIGHT), Place(900, 100, 50, 50))
    wait_until_filled(qtbot, x11, LEFT, RIGHT)


@pytest.mark.usefixtures("room")
def test_a_screen_that_shows_the_same_and_more_does_not_hide_the_questions(
    x11: Display, qtbot: QtBot
) -> None:
    x11.add_monitor("first", LEFT, is_first=True)
    x11.add_monitor("copy", LEFT)
    x11.add_monitor("wider copy", WHOLE)
    wait_until_filled(qtbot, x11, LEFT, RIGHT)


@pytest.mark.usefixtures("room")
def test_a_press_on_a_cover_leads_nowhere_and_takes_no_focus(x11: Display, qtbot: QtBot) -> None:
    x11.add_monitor("first", LEFT, is_first=True)
    x11.add_monitor("second", RIGHT)
    wait_until_filled(qtbot, x11, LEFT, RIGHT)
    before = x11.windows()
    for button in (1, 2, 3):
        x11.click(RIGHT, button)
    # What comes in the same row after the presses: once it is answered, they were.
    x11.move(x11.focused(), Place(10, 10, 50, 50))
    wait_until_filled(qtbot, x11, LEFT, RIGHT)
    assert sorted(x11.windows()) == sorted(before)
