"""The next person finds nothing of the one before: random pairs, searched wherever something could stay."""

import logging
import os
import tempfile
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from driver import Script
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QObject, QSignalBlocker
from PySide6.QtGui import QAccessible, QAccessibleInterface, QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication, QCompleter, QLineEdit, QWidget
from rooms import Guest, Records
from shiboken6 import isValid

from questionnaire.interview import Interview

pytest_plugins = ["room_fixtures"]

#: How many random pairs of people are tried; each is searched for some seconds.
PAIRS = int(os.environ.get("DYSTONIA_TRIAGE_PAIRS", "4"))

#: How long a full collection may take on a busy computer, in milliseconds.
COLLECTED_MS = 60_000

#: What somebody types where an age is asked for, so unlike anything else that it can be searched for.
junk = st.text(alphabet="zqxjZQXJ0123456789 ", min_size=6, max_size=30).filter(
    lambda text: len(text.strip()) >= 6 and not text.strip().isdecimal()
)
ages = st.integers(min_value=87, max_value=119).map(str)
references = st.from_regex(r"[A-Z]{4}-[0-9]{6}", fullmatch=True)


@st.composite
def people(draw: st.DrawFn) -> tuple[str, list[str], str]:
    """Return what one person types and marks: an age, or anything else, and a reference."""
    typed = [draw(st.one_of(ages, junk)), draw(st.one_of(ages, junk))]
    sites = st.sampled_from(["Left foot", "Right hand", "Voice", "Neck"])
    return draw(sites), typed, draw(references)


def fill_in(guest: Guest, site: str, typed: list[str]) -> None:
    """Answer as far as the ages, on which a person may type anything."""
    script: Script = {"urgent": ["Choking now, or spit can't be swallowed"], "affected": [site]}
    guest.go_to("onset", script)
    for field, text in zip(guest.fields(), typed, strict=True):
        guest.type(field, text)
        field.selectAll()
        field.copy()


def texts(root: QObject) -> Iterator[str]:
    """Yield every text that a widget or anything below it holds, shown or not."""
    for one in (root, *root.findChildren(QObject)):
        meta = one.metaObject()
        for number in range(meta.propertyCount()):
            value = meta.property(number).read(one)
            if isinstance(value, str):
                yield value
        yield from (str(one.property(name)) for name in dynamic(one))
        if isinstance(one, QLineEdit):
            yield from undone(one)


def dynamic(one: QObject) -> list[str]:
    """Return the names of the properties that our own code has set; some of Qt's can't be read."""
    names = (bytes(name.data()).decode() for name in one.dynamicPropertyNames())
    return [name for name in names if not name.startswith("_")]


def undone(field: QLineEdit) -> Iterator[str]:
    """Yield every text that undo can bring back; the field ends as it was."""
    steps = 0
    with QSignalBlocker(field):
        while field.isUndoAvailable():
            field.undo()
            steps += 1
            yield field.text()
        for _ in range(steps):
            field.redo()


def told(root: QAccessibleInterface) -> Iterator[str]:
    """Yield what a screen reader can find."""
    for kind in (QAccessible.Text.Name, QAccessible.Text.Value, QAccessible.Text.Description):
        yield root.text(kind)
    for number in range(root.childCount()):
        if child := root.child(number):
            yield from told(child)


def everything(records: Records) -> Iterator[str]:
    """Yield every text of the program, the clipboards and the files."""
    for window in QApplication.topLevelWidgets():
        yield from texts(window)
    for window in QApplication.topLevelWidgets():
        if root := QAccessible.queryAccessibleInterface(window):
            yield from told(root)
    yield from (window.title() for window in QGuiApplication.topLevelWindows())
    clipboard = QGuiApplication.clipboard()
    yield from (clipboard.text(mode) for mode in QClipboard.Mode)
    for folder in (records.folder, Path(tempfile.gettempdir())):
        files = (path for path in folder.iterdir() if path.is_file())
        yield from (path.name for path in files)
    for path in records.folder.iterdir():
        yield path.read_bytes().decode("latin-1")


def test_the_search_finds_what_is_there(guest: Guest, records: Records) -> None:
    guest.begin()
    fill_in(guest, "Neck", ["zqxj 7", "87"])
    guest.kept()
    assert {"zqxj 7", "87"} <= set(everything(records))
    field = guest.fields()[0]
    assert "" in list(undone(field))
    assert field.text() == "zqxj 7"


@settings(
    max_examples=PAIRS,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(first=people(), second=people())
def test_the_next_person_finds_nothing_of_the_one_before(
    guest: Guest,
    records: Records,
    caplog: pytest.LogCaptureFixture,
    first: tuple[str, list[str], str],
    second: tuple[str, list[str], str],
) -> None:
    site, typed, reference = first
    caplog.set_level(logging.DEBUG)
    guest.room.begin(reference, give_back=True)
    guest.wizard = guest.visit.wizard
    fill_in(guest, site, typed)
    guest.room.start_anew()
    guest.qtbot.waitUntil(lambda: not isValid(guest.wizard))
    guest.kept()
    check(records, caplog, [*typed, reference], so_far=[])
    other, ages_of_other, _ = second
    guest.begin()
    fill_in(guest, other, ages_of_other)
    guest.kept()
    check(records, caplog, [*typed, reference], so_far=ages_of_other)
    guest.room.start_anew()


def check(
    records: Records, caplog: pytest.LogCaptureFixture, wanted: list[str], so_far: list[str]
) -> None:
    """Fail where something that was typed before is found; what is typed now may be there."""
    values = {one.strip() for one in wanted} - {one.strip() for one in so_far}
    for text in (*everything(records), caplog.text):
        for value in values:
            # A short number is looked for as a whole text: bytes and sizes hold every number.
            assert value != text.strip(), value
            assert len(value) < 6 or value not in text, value


def test_nothing_of_the_interview_stays_in_memory(guest: Guest) -> None:
    guest.begin()
    fill_in(guest, "Neck", ["87", "88"])
    old: weakref.ref[Interview] = weakref.ref(guest.interview)
    guest.room.start_anew()
    del guest.wizard
    guest.qtbot.waitUntil(lambda: old() is None, timeout=COLLECTED_MS)


def test_no_field_completes_what_somebody_typed(at_the_age: Guest) -> None:
    room = at_the_age.room
    assert room.findChildren(QCompleter) == []
    assert [one for one in room.findChildren(QLineEdit) if one.completer()] == []


def test_no_title_says_who_was_here_or_what_they_have(guest: Guest) -> None:
    guest.begin()
    fill_in(guest, "Neck", ["87", "88"])
    titles = {one.windowTitle() for one in guest.room.findChildren(QWidget)}
    assert titles <= {"", "Dystonia Triage"}
    assert guest.room.windowTitle() == "Dystonia Triage"


def test_no_page_of_the_questionnaire_stays(at_the_age: Guest) -> None:
    at_the_age.room.start_anew()
    assert at_the_age.room.pages.count() == 2  # the start page and the staff PIN's
