"""The waiting room as a program of its own; people in front of it do what stands on each line that it reads."""

import json
import sys
from threading import Semaphore, Thread
from typing import Any, cast

from driver import Script, Visitor
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.start import startup
from gui.waiting_room import application
from gui.waiting_room.window import WaitingRoom

AWAY = "away"


class People(QObject):
    """One after the other they begin, go on to a page with what they answer, and go away at the end."""

    told = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._one = Semaphore()  # in front of the screen at a time
        self.told.connect(self._act)
        Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        for line in sys.stdin:
            self._one.acquire()
            self.told.emit(line)

    def _act(self, line: str) -> None:
        """Say which code was given, once everything that was answered is on the disk."""
        asked: dict[str, Any] = json.loads(line)
        (room,) = (one for one in QApplication.topLevelWidgets() if isinstance(one, WaitingRoom))
        if not room.visit:
            room.start_page.begin.click()
        assert room.visit
        person = Visitor(cast("QtBot", None), room.visit.wizard)  # nothing is waited for here
        ticket = person.wizard.venue.ticket
        if asked["to"] == AWAY:
            _finish(person, asked["script"])
        else:
            person.go_to(asked["to"], asked["script"])
        assert room._records.recorder.flush(10)
        sys.stdout.write(f"{ticket}\n")
        sys.stdout.flush()
        self._one.release()


def _finish(person: Visitor, script: Script) -> None:
    """Answer what must be answered, skip the rest, and leave the result."""
    person.go_to("onset", script)
    person.answer(script["onset"])
    person.press(person.wizard.foot.skip)
    person.go_to("result", {})
    person.press(person.wizard.foot.last)


class Peopled(QApplication):
    """The room's application, with people in front of it as soon as it runs."""

    def exec(self) -> int:  # type: ignore[override] # Qt's own is static
        self.people = People()
        return super().exec()


if __name__ == "__main__":
    startup.QApplication = Peopled  # type: ignore[attr-defined] # what the program starts
    sys.exit(application.run(None))
