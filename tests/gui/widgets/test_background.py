"""Work on the background thread, whose results must not reach what is going away."""

import weakref
from collections.abc import Callable
from functools import partial
from threading import Event

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui.widgets.background import Background

_SECONDS = 10  # far longer than it takes; a test must not hang


def test_what_comes_back_after_closing_is_not_even_sent(qtbot: QtBot) -> None:
    background, begun, may_end = Background(), Event(), Event()
    sent: list[object] = []
    background._came_back.connect(sent.append, Qt.ConnectionType.DirectConnection)

    def work() -> None:
        begun.set()
        may_end.wait(_SECONDS)

    background.run(work, sent.append, sent.append)
    assert begun.wait(_SECONDS)
    background.close(seconds=0)
    may_end.set()
    assert background._thread
    background._thread.join(_SECONDS)
    assert sent == []


class Secret:
    """Something that must not stay in memory, as a passphrase."""


def fail(_secret: Secret) -> int:
    raise ValueError


@pytest.mark.parametrize("work", [id, fail], ids=["done", "failed"])
def test_what_work_was_given_is_let_go_with_it(qtbot: QtBot, work: Callable[[Secret], int]) -> None:
    background, secret = Background(), Secret()
    old = weakref.ref(secret)
    background.run(partial(work, secret), lambda _: None, lambda _: None)
    del secret
    qtbot.waitUntil(lambda: old() is None)
    background.close()


def test_what_comes_back_before_is_delivered(qtbot: QtBot) -> None:
    background, found = Background(), list[int]()
    background.run(lambda: 7, found.append, lambda error: None)
    qtbot.waitUntil(lambda: found == [7])
    background.close()
