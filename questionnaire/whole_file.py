"""Writing a file atomically: the old content stays until all of the new one is on the disk."""

import os
import tempfile
from pathlib import Path

_FOR_ONE_USER = 0o600


def write_whole(path: Path, content: bytes, mode: int = _FOR_ONE_USER) -> None:
    """Put a file in the place of another; raises OSError, and then nothing was changed."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(mode)
        Path(temporary).replace(path)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        raise
