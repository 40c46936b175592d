"""What a screen reader hears of the front desk over AT-SPI, worked at with the keyboard alone."""

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import pytest
from desk_driver import clinic_records, opened
from desk_records_made import NECK, URGENT, WRITER, fill_in, station
from hearing import SIDES, SOURCES, letters
from hearing_session import heard_on
from pytestqt.qtbot import QtBot

from gui.desk.keys_list import keys_text
from questionnaire.clinic import default_clinic

_WALK = Path(__file__).with_name("desk_walk.py")
_NUMBERED = re.compile(r"(^| · )\d+\. ")  # before a source
_LOCKED = ("locked", "refused", "locked again")
_REFERENCES = {"urgent": "MRN-4711", "done": "MRN-4712"}
_IN_THE_TABLE = 3  # intakes when the desk opens; one is entered on the way


class Part(NamedTuple):
    """What a screen reader can say of one object; `labels` name it besides its own name."""

    role: str
    name: str
    description: str
    labels: list[str]
    states: list[str]

    @property
    def said(self) -> tuple[str, ...]:
        return (*self.labels, self.name, self.description)


class Stop(NamedTuple):
    """What was heard at one place: `passed` had the focus on the way, the last of them has it now."""

    window: str
    focus: Part
    passed: list[tuple[str, str]]
    announced: list[str]
    parts: list[Part]
    rows: list[list[str]]

    @property
    def drawn(self) -> list[str]:
        return [one.name for one in self.parts if one.role == "label"]

    @property
    def heard(self) -> str:
        """Everything that comes to somebody who listens and walks from control to control."""
        said = chain.from_iterable(one.said for one in self.parts if one.role != "label")
        return " ".join((*said, *self.announced, *chain.from_iterable(self.passed)))


class Heard(NamedTuple):
    """Every stop by its name, those of Tab apart, and the codes of the intakes."""

    stops: dict[str, Stop]
    tabs: list[Part]
    urgent: str
    done: str


@pytest.fixture(scope="module")
def heard(tmp_path_factory: pytest.TempPathFactory) -> Heard:
    """Go once through a day at the desk."""
    folder = tmp_path_factory.mktemp("desk")
    records = clinic_records(folder / "records")
    with station(records) as recorder:
        urgent = fill_in(recorder, URGENT, reference=_REFERENCES["urgent"])
        fill_in(recorder, NECK, finish=False)
        done = fill_in(recorder, WRITER, reference=_REFERENCES["done"])
    places = {"DYSTONIA_TRIAGE_RECORDS": str(records.folder), "XDG_CONFIG_HOME": str(folder)}
    lines = heard_on(_WALK, folder, "desk", **places)
    met = [(str(line.pop("stop")), _stop(**line)) for line in lines]
    tabs = [one.focus for name, one in met if name == "tab"]
    stops = {name: one for name, one in met if name != "tab"}
    return Heard(stops, tabs, urgent.ticket, done.ticket)


def _stop(focus: dict[str, object], parts: list[dict[str, object]], **others: object) -> Stop:
    return Stop(focus=Part(**focus), parts=[Part(**one) for one in parts], **others)  # type: ignore[arg-type]  # as JSON has it


def lock_pages(heard: Heard) -> Iterator[Stop]:
    """Yield what is heard while the desk is locked."""
    yield from (heard.stops[name] for name in _LOCKED)


def test_the_keyboard_leads_to_every_place_of_the_desk(heard: Heard) -> None:
    ways = "locked refused table row intake back keys entry age result entered settings"
    assert list(heard.stops) == [*ways.split(), "locked again"]


def test_the_window_has_a_name_everywhere(heard: Heard) -> None:
    names = {name: one.window.partition(" — ")[0] for name, one in heard.stops.items()}
    assert names.pop("keys") == "Keys"
    assert set(names.values()) == {"Front desk"}


@pytest.mark.parametrize(
    ("place", "role", "name"),
    [
        ("locked", "password text", "Passphrase"),
        ("refused", "password text", "Passphrase"),
        ("table", "table cell", "{urgent}, "),
        ("row", "table cell", "{done}, "),
        ("intake", "filler", "{done} · "),
        ("back", "table cell", "{done}, "),
        ("keys", "text", "Keys"),
        ("entry", "check box", "Trouble breathing, or a tight throat"),
        ("age", "text", "How old was the patient when it began?"),
        ("result", "filler", "Step 15 of 15: Result"),
        ("settings", "filler", "Clinic settings"),
        ("locked again", "password text", "Passphrase"),
    ],
)
def test_the_focus_says_where_one_is(heard: Heard, place: str, role: str, name: str) -> None:
    focus = heard.stops[place].focus
    assert focus.role == role
    assert focus.name.startswith(name.format(urgent=heard.urgent, done=heard.done))
    assert "enabled" in focus.states


def test_no_button_has_the_focus_while_pages_change(heard: Heard) -> None:
    buttons = {
        one.name for stop in heard.stops.values() for one in stop.parts if one.role == "push button"
    }
    pressed = {"Keep and close", "Settings"}  # where Tab had come to
    passed = {
        place: [name for name, _ in stop.passed if name in buttons - pressed]
        for place, stop in heard.stops.items()
    }
    assert {place: names for place, names in passed.items() if names} == {}


