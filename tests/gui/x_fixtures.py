"""A display of X11 for a test, asked for by `pytest_plugins = ["x_fixtures"]`."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator

import pytest
from x_display import HEIGHT, LOOKING, WIDTH, Display

from gui.start.system_libraries import FOR_X11, missing


@pytest.fixture
def x11() -> Iterator[Display]:
    """Lend a display of X11."""
    server = shutil.which("Xvfb")
    if sys.platform != "linux" or not server:
        pytest.skip("Xvfb is not on this computer")
    if any(missing([*FOR_X11, *LOOKING])):
        pytest.skip("the libraries of X11 are missing")
    reading, writing = os.pipe()
    command = [server, "-displayfd", str(writing), "-nolisten", "tcp"]
    command += ["-screen", "0", f"{WIDTH}x{HEIGHT}x24"]
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as running:
        os.close(writing)
        with os.fdopen(reading) as said:
            display = Display(f":{said.readline().strip()}")
        yield display
        display.close()
        running.terminate()
