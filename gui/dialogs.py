"""Questions and messages in a window of their own, with buttons as large as everywhere else."""

from PySide6.QtWidgets import QMessageBox, QWidget

from gui.text import button
from questionnaire.words import tr


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
    return box.clickedButton() is forget


def tell(parent: QWidget | None, title: str, text: str) -> None:
    """Tell the person something, and wait until they have read it."""
    box = QMessageBox(parent)
    box.setWindowTitle(title)
    box.setText(title)
    box.setInformativeText(text)
    box.addButton(button(tr("Close"), "primary"), QMessageBox.ButtonRole.AcceptRole)
    box.exec()
