"""The program from its door to its first window painted, and no further."""

import sys

from PySide6.QtWidgets import QApplication

import gui.start.startup
from gui.command import main


class UntilPainted(QApplication):
    """An application that ends when its windows have been painted."""

    def exec(self) -> int:  # type: ignore[override]  # Qt's own is static
        """Handle what waits until every window is on the screen."""
        while not all(window.isExposed() for window in self.topLevelWindows()):
            self.processEvents()
        self.processEvents()
        return 0


gui.start.startup.QApplication = UntilPainted  # type: ignore[attr-defined]  # the one way in
sys.exit(main([]))
