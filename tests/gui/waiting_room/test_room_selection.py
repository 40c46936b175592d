"""On X11 whatever is marked can be pasted with the middle button, until somebody marks something else."""

from program import run_python
from x_display import Display

pytest_plugins = ["x_fixtures"]

MARK_AND_WIPE = """
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication
from gui.attendance.wiping import forget_what_was_copied
app = QApplication([])
clipboard = app.clipboard()
for mode in (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection):
    clipboard.setText("zqxj 7", mode)
print(clipboard.text(QClipboard.Mode.Selection))
forget_what_was_copied()
print([clipboard.text(mode) for mode in QClipboard.Mode])
"""


def test_what_x11_keeps_of_a_marked_text_is_wiped(x11: Display) -> None:
    ended = run_python("-c", MARK_AND_WIPE, QT_QPA_PLATFORM="xcb", DISPLAY=x11.name)
    assert (ended.code, ended.out, ended.complaint) == (0, "zqxj 7\n['', '', '']\n", "")
