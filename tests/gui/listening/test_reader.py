"""Texts are spoken one after the other, by a process that can be silenced at once."""

import os
import subprocess
import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot
from recorders import BREAKS, NOT_THERE, SILENCED, SILENT, OpenReader, Recorder

from gui.listening.voices import VoiceProgram
from questionnaire.words import language

pytest_plugins = ["listening_fixtures"]

TEXTS = ("Where is it?", "Neck: not chosen", "Left hand: chosen")
#: So long that a voice that starts slowly is still too quick to have spoken it.
LONG = tuple(" ".join([text] * 20) for text in TEXTS)


def is_running(process: int) -> bool:
    if sys.platform == "win32":
        found = subprocess.run(["tasklist", "/FI", f"PID eq {process}"], capture_output=True)  # noqa: PLW1510, S607
        return str(process).encode() in found.stdout
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_texts_are_spoken_in_their_order_by_one_process(
    open_reader: OpenReader, recorder: Recorder, qtbot: QtBot
) -> None:
    reader = open_reader(recorder.voice())
    started: list[int] = []
    reader.part_started.connect(started.append)
    with qtbot.waitSignal(reader.finished):
        reader.read(TEXTS)
    assert recorder.words == list(TEXTS)
    assert started == list(range(len(TEXTS)))
    assert len({one.process for one in recorder.told}) == 1


def test_keeping_a_voice_ready_while_it_speaks_starts_no_second_one(
    open_reader: OpenReader, recorder: Recorder, qtbot: QtBot
) -> None:
    reader = open_reader(recorder.voice())
    reader.part_started.connect(lambda _number: QTimer.singleShot(0, reader.prepare))
    with qtbot.waitSignal(reader.finished):
        reader.read(TEXTS)
    assert len({one.process for one in recorder.told}) == 1


def test_a_voice_that_ends_with_each_text_is_started_anew(
    open_reader: OpenReader, recorder: Recorder, qtbot: QtBot
) -> None:
    reader = open_reader(recorder.voice("once"))
    with qtbot.waitSignal(reader.finished):
        reader.read(("a", "b"))
    assert recorder.words == ["a", "b"]
    assert len({one.process for one in recorder.told}) == 2


def test_it_speaks_the_language_of_the_page(
    open_reader: OpenReader, recorder: Recorder, qtbot: QtBot
) -> None:
    with qtbot.waitSignal((reader := open_reader(recorder.voice())).finished):
        reader.read(TEXTS)
    assert {one.language for one in recorder.told} == {language()}


def test_a_text_of_several_lines_is_one_text(
    open_reader: OpenReader, recorder: Recorder, qtbot: QtBot
) -> None:
    with qtbot.waitSignal((reader := open_reader(recorder.voice())).finished):
        reader.read(("None of\nthese — or “more”",))
    assert recorder.words == ["None of these — or “more”"]


def test_stop_ends_the_voice_at_once_and_nothing_more_is_spoken(
    open_reader: OpenReader, recorder: Recorder, qtbot: QtBot
) -> None:
    reader = open_reader(recorder.voice("goes-on"))
    reader.read(TEXTS)
    qtbot.waitUntil(lambda: len(recorder.told) == 1)
    with qtbot.waitSignal(reader.finished):
        reader.stop()
    qtbot.waitUntil(lambda: not is_running(recorder.told[0].process))
    assert recorder.words == list(TEXTS[:1])


def test_after_stop_it_reads_again(
    open_reader: OpenReader, recorder: Recorder, qtbot: QtBot
) -> None:
    reader = open_reader(recorder.voice("goes-on"))
    reader.read(TEXTS[:1])
    qtbot.waitUntil(lambda: recorder.words == list(TEXTS[:1]))
    reader.stop()
    reader.read(TEXTS[1:])
    qtbot.waitUntil(lambda: recorder.words == list(TEXTS[:2]))


