"""Python's garbage is collected in the thread of the windows alone: elsewhere Qt's objects would go with it."""

import gc
import weakref
from collections.abc import Iterator
from threading import Thread, get_ident, main_thread

import pytest
from program import run_python
from pytestqt.qtbot import QtBot


class Knot:
    """Something that only the collector lets go of."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def collecting() -> Iterator[set[int | None]]:
    """Return the threads in which something is collected from now on."""
    threads: set[int | None] = set()

    def note(_phase: str, _info: dict[str, int]) -> None:
        threads.add(get_ident())

    gc.callbacks.append(note)
    yield threads
    gc.callbacks.remove(note)


def test_a_thread_that_makes_garbage_leaves_it_to_the_windows_thread(
    qtbot: QtBot, collecting: set[int | None]
) -> None:
    last: list[weakref.ref[Knot]] = []

    def work() -> None:
        for _ in range(10 * gc.get_threshold()[0]):
            last[:] = [weakref.ref(Knot())]

    thread = Thread(target=work)
    thread.start()
    thread.join()
    assert collecting == set()
    qtbot.waitUntil(lambda: last[0]() is None)
    assert collecting == {main_thread().ident}


def test_a_program_with_windows_collects_so_from_its_start() -> None:
    code = (
        "import gc; from gui.start.startup import dressed_application; app = dressed_application()\n"
        "print(gc.isenabled())"
    )
    assert run_python("-c", code, QT_QPA_PLATFORM="offscreen").out == "False\n"