def test_everything_that_is_drawn_is_heard(heard: Heard) -> None:
    missing = {
        place: [one for one in stop.drawn if not is_heard(one, stop.heard)]
        for place, stop in heard.stops.items()
    }
    # How long is left is found where it stands; unasked, only the cover's count is said.
    missing = {
        place: [one for one in words if not one.startswith("Locks in ")]
        for place, words in missing.items()
    }
    assert {place: words for place, words in missing.items() if words} == {}


def is_heard(drawn: str, heard: str) -> bool:
    """Tell whether words are part of what is said, whose sources need no number."""
    words = SOURCES.sub("", _NUMBERED.sub(r"\1", drawn))
    said = letters(_NUMBERED.sub(r"\1", heard))
    return drawn in SIDES or all(letters(one) in said for one in words.split(" · "))


def test_what_can_be_pressed_or_filled_in_has_a_name(heard: Heard) -> None:
    kinds = {"push button", "check box", "radio button", "text", "password text", "combo box"}
    nameless = [
        (place, one)
        for place, stop in heard.stops.items()
        for one in stop.parts
        if one.role in kinds and not one.name.strip()
    ]
    assert nameless == []


def test_tab_passes_everything_on_the_table_page(heard: Heard) -> None:
    reached = [one.name for one in heard.tabs]
    buttons = [one.name for one in heard.stops["entered"].parts if one.role == "push button"]
    assert set(buttons) - set(reached) == {"Lock"}  # the walk ends one before it


def test_a_filter_is_named_by_what_it_filters_and_says_its_number(heard: Heard) -> None:
    boxes = [one for one in heard.stops["table"].parts if one.role == "combo box"]
    shown = f"{_IN_THE_TABLE}"
    assert [(one.labels, one.name) for one in boxes] == [
        (["Days"], f"Today {shown}"),
        (["States"], f"Every state {shown}"),
    ]


def test_a_row_is_read_once_and_whole(heard: Heard) -> None:
    for row in heard.stops["row"].rows:
        (whole,) = (cell for cell in row if cell.strip())
        assert len(set(re.findall(r"K7-\d+", whole))) == whole.count("K7-") == 1
    focus = heard.stops["row"].focus
    assert focus.name.startswith(
        f"{heard.done}, {_REFERENCES['done']}, segmental, left, from 34, Finished, Patient, "
    )
    assert "selected" in focus.states


def test_a_row_is_heard_anew_when_one_comes_back_to_it(heard: Heard) -> None:
    assert "Seen" in heard.stops["back"].focus.name
    assert heard.stops["back"].announced == [f"{heard.done} is now marked as seen."]
    assert "Staff" in heard.stops["entered"].focus.name


def test_an_urgent_intake_is_announced_locked_without_its_code_and_unlocked_with_it(
    heard: Heard,
) -> None:
    assert heard.stops["locked"].announced == ["An urgent intake waits"]
    assert heard.stops["locked again"].announced == ["An urgent intake waits"]
    assert f"Urgent: {heard.urgent} is waiting." in heard.stops["table"].announced
    about = {one.name: one.description for one in heard.tabs}
    for button in (f"Open {heard.urgent}", f"I'll take {heard.urgent}"):
        assert about[button] == f"Urgent: {heard.urgent} is waiting."


def test_a_locked_desk_names_no_patient_and_does_not_say_whose_records_these_are(
    heard: Heard,
) -> None:
    secret = [*_REFERENCES.values(), "K7-", default_clinic().name, *default_clinic().address]
    for stop in lock_pages(heard):
        told = f"{stop.window} {stop.heard} {stop.drawn}"
        assert [one for one in secret if one in told] == []


def test_a_wrong_passphrase_is_heard_where_one_types_again(heard: Heard) -> None:
    assert "is wrong" in heard.stops["refused"].focus.description
    (opening, *_), _ = heard.stops["refused"].passed
    assert opening == "The front desk is locked"


def test_the_keys_are_heard_with_what_they_do(heard: Heard) -> None:
    said = heard.stops["keys"].focus.description
    for line in filter(None, keys_text().splitlines()):
        assert " ".join(line.split()) in said


def test_a_choice_at_entry_says_its_question_and_its_key(heard: Heard) -> None:
    said = heard.stops["entry"].focus.description
    assert said.startswith("Does the patient have any of these now?")
    assert said.endswith("Key: 1")


def test_an_urgent_intake_that_comes_in_over_another_page_is_announced_at_once(
    qtbot: QtBot, tmp_path: Path, announced: list[tuple[str, bool]]
) -> None:
    records = clinic_records(tmp_path)
    with opened(qtbot, records) as desk, station(records) as recorder:
        desk.unlock()
        desk.press("Settings")
        came = fill_in(recorder, URGENT).ticket
        said = (f"Urgent: {came} is waiting.", True)
        desk.wait(lambda: said in announced)
        assert "Clinic settings" in desk.read()
