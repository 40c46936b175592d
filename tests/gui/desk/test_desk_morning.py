"""A morning of twenty patients: nobody is taken for another, nothing is lost, and nothing stays unseen."""

import re
from collections.abc import Iterator
from operator import itemgetter
from pathlib import Path

import pytest
from desk_driver import clinic_records, opened
from desk_records_made import Records
from morning_people import Person, people
from morning_staff import Room, Staff
from msgspec.structs import replace
from office_printer import printed
from pypdf import PdfReader
from pypdfium2 import PdfDocument
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from gui.desk.table import feed
from gui.paper import printing
from questionnaire.answers import Answers
from questionnaire.records.format.codec import decode_body
from questionnaire.records.format.kept_answers import known_answers
from questionnaire.records.sealing.age import Opener
from questionnaire.records.sealing.staff_pin import hash_pin
from questionnaire.records.setup import write_setup
from questionnaire.records.store.store import Store

IN_THE_ROOM, BY_TELEPHONE = people(15, since=21), people(5, since=36, by="staff")
NO_BREATH = IN_THE_ROOM[7] = IN_THE_ROOM[7]._replace(sign="breathing")
NEW_MEDICINE = IN_THE_ROOM[8] = IN_THE_ROOM[8]._replace(sign="new-medicine")
UNSEEN = 3  # the place of that state among those that can be picked
WAITS = "An urgent intake waits"
_POLL_MS = feed._POLL_MS  # what the desk really takes; most tests look more often

Heard = list[tuple[str, bool]]


@pytest.fixture
def records(tmp_path: Path) -> Records:
    made = clinic_records(tmp_path)
    write_setup(made.folder, replace(made.founding.setup, staff_pin=hash_pin("471147")))
    return made


@pytest.fixture
def staff(qtbot: QtBot, records: Records, monkeypatch: pytest.MonkeyPatch) -> Iterator[Staff]:
    with opened(qtbot, records) as desk:
        monkeypatch.setattr(feed, "_POLL_MS", _POLL_MS)
        yield Staff(qtbot, desk.window, records, desk.clock)


@pytest.fixture
def room(staff: Staff) -> Iterator[Room]:
    made = Room(staff)
    yield made
    made.lose_power()


@pytest.fixture
def sheets(printer: None, monkeypatch: pytest.MonkeyPatch) -> list[PdfDocument]:
    """Return what goes to the printer from now on, while its words can still be read."""
    sent: list[PdfDocument] = []
    draw = printing.draw_pdf

    def drawing(printer: QPrinter, pdf: bytes) -> bool:
        sent.append(PdfDocument(pdf))
        return draw(printer, pdf)

    monkeypatch.setattr(printing, "draw_pdf", drawing)
    monkeypatch.setattr(
        printing, "_SHARPEST", 40
    )  # how sharp the paper is, is nothing to this test
    return sent


