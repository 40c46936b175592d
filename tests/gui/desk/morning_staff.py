"""New staff at the desk, who do what their one page says, and the waiting room beside them."""

import json
import os
import sys
from pathlib import Path
from time import monotonic

import morning_room
from desk_driver import Desk
from driver import Script
from morning_people import ENTER, Person
from program import ROOT, surroundings
from PySide6.QtCore import QProcess, QProcessEnvironment, Qt
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest

from gui.desk.intake.intake_page import IntakePage
from gui.widgets.dialogs import LineDialog

#: Seconds in which staff have to notice what must not wait.
SOON = 3


class Staff(Desk):
    """Somebody who works with the keys, and notes whom each sheet was handed to."""

    def find(self, words: str, ticket: str) -> None:
        """Look for a code or a reference, and open what is found: it has to be this intake."""
        self.ctrl(Qt.Key.Key_F)
        self.write(words)
        self.wait(lambda: ticket in self.tickets())  # it may still be on its way
        self.keys(Qt.Key.Key_Return)
        self.keys(Qt.Key.Key_Return)
        self.wait(lambda: isinstance(self.unlocked.page, IntakePage))
        assert self.intake.title.text().startswith(ticket)

    def leave(self) -> None:
        """Go back to the table, and end the search, so that nothing that comes in is overlooked."""
        self.keys(Qt.Key.Key_Escape)
        self.wait(lambda: self.unlocked.page is None)
        self.keys(Qt.Key.Key_Escape)
        self.wait(lambda: len(self.tickets()) == self.table.model.total)

    def type_in(self, typed: str) -> None:
        """Type one key after the other."""
        for key in typed:
            if key == ENTER:
                self.keys(Qt.Key.Key_Return)
            else:
                self.write(key)

    def refer(self, reference: str) -> None:
        """Give or mend the reference of what is shown."""

        def type_it(question: LineDialog) -> None:
            QTest.keyClicks(question.line, reference)
            QTest.keyClick(question.line, Qt.Key.Key_Return)

        self.when_open(LineDialog, type_it)
        self.ctrl(Qt.Key.Key_R)
        self.wait(lambda: f" · {reference}" in self.read())
        self._look_up()

    def print_both(self) -> None:
        """Print both sheets of what is shown."""
        self.when_open(QPrintDialog, QPrintDialog.accept)
        self.ctrl(Qt.Key.Key_P)
        self.wait(lambda: "sent to the printer “Office”" in self.read())
        self._look_up()

    def enter(self, person: Person) -> str:
        """Enter somebody on the telephone, print and come back; return the code."""
        self.ctrl(Qt.Key.Key_N)
        self.type_in(person.typed)
        return self.finish_entry(person)

    def finish_entry(self, person: Person) -> str:
        """Give the reference, and print; Ctrl+Enter leads to the result and back to the table."""
        ticket = self.filling.wizard.venue.ticket
        self.refer(person.reference)
        self.ctrl(Qt.Key.Key_Return)
        self.print_both()
        self.ctrl(Qt.Key.Key_Return)
        self.wait(lambda: self.unlocked.page is None)
        return ticket

    def notice(self, words: str) -> None:
        """See the band say this, soon."""
        since = monotonic()
        self.wait(lambda: self.window.band.isVisible() and self.window.band.text == words)
        assert monotonic() - since < SOON

    def _look_up(self) -> None:
        """Have the desk in front again after a dialog, which elsewhere a window manager sees to."""
        with self.qtbot.waitActive(self.window):
            self.window.activateWindow()


class Room:
    """The waiting room's program on the desk's own computer; it can lose its power."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._program = QProcess(desk.window)
        environment = QProcessEnvironment()
        given = surroundings(
            QT_QPA_PLATFORM="offscreen",
            DYSTONIA_TRIAGE_RECORDS=str(desk.records.folder),
            PYTHONPATH=os.pathsep.join((str(ROOT), str(ROOT / "tests" / "gui"))),
        )
        for name, value in given.items():
            environment.insert(name, value)
        self._program.setProcessEnvironment(environment)
        self._program.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
        self.start()

    def start(self) -> None:
        self._program.start(sys.executable, [str(Path(morning_room.__file__))])

    def go(self, to: str, script: Script) -> str:
        """Let the person in front of it go to a page; return their code."""
        self._tell(to, script)
        return self.code()

    def come(self, person: Person) -> None:
        """Let a person go through all of it after those before them, while staff do something else."""
        self._tell(morning_room.AWAY, person.script)

    def code(self) -> str:
        """Return the code of the person who was the next to come as far as was meant."""
        self._desk.wait(self._program.canReadLine)
        return bytes(self._program.readLine().data()).decode().strip()

    def _tell(self, to: str, script: Script) -> None:
        self._program.write(f"{json.dumps({'to': to, 'script': script})}\n".encode())

    def lose_power(self) -> None:
        """End it where it stands, with nothing more that it could do."""
        self._program.kill()
        self._desk.wait(lambda: self._program.state() == QProcess.ProcessState.NotRunning)
