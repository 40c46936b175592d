"""Questions and messages in a window of their own, with buttons as large as everywhere else."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QMessageBox,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from gui.text import button, label
from questionnaire.words import tr

_WIDTH = 760  # a line of some 70 letters
_LINES_SHOWN = 8


class Message(QDialog):
    """Says something without stopping what goes on behind it; its button and Escape close it.

    Below the sentences stands what is only for somebody who mends it: in sight, or at a press.
    """

    def __init__(
        self, parent: QWidget | None, sentences: Sequence[str], details: str, *, in_sight: bool
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title, *others = sentences
        self.setWindowTitle(title)
        self.setAccessibleDescription(" ".join(others))
        self.details = _text_to_copy(details)
        self.details.setVisible(in_sight)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 24, 28, 20)
        layout.setSpacing(16)
        layout.addWidget(label(title, "section"))
        for sentence in others:
            layout.addWidget(label(sentence))
        layout.addWidget(self.details, 1)
        layout.addLayout(self._buttons(in_sight=in_sight))
        self.setMinimumWidth(min(_WIDTH, self.screen().availableSize().width()))
        self.go_on.setDefault(True)
        self.go_on.setFocus()

    def _buttons(self, *, in_sight: bool) -> QHBoxLayout:
        self.go_on = button(tr("Close") if in_sight else tr("Go on"), "primary")
        self.go_on.clicked.connect(self.close)
        self.show_details = button(tr("Details"))
        self.show_details.clicked.connect(self._show_details)
        self.show_details.setVisible(not in_sight)
        self.copy = button(tr("Copy the details"))
        self.copy.clicked.connect(self._copy)
        self.copy.setVisible(in_sight)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.show_details)
        row.addWidget(self.copy)
        row.addStretch(1)
        row.addWidget(self.go_on)
        return row

    def _show_details(self) -> None:
        self.details.show()
        self.copy.show()
        self.show_details.hide()
        self.details.setFocus()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.details.toPlainText())


def tell(parent: QWidget | None, sentences: Sequence[str], details: str) -> Message:
    """Tell the person something, and the lines in question; what is behind goes on meanwhile."""
    message = Message(parent, sentences, details, in_sight=True)
    message.open()
    return message


def ask_before_losing(parent: QWidget) -> bool:
    """Ask whether the answers on the screen may be forgotten; no is the answer that Escape gives."""
    box = QMessageBox(parent)
    box.setWindowTitle(tr("Forget these answers?"))
    box.setText(tr("Forget these answers?"))
    box.setInformativeText(
        tr("They are not kept anywhere else. Print or save the result first if it is needed.")
    )
    stay = button(tr("Go back"), "primary")
    forget = button(tr("Forget the answers"))
    box.addButton(stay, QMessageBox.ButtonRole.RejectRole)
    box.addButton(forget, QMessageBox.ButtonRole.DestructiveRole)
    box.setEscapeButton(stay)
    box.setDefaultButton(stay)
    box.exec()
    may_be_lost = box.clickedButton() is forget
    box.deleteLater()
    return may_be_lost


def _text_to_copy(text: str) -> QPlainTextEdit:
    """Return a box of text that can be read through, chosen from and left with the Tab key."""
    box = QPlainTextEdit(text)
    box.setReadOnly(True)
    box.setTabChangesFocus(True)
    box.setAccessibleName(tr("Details"))
    box.setMinimumHeight(_LINES_SHOWN * box.fontMetrics().lineSpacing())
    return box
