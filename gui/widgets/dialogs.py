"""Questions and messages in a window of their own, with buttons as large as everywhere else."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from gui.widgets.labels import button, heading, label, stack
from gui.widgets.press_guard import ENTER
from gui.widgets.scroll_pane import ScrollPane
from questionnaire.words import tr

_WIDTH = 760  # a line of some 70 letters
AROUND = 24  # pixels between a dialog's edge and what is in it
_EDGE = 20  # pixels that a small screen keeps around the question


def ask(parent: QWidget, title: str, text: str, *, stay: str, go_on: str) -> bool:
    """Ask whether to go on; no is the answer that Escape gives."""
    return ask_which(parent, title, text, stay=stay, others=(go_on,)) is not None


def ask_which(
    parent: QWidget, title: str, text: str, *, stay: str, others: Sequence[str]
) -> int | None:
    """Ask which of several ways to go, and return its place; None where nothing shall be done."""
    question = QuestionDialog(parent, title, text, stay=stay, others=others)
    question.exec()
    chosen = question.chosen
    question.deleteLater()
    return chosen


def ask_for_path(parent: QWidget, title: str, name: str, kinds: str) -> Path | None:
    """Ask where a file is saved, at first under this name at home; None if they cancel."""
    suggestion = Path.home() / name
    dialog = QFileDialog(parent, title, str(suggestion), kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    # Added before the dialog asks about a file that exists, so that none is lost unasked.
    dialog.setDefaultSuffix(suggestion.suffix)
    return _path_chosen(dialog)


def ask_for_file(parent: QWidget, title: str, kinds: str) -> Path | None:
    """Ask for a file that is there, looking at home at first; None if they cancel."""
    dialog = QFileDialog(parent, title, str(Path.home()), kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _path_chosen(dialog)


def ask_for_folder(parent: QWidget, title: str) -> Path | None:
    """Ask for a folder that is there, looking at home at first; None if they cancel."""
    dialog = QFileDialog(parent, title, str(Path.home()))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return _path_chosen(dialog)


def _path_chosen(dialog: QFileDialog) -> Path | None:
    """Show a file dialog, let it go, and return what was chosen in it."""
    accepted = dialog.exec() == QFileDialog.DialogCode.Accepted
    dialog.deleteLater()
    return Path(dialog.selectedFiles()[0]) if accepted else None


class Asking(QDialog):
    """A dialog that a key answers only where it was pressed for it: Enter may still be held from before."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave out what a held Enter would press."""
        if not (event.isAutoRepeat() and event.key() in ENTER):
            super().keyPressEvent(event)


def fitting_width(dialog: QDialog) -> int:
    """Return how wide a dialog is on its screen, in pixels."""
    return min(_WIDTH, _room_for(dialog).width())


def _room_for(dialog: QDialog) -> QSize:
    """Return how large a dialog may be on the screen that it will be on.

    It is not asked for its screen: PySide would take that for its child, and forget it along with it.
    """
    around = dialog.parentWidget()
    there = around and QGuiApplication.screenAt(around.window().geometry().center())
    screen = there or QGuiApplication.primaryScreen()
    return screen.availableSize() - QSize(_EDGE, _EDGE)


class QuestionDialog(Asking):
    """Shows all its words on a screen of any size; its text scrolls where there is no room."""

    def __init__(
        self, parent: QWidget, title: str, text: str, *, stay: str, others: Sequence[str]
    ) -> None:
        super().__init__(parent)
        self.chosen: int | None = None
        self.setWindowTitle(title)
        self.setAccessibleDescription(text)
        self.words = f"{title}\n{text}"
        self._heading = heading(title)
        self._pane = ScrollPane()
        self._pane.setAccessibleName(title)
        self._text = label(text)
        stack(self._pane.content, self._text)
        self._ways = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        layout = stack(self, self._heading, self._pane, spacing=14)
        layout.setContentsMargins(AROUND, AROUND, AROUND, AROUND)
        layout.setStretch(1, 1)
        layout.addLayout(self._ways)
        self._add_buttons(stay, others)
        self._fit()

    def _add_buttons(self, stay: str, others: Sequence[str]) -> None:
        staying = button(stay, "primary", self.reject)
        going = [button(words) for words in others]
        for at, one in enumerate(going):
            one.clicked.connect(lambda _checked=False, at=at: self._choose(at))
        self.buttons: list[QPushButton] = [*going, staying]
        for one in self.buttons:
            one.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Minimum)
            self._ways.addWidget(one)
        staying.setDefault(True)
        staying.setFocus()

    def _choose(self, at: int) -> None:
        self.chosen = at
        self.accept()

    def _fit(self) -> None:
        """Take the size that the words need, and no more than the screen has."""
        for one in (self._heading, self._text, *self.buttons):
            one.ensurePolished()
        inside = fitting_width(self) - 2 * AROUND
        for one in self.buttons:
            if one.sizeHint().width() > inside:
                _halve(one)
        if self._ways.sizeHint().width() > inside:
            self._ways.setDirection(QBoxLayout.Direction.TopToBottom)
        parts = (self._heading.heightForWidth(inside), self._text.heightForWidth(inside))
        spacing = 2 * (AROUND + 14)
        needed = sum(parts) + self._ways.sizeHint().height() + spacing
        self.resize(inside + 2 * AROUND, min(needed, _room_for(self).height()))


