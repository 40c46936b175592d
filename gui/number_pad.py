"""Figures to touch, for a computer without a keyboard."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPushButton, QWidget

from questionnaire.words import tr

_KEYS = "123456789"
_COLUMNS = 3


class NumberPad(QWidget):
    """Types figures into a field; a figure may come twice at once, so its keys have no guard."""

    def __init__(self, field: QLineEdit) -> None:
        super().__init__()
        self._field = field
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        for number, figure in enumerate(_KEYS):
            grid.addWidget(self._figure(figure), number // _COLUMNS, number % _COLUMNS)
        delete = _key(tr("Delete"))
        delete.clicked.connect(lambda: self._type(""))
        grid.addWidget(self._figure("0"), _COLUMNS, 0)
        grid.addWidget(delete, _COLUMNS, 1, 1, 2)
        grid.setRowStretch(_COLUMNS + 1, 1)

    def _figure(self, figure: str) -> QPushButton:
        key = _key(figure)
        key.clicked.connect(lambda: self._type(figure))
        return key

    def _type(self, figure: str) -> None:
        """Type a figure, or take the last one back."""
        if self._field.isReadOnly():
            return
        if figure:
            self._field.insert(figure)
        else:
            self._field.backspace()


def _key(words: str) -> QPushButton:
    key = QPushButton(words)
    key.setProperty("role", "plain")
    key.setAutoDefault(False)
    key.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a touch leaves the focus in the field
    return key
