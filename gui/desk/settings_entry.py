"""One thing to enter in a form: its name, a line about it, what is wrong, and the control."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.desk.settings_controls import Control, Switch
from gui.text import label


class Entry(QWidget):
    """Names the control for eyes and for screen readers."""

    def __init__(self, words: str, control: Control, hint: str = "") -> None:
        super().__init__()
        self.control = control
        self._hint = label(hint, "hint")
        self._hint.setVisible(bool(hint))
        self._error = label("", "error")
        self._error.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        if words and not isinstance(control, Switch):
            layout.addWidget(label(words, "title"))
        layout.addWidget(self._hint)
        layout.addWidget(self._error)
        layout.addStretch(1)  # beside a longer one, the controls stand level
        layout.addWidget(control)
        control.setAccessibleName(words)
        self._describe()

    def set_hint(self, text: str) -> None:
        """Say something else about it."""
        self._hint.setText(text)
        self._hint.setVisible(bool(text))
        self._describe()

    def show_problem(self, text: str) -> None:
        """Show what is wrong above the control; an empty text takes it away."""
        self._error.setText(text)
        self._error.setVisible(bool(text))
        self.control.set_missing(bool(text))
        self._describe()

    def _describe(self) -> None:
        said = " ".join(text for text in (self._error.text(), self._hint.text()) if text)
        self.control.setAccessibleDescription(said)
