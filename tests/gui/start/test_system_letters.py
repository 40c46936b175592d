"""The system's own size of letters is followed, measured in a program of its own on a screen that says so."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
from gui.application import Session
from gui.start.startup import dressed_application
from questionnaire.clinic import default_clinic
app = dressed_application()
wizard = Session(default_clinic()).wizard
wizard.show()
app.processEvents()
page = wizard.current
print(page.boxes["answered_by"].field.buttons[0].fontInfo().pixelSize())
"""
USUAL = 20  # pixels of a choice


@pytest.mark.parametrize(("dots", "letters"), [(96, USUAL), (144, 30), (192, 40)])
def test_letters_are_as_large_as_the_system_draws_them(
    tmp_path: Path, dots: int, letters: int
) -> None:
    screen = {"name": "screen", "x": 0, "y": 0, "width": 1366, "height": 768, "dpr": 1}
    screen |= {"logicalDpi": dots, "logicalBaseDpi": dots}
    config = tmp_path / "screen.json"
    config.write_text(json.dumps({"screens": [screen]}))
    platform = {"QT_QPA_PLATFORM": f"offscreen:configfile={config}"}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env=os.environ | platform,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.split() == [str(letters)], done.stderr
