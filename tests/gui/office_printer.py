"""A printing system of the tests' own with one printer; until it is started, there is no printer at all."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

NAME = "Office"
# Held for as long as the tests run: it is removed when they end.
_TEMPORARY = TemporaryDirectory(prefix="printer-", ignore_cleanup_errors=True)
_FOLDER = Path(_TEMPORARY.name)
_SOCKET = _FOLDER / "socket"
_PATIENCE = 20  # seconds

_SETTINGS = f"""
Listen {_SOCKET}
Browsing Off
PreserveJobFiles Yes
DefaultAuthType None
WebInterface No
<Location />
Allow all
</Location>
<Policy default>
<Limit All>
Allow all
</Limit>
</Policy>
"""
_FILES = f"""
ServerRoot {_FOLDER}
RequestRoot {_FOLDER}/spool
CacheDir {_FOLDER}/cache
StateDir {_FOLDER}/state
TempDir {_FOLDER}/drafts
ErrorLog {_FOLDER}/errors
AccessLog {_FOLDER}/access
PageLog {_FOLDER}/pages
FileDevice Yes
"""


def keep_others_away() -> None:
    """Let this process see no printer but ours, whatever this computer has."""
    os.environ["CUPS_SERVER"] = str(_SOCKET)


def printed() -> list[Path]:
    """Return what was printed since the printer was started, one file for each time."""
    return sorted((_FOLDER / "spool").glob("d*"))


@contextmanager
def running() -> Iterator[None]:
    """Start the printer; its paper is kept by the system that it belongs to."""
    server = shutil.which("cupsd", path=f"{os.environ['PATH']}:/usr/sbin:/sbin")
    lpadmin = shutil.which("lpadmin", path=f"{os.environ['PATH']}:/usr/sbin:/sbin")
    if not (server and lpadmin):
        pytest.skip("this computer lacks CUPS, with which the tests print")
    for folder in ("spool", "cache", "state", "drafts"):
        shutil.rmtree(_FOLDER / folder, ignore_errors=True)
        (_FOLDER / folder).mkdir()
    (_FOLDER / "cupsd.conf").write_text(_SETTINGS)
    (_FOLDER / "cups-files.conf").write_text(_FILES)
    files = ("-c", _FOLDER / "cupsd.conf", "-s", _FOLDER / "cups-files.conf")
    with subprocess.Popen([server, "-f", *files]) as process:
        try:
            _add_printer(lpadmin)
            yield
        finally:
            process.terminate()
    _SOCKET.unlink(missing_ok=True)


def administer(program: str, *arguments: str | Path) -> None:
    """Do to the printing system what somebody who looks after printers does."""
    found = shutil.which(program, path=f"{os.environ['PATH']}:/usr/sbin:/sbin")
    assert found
    subprocess.run([found, *arguments], capture_output=True, check=True)


def _add_printer(lpadmin: str) -> None:
    """Add the printer as soon as the system answers."""
    command = [lpadmin, "-p", NAME, "-E", "-v", "file:/dev/null", "-m", "raw"]
    end = time.monotonic() + _PATIENCE
    while subprocess.run(command, capture_output=True, check=False).returncode:
        if time.monotonic() > end:
            pytest.skip("CUPS does not start for this user")
