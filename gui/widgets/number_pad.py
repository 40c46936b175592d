"""Figures and letters to press, for a person who has no keyboard or can't use one."""

from string import ascii_uppercase

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QLayout, QLineEdit, QPushButton, QSizePolicy, QWidget

from gui.widgets.announcing import announce
from gui.widgets.labels import ButtonRole
from gui.widgets.press_guard import GuardedButton
from questionnaire.words import tr, tr_in

_FIGURES = "1234567890"
_COLUMNS = 3
_LETTER_COLUMNS = 6


class _PadKey(GuardedButton):
    is_fast = True


class KeyPad(QWidget):
    """Types into a field, which keeps the focus; Tab does not stop at the keys."""

    def __init__(self, field: QLineEdit, role: ButtonRole) -> None:
        super().__init__()
        self._role = role
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(tr("Keys to press"))
        self.type_into(field)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.grid = QGridLayout(self)
        # Figures are written from left to right in every language, and so are these letters.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setSpacing(8)
        self.grid.setSizeConstraint(
            QLayout.SizeConstraint.SetMinimumSize
        )  # keys never cover each other

    def type_into(self, field: QLineEdit) -> None:
        """Type into this field from now on; a press beside or on a key leaves the focus there."""
        self.field = field
        self.setFocusProxy(field)

    def add_signs(self, signs: str, columns: int) -> None:
        """Add a key for each of these signs, in rows."""
        for number, sign in enumerate(signs):
            self.grid.addWidget(self._sign(sign), number // columns, number % columns)

    def add_delete(self, row: int, column: int, columns: int) -> None:
        """Add the key that takes back."""
        delete = self._key(tr_in("the last figure", "Delete"))
        delete.clicked.connect(self._delete)
        self.grid.addWidget(delete, row, column, 1, columns)

    def _sign(self, sign: str) -> QPushButton:
        key = self._key(sign)
        key.clicked.connect(lambda: self._type(sign))
        return key

    def _key(self, words: str) -> QPushButton:
        key = _PadKey(words)
        key.setProperty("role", self._role)
        key.setAutoDefault(False)
        key.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return key

    def _type(self, sign: str) -> None:
        """Put the sign where the cursor stands, in place of what is selected."""
        if self._may_type():
            self.field.insert(sign)
            self._say(sign)

    def _delete(self) -> None:
        """Take back the last sign, or what is selected."""
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


class NumberPad(KeyPad):
    """The figures, as on a telephone."""

    def __init__(self, field: QLineEdit) -> None:
        super().__init__(field, "figure")
        self.add_signs(_FIGURES, _COLUMNS)
        self.add_delete(_COLUMNS, 1, 2)


class LetterPad(KeyPad):
    """The letters that references are made of, in the order of the alphabet."""

    def __init__(self, field: QLineEdit) -> None:
        super().__init__(field, "letter")
        self.add_signs(ascii_uppercase, _LETTER_COLUMNS)
        rows, used = divmod(len(ascii_uppercase), _LETTER_COLUMNS)
        self.add_delete(rows, used, _LETTER_COLUMNS - used)


class ReferencePad(KeyPad):
    """The figures or, after a press on the key above them, the letters; that key stays where it is."""

    def __init__(self, field: QLineEdit) -> None:
        super().__init__(field, "figure")
        self._figures, self._letters = NumberPad(field), LetterPad(field)
        self.switch = self._key("")
        self.switch.clicked.connect(self._change)
        dash = self._sign("-")
        dash.setAccessibleName(tr("Dash"))
        for column, (key, share) in enumerate(((self.switch, _COLUMNS - 1), (dash, 1))):
            self.grid.addWidget(key, 0, column)
            self.grid.setColumnStretch(column, share)
        for pad in (self._figures, self._letters):
            policy = pad.sizePolicy()
            policy.setRetainSizeWhenHidden(True)  # so that nothing moves when they change places
            pad.setSizePolicy(policy)
            self.grid.addWidget(pad, 1, 0, 1, 2, Qt.AlignmentFlag.AlignTop)
        self._letters.hide()
        self._name_switch()

    def showEvent(self, event: QShowEvent) -> None:
        """Let hidden keys, too, know how large they will be."""
        super().showEvent(event)
        for key in self._letters.findChildren(QPushButton):
            key.ensurePolished()
        for grid in (self._letters.grid, self.grid):
            grid.invalidate()
        self.updateGeometry()

    def _change(self) -> None:
        for pad in (self._figures, self._letters):
            pad.setVisible(pad.isHidden())
        self._name_switch()

    def _name_switch(self) -> None:
        self.switch.setText(tr("Letters") if self._letters.isHidden() else tr("Figures"))