def _halve(long: QPushButton) -> None:
    """Write what a button says in two lines of about the same length."""
    words = long.text().split()
    ways = ("\n".join((" ".join(words[:at]), " ".join(words[at:]))) for at in range(1, len(words)))
    long.setText(
        min(ways, key=lambda way: long.fontMetrics().size(0, way).width(), default=long.text())
    )


def ask_for_line(parent: QWidget, title: str, text: str, line: str, *, longest: int) -> str | None:
    """Ask for one line of text, beginning with what is there; None where it stays as it is."""
    question = LineDialog(parent, title, text, line, longest)
    accepted = question.exec() == QDialog.DialogCode.Accepted
    typed = question.line.text().strip()
    question.line.setText("")  # unlike clear(), this leaves nothing to undo
    question.deleteLater()
    return typed if accepted else None


class LineDialog(Asking):
    """Asks for one line of text; Enter saves it and Escape leaves it as it was."""

    def __init__(self, parent: QWidget, title: str, text: str, line: str, longest: int) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.line = QLineEdit(line)
        self.line.setMaxLength(longest)
        self.line.setAccessibleName(title)
        self.line.setAccessibleDescription(text)
        self.line.selectAll()
        self.save = button(tr("Save"), "primary", self.accept)
        self.back = button(tr("Go back"), act=self.reject)
        self.save.setDefault(True)
        layout = stack(self, heading(title), label(text), self.line, spacing=14)
        layout.setContentsMargins(AROUND, AROUND, AROUND, AROUND)
        ways = QHBoxLayout()
        ways.addStretch(1)
        ways.addWidget(self.back)
        ways.addWidget(self.save)
        layout.addLayout(ways)
        width = fitting_width(self)
        self.setMinimumWidth(width)
        for one in self.findChildren(QWidget):
            one.ensurePolished()
        self.resize(width, layout.totalHeightForWidth(width))
        self.line.setFocus()


_LINES_SHOWN = 8


class Message(Asking):
    """Says something without stopping what goes on behind it; its button and Escape close it.

    Below the sentences are details for the people who fix it: in sight, or at a press.
    """

    def __init__(
        self, parent: QWidget | None, sentences: Sequence[str], details: str, *, in_sight: bool
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title, *others = sentences
        self.setWindowTitle(title)
        self.setAccessibleDescription(" ".join(others))
        self.details = text_to_read(details, tr("Details"))
        texts = (heading(title), *map(label, others))
        layout = stack(self, *texts, spacing=16)
        layout.setContentsMargins(28, 24, 28, 20)
        layout.addWidget(self.details, 1)
        layout.addLayout(self._buttons(in_sight=in_sight))
        for one in (self.show_details,) if in_sight else (self.details, self.copy):
            one.hide()
        self.setMinimumWidth(fitting_width(self))
        self.go_on.setDefault(True)
        self.go_on.setFocus()

    def _buttons(self, *, in_sight: bool) -> QHBoxLayout:
        self.go_on = button(tr("Close") if in_sight else tr("Go on"), "primary", self.close)
        self.show_details = button(tr("Details"), act=self._show_details)
        self.copy = button(
            tr("Copy the details"),
            act=lambda: QGuiApplication.clipboard().setText(self.details.toPlainText()),
        )
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


def tell(parent: QWidget | None, sentences: Sequence[str], details: str) -> Message:
    """Tell the person something, and the lines in question; what is behind goes on meanwhile."""
    message = Message(parent, sentences, details, in_sight=True)
    message.open()
    return message


def ask_before_losing(parent: QWidget) -> bool:
    """Ask whether the answers on the screen may be forgotten; no is the answer that Escape gives."""
    return ask(
        parent,
        tr("Forget these answers?"),
        tr("They are not kept anywhere else. Print or save the result first if it is needed."),
        stay=tr("Go back"),
        go_on=tr("Forget the answers"),
    )


def text_to_read(text: str, name: str) -> QPlainTextEdit:
    """Return a box of text that can be read through, chosen from and left with the Tab key."""
    box = QPlainTextEdit(text)
    box.setReadOnly(True)
    box.setTabChangesFocus(True)
    box.setAccessibleName(name)
    box.setMinimumHeight(_LINES_SHOWN * box.fontMetrics().lineSpacing())
    return box
