"""The program's own files, which may be replaced while people answer: all is read before the first patient.

When they were changed, the room begins anew with them, but only between two people, and only where the
changed program was seen to work.
"""

import os
import pkgutil
import subprocess
import sys
import traceback  # noqa: F401 an unexpected error needs it, maybe with other files on the disk
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

import questionnaire
from gui.attendance.curtain import Cover
from gui.interview.venue import Venue
from gui.interview.wizard import Wizard
from gui.waiting_room.staff_pages import StaffPage
from gui.waiting_room.stopping import AskingPage, StoppedPage
from gui.waiting_room.window import StartPage
from gui.widgets.background import Background
from gui.widgets.page_frame import draw_all
from questionnaire.body import SITES
from questionnaire.choices import CHOICES
from questionnaire.clinic import Clinic
from questionnaire.interview import Interview
from questionnaire.reports.speech import urgent_page

#: The rooms of the house that a patient may come to.
_ROOMS = (
    "gui.attendance",
    "gui.figure",
    "gui.interview",
    "gui.listening",
    "gui.start",
    "gui.waiting_room",
    "gui.widgets",
    "questionnaire.records.format",
    "questionnaire.records.intake",
    "questionnaire.records.sealing",
    "questionnaire.reports",
    "questionnaire.rules",
)
_FLOORS = ("gui", "questionnaire", "resources")
_TOP = Path(questionnaire.__file__).parents[1]

_LOOK_MS = 60_000
_SETTLED_MS = 5_000  # files that were left alone for so long are no longer being installed
_REHEARSAL_SECONDS = 60

_Seen = frozenset[tuple[str, int, int]]


def load_everything(clinic: Clinic) -> None:
    """Import all that a patient may come to, and build and draw every page once, unseen."""
    for room in _ROOMS:
        for module in pkgutil.iter_modules(import_module(room).__path__):
            import_module(f"{room}.{module.name}")
    interview = Interview()
    interview.answer("affected", SITES)
    interview.answer("urgent_signs", tuple(one.value for one in CHOICES["urgent_signs"]))
    wizard = Wizard(interview, clinic, Venue(kind="waiting-room", ending=clinic.patients_see))
    wizard.rehearse()
    notice = urgent_page(interview.answers, clinic, waits=True, told=False)
    pages = (
        StartPage(clinic),
        StaffPage(),
        AskingPage(),
        StoppedPage("", notice, give_back=True),
        Cover("", counts=True),
    )
    for page in pages:
        draw_all(page)
    for made in (wizard, *pages):
        made.deleteLater()


class ProgramFiles(QObject):
    """Looks whether the program's files are still those that were loaded.

    `replaced` says that others stand there which work, while `is_free` says that nobody answers.
    """

    replaced = Signal()

    def __init__(self, is_free: Callable[[], bool]) -> None:
        super().__init__()
        self._is_free = is_free
        self._background = Background(self)
        self._loaded = self._last = _files()
        self._refused: _Seen = frozenset()
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Look in the background, where nobody would be interrupted by what follows."""
        if can_begin_anew() and self._is_free():
            self._background.run(_files, self._compare, _pass_over)

    def close(self) -> None:
        """Look no more."""
        self._timer.stop()
        self._background.close()

    def _compare(self, now: _Seen) -> None:
        """Wait until changed files are left alone, and then try whether they work."""
        if now in (self._loaded, self._refused):
            self._last = now
            self._timer.setInterval(_LOOK_MS)
        elif now != self._last:
            self._last = now
            self._timer.setInterval(_SETTLED_MS)
        else:
            self._timer.stop()
            self._background.run(_rehearse, self._rehearsed, _pass_over)

    def _rehearsed(self, works: bool) -> None:
        self._timer.start(_LOOK_MS)
        if not works:
            self._refused = self._last
        elif self._is_free():
            self.replaced.emit()


def can_begin_anew() -> bool:
    """Tell whether a program can put another in its own place, so that who started it sees no end."""
    return os.name == "posix"


def begin_anew() -> None:
    """Put the program as it stands on the disk now in the place of this one, started in the same way."""
    os.execv(sys.executable, [*_program(), *sys.argv[1:]])  # noqa: S606 what is running already


def _rehearse() -> bool:
    """Try in a process of its own whether the program on the disk can load everything."""
    try:
        done = subprocess.run(  # noqa: S603 the program itself
            [*_program(), questionnaire.REHEARSAL_PROCESS],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=_REHEARSAL_SECONDS,
            env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == questionnaire.EXIT_GOOD


def _program() -> tuple[str, ...]:
    """Return what started this program, without the arguments that are its own."""
    return sys.executable, *sys.orig_argv[1 : len(sys.orig_argv) - len(sys.argv) + 1]


def _files() -> _Seen:
    """Return every file of the program with its time and size, and what is installed beside it."""
    installed = ((path.name, 0, 0) for path in _TOP.glob("*.dist-info"))
    return frozenset((*installed, *_ours()))


def _ours() -> Iterator[tuple[str, int, int]]:
    for floor in _FLOORS:
        for folder, _, names in os.walk(_TOP / floor):
            for name in names:
                if not name.endswith(".pyc"):
                    path = os.path.join(folder, name)  # noqa: PTH118 ten times as fast
                    yield _state(path)


def _state(path: str) -> tuple[str, int, int]:
    try:
        found = os.stat(path)  # noqa: PTH116 as above
    except OSError:
        return path, 0, 0
    return path, found.st_mtime_ns, found.st_size


def _pass_over(_error: Exception) -> None:
    """What could not be looked at is looked at again."""
