"""Fixtures for tests of Listen, asked for by `pytest_plugins = ["listening_fixtures"]`."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from recorders import OpenReader, Recorder

from gui.listening.reader import Reader
from gui.listening.voices import VoiceProgram


@pytest.fixture
def recorder(tmp_path: Path) -> Recorder:
    return Recorder(tmp_path / "told.txt")


@pytest.fixture
def open_reader(recorder: Recorder) -> Iterator[OpenReader]:
    """Return a way to make a reader with these voices; its processes end with the test."""
    opened: list[Reader] = []

    def opening(*voices: VoiceProgram) -> Reader:
        opened.append(Reader(voices))
        return opened[-1]

    yield opening
    for reader in opened:
        reader.close()