class Morning:
    """What happens, in parts; `codes` has what people were told, `handed` for whom was printed, in order."""

    def __init__(self, staff: Staff, room: Room, heard: Heard) -> None:
        self.staff, self.room, self.heard = staff, room, heard
        self.codes: dict[Person, str] = {}
        self.handed: list[str] = []
        self.coming: list[Person] = []
        self.sounds = 0
        staff.window.band.sounded.connect(self._sound)

    def _sound(self) -> None:
        self.sounds += 1

    def come(self, *persons: Person) -> None:
        """Let people answer in the waiting room while the work at the desk goes on."""
        for person in persons:
            self.room.come(person)
        self.coming += persons

    def meet(self) -> None:
        """Let those who were in the waiting room come to the desk, and tell their codes."""
        self.codes |= {person: self.room.code() for person in self.coming}
        self.coming.clear()

    def serve(self, *persons: Person) -> None:
        """Find people by the code that they tell, give their reference, and print for them."""
        self.meet()
        for person in persons:
            code = self.codes[person]
            self.staff.find(code, code)
            self.staff.refer(person.reference)
            self._print(code)
            self.staff.leave()

    def call(self, *persons: Person) -> None:
        """Enter people who are on the telephone."""
        for person in persons:
            self._entered(person, self.staff.enter(person))

    def _entered(self, person: Person, code: str) -> None:
        self.codes[person] = code
        self.handed.append(code)

    def _print(self, code: str) -> None:
        self.staff.print_both()
        self.handed.append(code)

    def mistake(self, one: Person, other: Person) -> None:
        """Give one the other's reference, find that out when the other comes, and mend it."""
        self.come(one, other)
        self.meet()
        code = self.codes[one]
        self.staff.find(code, code)
        self.staff.refer(other.reference)
        self.staff.leave()
        self.staff.find(other.reference, code)
        assert self.codes[other] not in self.staff.intake.title.text()
        self.staff.refer(one.reference)
        self._print(code)
        self.staff.leave()
        self.serve(other)

    def urgent_during_entry(self, person: Person, caller: Person) -> None:
        """Mark a sign while staff are typing; they take it on, and type on."""
        self.room.go("urgent", person.script)
        self.staff.ctrl(Qt.Key.Key_N)
        half = len(caller.typed) // 2
        self.staff.type_in(caller.typed[:half])
        code = self._noticed(person, "Urgent: {code} is waiting.")
        assert self._waiting() == [code]
        self.staff.ctrl(Qt.Key.Key_T)
        self.staff.wait(lambda: f"You are now handling {code}." in self.staff.read())
        self._taken_on()
        self.staff.type_in(caller.typed[half:])
        self._entered(caller, self.staff.finish_entry(caller))
        self.come(person)
        self.serve(person)

    def urgent_while_locked(self, person: Person) -> None:
        """Mark a sign while nobody is at the desk; whoever unlocks it takes it on."""
        self.room.go("urgent", person.script)
        self.staff.ctrl(Qt.Key.Key_L)
        code = self._noticed(person, WAITS)
        self.staff.unlock()
        self.staff.notice(f"Urgent: {code} is waiting.")
        assert self._waiting() == [self.staff.tickets()[0]] == [code]
        self.staff.press(f"I'll take {code}")
        self._taken_on()
        self.come(person)
        self.serve(person)

    def _waiting(self) -> list[str]:
        return [row.ticket for row in self.staff.table.model.calling()]

    def _taken_on(self) -> None:
        self.staff.wait(lambda: not self.staff.window.band.isVisible())
        assert self._waiting() == []

    def _noticed(self, person: Person, words: str) -> str:
        """Let a person mark the sign; it is seen, announced and sounds once. Return the code."""
        before = self.sounds
        code = self.codes[person] = self.room.go("stop", person.script)
        said = words.format(code=code)
        self.staff.notice(said)
        assert (said, True) in self.heard
        assert self.sounds == before + 1
        return code

    def look_again(self, *persons: Person) -> None:
        """Open by their reference those who were only entered, as when they come in person."""
        for person in persons:
            self.staff.find(person.reference, self.codes[person])
            self.staff.leave()

    def power_cut(self, person: Person) -> None:
        """Cut the power while somebody answers; at the desk, they go on from what they had answered."""
        code = self.codes[person] = self.room.go("speed", person.script)
        self.room.lose_power()
        self.room.start()  # which brings to the desk what still waited on its disk
        before = (code, "", person.answers)
        self.staff.wait(lambda: before in in_the_store(self.staff.records))
        self.staff.find(code, code)
        self.staff.press("Resume")
        assert self.staff.filling.wizard.interview.kept == person.answers
        self._entered(person, self.staff.finish_entry(person))


def in_the_store(records: Records) -> list[tuple[str, str, Answers]]:
    """Return code, reference and answers of every intake."""
    opener = Opener([records.founding.recovery])
    with Store.open(records.store) as store:
        bodies = [
            (head.ticket, decode_body(opener.open(store.version(head.id).body)))
            for head in store.latest(limit=100)
        ]
    found = [(code, one.reference, known_answers(one).answers) for code, one in bodies]
    return sorted(found, key=itemgetter(0))


def codes_on(sheet: PdfDocument, station: str) -> list[set[str]]:
    """Return the codes on each page."""
    texts = (page.get_textpage().get_text_range() for page in sheet)
    return [set(re.findall(rf"\b{station}-\d+\b", text)) for text in texts]


def test_a_morning_of_twenty_patients(
    staff: Staff, room: Room, records: Records, sheets: list[PdfDocument], announced: Heard
) -> None:
    morning = Morning(staff, room, announced)
    staff.unlock()
    morning.come(*IN_THE_ROOM[:5])
    morning.call(*BY_TELEPHONE[:2])
    morning.serve(*IN_THE_ROOM[:5])
    morning.mistake(*IN_THE_ROOM[5:7])
    morning.urgent_during_entry(NO_BREATH, BY_TELEPHONE[2])
    morning.urgent_while_locked(NEW_MEDICINE)
    morning.power_cut(IN_THE_ROOM[9])
    morning.come(*IN_THE_ROOM[10:])
    morning.call(*BY_TELEPHONE[3:])
    morning.serve(*IN_THE_ROOM[10:])
    morning.look_again(*BY_TELEPHONE, IN_THE_ROOM[9])

    # Nothing is lost, and nobody is taken for another.
    everybody = [*IN_THE_ROOM, *BY_TELEPHONE]
    expected = [(morning.codes[one], one.reference, one.answers) for one in everybody]
    assert in_the_store(records) == sorted(expected, key=itemgetter(0))
    assert sorted(morning.handed) == sorted(morning.codes.values())
    station = records.founding.setup.station
    for code, sheet in zip(morning.handed, sheets, strict=True):
        assert codes_on(sheet, station) == [{code}] * len(sheet)
    pages = [len(PdfReader(one).pages) for one in printed()]
    assert pages == [len(one) for one in sheets]

    # Nothing is unseen.
    assert not staff.window.band.isVisible()
    said = f"{len(everybody)} came in · 0 unfinished · {len(everybody)} seen · 2 urgent"
    staff.wait(lambda: staff.table.counts.text().startswith(said))
    assert "Not yet seen 0" in staff.table.filters.which.itemText(UNSEEN)
    assert set(staff.tickets()) == set(morning.codes.values())