def test_what_silences_a_voice_does_not_silence_the_words_that_follow(
    open_reader: OpenReader, recorder: Recorder, qtbot: QtBot
) -> None:
    reader = open_reader(recorder.voice_that_outlives_its_program())
    reader.read(TEXTS[:1])
    qtbot.waitUntil(lambda: recorder.words == list(TEXTS[:1]))
    reader.read(TEXTS[1:])
    qtbot.waitUntil(lambda: recorder.words == [TEXTS[0], SILENCED, TEXTS[1]])


def test_who_stops_before_the_voice_is_silent_hears_nothing_more(
    open_reader: OpenReader, recorder: Recorder, qtbot: QtBot
) -> None:
    reader = open_reader(recorder.voice_that_outlives_its_program())
    reader.read(TEXTS[:1])
    qtbot.waitUntil(lambda: recorder.words == list(TEXTS[:1]))
    reader.read(TEXTS[1:])
    reader.close()
    assert recorder.words == [TEXTS[0], SILENCED]


@pytest.mark.parametrize("broken", [NOT_THERE, BREAKS, SILENT])
def test_where_a_voice_fails_the_next_one_reads(
    open_reader: OpenReader, recorder: Recorder, qtbot: QtBot, broken: VoiceProgram
) -> None:
    with qtbot.waitSignal((reader := open_reader(broken, recorder.voice())).finished):
        reader.read(LONG)
    assert recorder.words == list(LONG)


@pytest.mark.parametrize("broken", [NOT_THERE, BREAKS, SILENT])
def test_where_none_can_be_heard_it_says_so_in_a_sentence(
    open_reader: OpenReader, qtbot: QtBot, broken: VoiceProgram
) -> None:
    reader = open_reader(broken)
    reader.prepare()
    said: list[str] = []
    reader.failed.connect(said.append)
    with qtbot.waitSignal(reader.finished):
        reader.read(LONG)
    assert said == ["This computer can't read aloud now. Please ask a member of staff."]


def test_without_a_voice_nothing_is_read(open_reader: OpenReader) -> None:
    reader = open_reader()
    reader.prepare()
    reader.read(TEXTS)
    assert not reader.has_voice
    assert not reader.is_reading


def spoken(reader_reads: Callable[[], None], recorder: Recorder) -> tuple[int, int]:
    """Return the speed and loudness of the last text, once all are read."""
    reader_reads()
    last = recorder.told[-1]
    return last.speed, last.loudness


def test_slower_and_louder_count_from_the_next_text_and_not_for_the_next_person(
    open_reader: OpenReader, recorder: Recorder, qtbot: QtBot
) -> None:
    reader = open_reader(recorder.voice())

    def read() -> None:
        with qtbot.waitSignal(reader.finished):
            reader.read(TEXTS)

    usual = spoken(read, recorder)
    reader.slower()
    reader.louder()
    changed = spoken(read, recorder)
    assert changed[0] < usual[0]
    assert changed[1] > usual[1]
    reader.reset()
    assert spoken(read, recorder) == usual


def test_the_process_that_spoke_to_one_person_is_not_there_for_the_next(
    open_reader: OpenReader, recorder: Recorder, qtbot: QtBot
) -> None:
    reader = open_reader(recorder.voice())
    with qtbot.waitSignal(reader.finished):
        reader.read(TEXTS)
    before = recorder.told[-1].process
    reader.reset()
    qtbot.waitUntil(lambda: not is_running(before))
    with qtbot.waitSignal(reader.finished):
        reader.read(TEXTS)
    assert recorder.told[-1].process != before


def test_each_way_has_an_end(open_reader: OpenReader, recorder: Recorder) -> None:
    reader = open_reader(recorder.voice())
    assert reader.can_change == (True, True, True, True)
    for _ in range(10):
        reader.slower()
        reader.louder()
    assert reader.can_change == (False, True, True, False)
    for _ in range(10):
        reader.faster()
        reader.quieter()
    assert reader.can_change == (True, False, False, True)
