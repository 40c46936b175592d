"""What people do at the desk and in the waiting room, as scripts for processes whose clocks are wrong."""

#: Somebody opens every intake at the desk of this folder, and so marks it as seen.
OPENED = """
import sys
from pathlib import Path
from questionnaire.records.desk.keys import Keys
from questionnaire.records.desk.office import Office
from questionnaire.records.intake.recorder import Recorder
from questionnaire.records.notes import Notes
from questionnaire.records.setup import read_setup
folder, (name, passphrase) = Path(sys.argv[1]), sys.stdin.read().split("\\n")
setup = read_setup(folder)
recorder = Recorder(folder, setup, Notes(folder))
keys = Keys(folder, setup, recorder)
keys.unlock(name, passphrase)
office = Office(keys, recorder)
for loaded in office.load():
    for row in loaded.rows:
        office.mark_seen(office.open(row.intake))
assert recorder.forwarded(30)
keys.close()
recorder.close()
"""

#: Somebody unlocks the desk by typing, and closes it when it has looked for what is old.
DESK = """
import sys
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from gui.desk import application
from gui.desk.table.retention import Retention
from gui.desk.unlock_page import UnlockPage
passphrase = sys.stdin.read().split("\\n")[1]
shown = application.show_roomy
def show(window):
    shown(window)
    timer = QTimer(window, interval=50)
    def look():
        page = window.page
        if isinstance(page, UnlockPage) and page.passphrase.isEnabled() and not page.passphrase.text():
            QTest.keyClicks(page.passphrase, passphrase)
            QTest.keyClick(page.passphrase, Qt.Key.Key_Return)
        elif window.desk:
            timer.stop()
            retention = window.findChild(Retention)
            retention.days = 30
            retention.looked.connect(lambda: (print("looked", flush=True), window.close()))
            retention.look()
    timer.timeout.connect(look)
    timer.start()
    QTimer.singleShot(90_000, lambda: window.close())
application.show_roomy = show
sys.exit(application.run(None))
"""

#: A patient finishes an intake in the waiting room, and the plug is pulled.
ROOM = """
import os, sys
from datetime import date
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from gui.start import startup
from gui.waiting_room import application
from gui.waiting_room.window import WaitingRoom

def act():
    (window,) = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
    assert isinstance(window, WaitingRoom), window.accessibleName()
    window.start_page.begin.click()
    wizard = window.visit.wizard
    wizard.interview.answer("answered_by", "carer")
    wizard.next()
    wizard.interview.answer("urgent_signs", ("breathing",))
    print("kept" if window._records.recorder.flush(30) else "lost", flush=True)
    os._exit(0)

class Acting(QApplication):
    def exec(self):
        QTimer.singleShot(0, act)
        return super().exec()

startup.QApplication = Acting
sys.exit(application.run(None))
"""
