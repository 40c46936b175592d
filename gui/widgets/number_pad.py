"""Figures to press, for a person who has no keyboard or can't use one."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLayout, QLineEdit, QPushButton, QSizePolicy, QWidget

from gui.widgets.announcing import announce
from gui.widgets.press_guard import PressGuard
from questionnaire.words import tr_in

_KEYS = "123456789"
_COLUMNS = 3


class NumberPad(QWidget):
    """Types figures into a field, which keeps the focus; Tab does not stop at the keys."""

    def __init__(self, field: QLineEdit) -> None:
        super().__init__()
        self.field = field
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        grid = QGridLayout(self)
        # Figures are written from left to right in every language.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        grid.setSizeConstraint(QLayout.SizeConstraint.SetMinimumSize)  # keys never cover each other
        for number, figure in enumerate(_KEYS):
            grid.addWidget(self._figure(figure), number // _COLUMNS, number % _COLUMNS)
        delete = self._key(tr_in("the last figure", "Delete"))
        delete.clicked.connect(self._delete)
        grid.addWidget(self._figure("0"), _COLUMNS, 0)
        grid.addWidget(delete, _COLUMNS, 1, 1, 2)

    def _figure(self, figure: str) -> QPushButton:
        key = self._key(figure)
        key.clicked.connect(lambda: self._type(figure))
        return key

    def _key(self, words: str) -> QPushButton:
        key = QPushButton(words)
        key.setProperty("role", "figure")
        key.setAutoDefault(False)
        key.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        PressGuard(key, fast=True)
        return key

    def _type(self, figure: str) -> None:
        """Put the figure where the cursor stands, in place of what is selected."""
        if self._may_type():
            self.field.insert(figure)
            self._say(figure)

    def _delete(self) -> None:
        """Take back the last figure, or what is selected."""
        if self._may_type():
            self.field.backspace()
            self._say(tr_in("the last figure", "Delete"))

    def _may_type(self) -> bool:
        """Give the field the focus again, unless nothing may be typed into it."""
        if self.field.isReadOnly():
            return False
        if not self.field.hasFocus():
            self.field.setFocus()
        return True

    def _say(self, words: str) -> None:
        """Say what was pressed, unless the field keeps it from being seen."""
        if self.field.echoMode() == QLineEdit.EchoMode.Normal:
            announce(self.field, words)
