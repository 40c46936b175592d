"""Writing a file atomically: the old content stays until all of the new one is on the disk."""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

_FOR_ONE_USER = 0o600

#: Ends the name of what is not whole yet; no other program's file has it.
PART_ENDING = ".dystonia-triage-part"

#: How long another program, such as one that looks for viruses, may hold a file on Windows.
_PATIENCE = 1.0  # seconds
_PAUSE = 0.05


def write_whole(path: Path, content: bytes, mode: int = _FOR_ONE_USER) -> None:
    """Put a file in the place of another; raises OSError, and then nothing was changed."""
    with whole_file(path, mode) as file:
        file.write(content)


@contextmanager
def whole_file(path: Path, mode: int = _FOR_ONE_USER) -> Iterator[IO[bytes]]:
    """Lend a file that takes the place of another once all of it is written, or is removed.

    What a killed program left in the folder before goes first.
    """
    remove_leftovers(path.parent)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=PART_ENDING)
    temporary = Path(name)
    try:
        with _held(temporary):
            with os.fdopen(handle, "w+b") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            temporary.chmod(mode)
            persistently(lambda: temporary.replace(path))
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def try_to_write(path: Path) -> None:
    """Raise OSError where no file of this name could be written; none is there afterwards."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=PART_ENDING)
    os.close(handle)
    Path(name).unlink()


def remove_leftovers(folder: Path) -> None:
    """Remove the unfinished files of programs that were killed; those that are being written stay."""
    for path in folder.glob(f".*{PART_ENDING}"):
        with suppress(OSError), _held(path):  # it is somebody else's, or being written
            path.unlink()


@contextmanager
def _held(path: Path) -> Iterator[None]:
    """Hold an unfinished file; raises OSError while another program or thread does."""
    if sys.platform == "win32":  # pragma: no cover - there, an open file can't be removed anyway
        yield
        return
    import fcntl

    handle = os.open(path, os.O_RDWR)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(handle)


def make_for_this_user(path: Path) -> None:
    """Make sure that what another library writes into this file is for this user alone."""
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, _FOR_ONE_USER))
    path.chmod(_FOR_ONE_USER)


def persistently(act: Callable[[], object], patience: float = _PATIENCE) -> None:
    """Do it, and again for a second where another program holds the file; raises OSError."""
    until = time.monotonic() + patience
    while True:
        try:
            act()
        except PermissionError:
            if time.monotonic() >= until:
                raise
            time.sleep(_PAUSE)
        else:
            return
