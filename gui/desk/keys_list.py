"""The list of the desk's keys, which F1 shows."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from gui.desk.table.intake_model import HEADERS
from gui.widgets.dialogs import AROUND, Asking, fitting_width, text_to_read
from gui.widgets.labels import button, heading, stack
from questionnaire.words import mark, tr

_TABLE = mark("In the table")
#: The keys of each place, with what they do.
_KEYS: dict[str, dict[str, str]] = {
    mark("On every page"): {
        "Ctrl+T": mark("take on the urgent one that the band names"),
        "Ctrl+L": mark("lock"),
        "F1": mark("this list"),
    },
    _TABLE: {
        "Ctrl+F": mark("search all days; Enter goes to the first found"),
        "Esc": mark("end the search, and show all again"),
        "Return": mark("open"),
        "Ctrl+N": mark("new intake"),
        "Ctrl+P": mark("print both sheets of all that is selected"),
        "Ctrl+C": mark("open, and copy its line"),
        "Shift+Down": mark("select one more"),
        "Ctrl+A": mark("select all"),
        "Del": mark("delete"),
        "Ctrl+0": mark("back to the usual order"),
        "F5": mark("look for news"),
    },
    mark("On the page for entry"): {
        "Ctrl+Return": mark("to the result; from there, back to the table"),
        "Ctrl+R": mark("to the reference"),
        "Return": mark("on, after a list or a figure"),
        "0": mark("none of these"),
        "?": mark("not sure"),
    },
    mark("On the page of one intake"): {
        "Ctrl+P": mark("print both sheets"),
        "Ctrl+Shift+P": mark("print the clinician's page"),
        "Ctrl+C": mark("copy its line"),
        "Ctrl+R": mark("give or mend the reference"),
        "Esc": mark("back"),
    },
}


class KeysDialog(Asking):
    """Shows the list without stopping what goes on behind it; its button and Escape close it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title, text = tr("Keys"), keys_text()
        self.setWindowTitle(title)
        self.list = text_to_read(text, title)
        self.list.setAccessibleDescription(" ".join(text.split()))
        self.list.setMinimumHeight(parent.height() // 2)  # to look things up in
        self.back = button(tr("Close"), "primary", self.close)
        self.back.setDefault(True)
        layout = stack(self, heading(title), self.list, self.back, spacing=16)
        layout.setContentsMargins(AROUND, AROUND, AROUND, AROUND)
        layout.setAlignment(self.back, Qt.AlignmentFlag.AlignTrailing)
        self.setMinimumWidth(fitting_width(self))
        self._let_keys_stand_apart(text)
        self.list.setFocus()  # so that it is read, and its keys scroll it

    def _let_keys_stand_apart(self, text: str) -> None:
        """Begin what the keys do in one column, right of the longest."""
        self.list.ensurePolished()  # measured in the letters of the style
        metrics = self.list.fontMetrics()
        keys = (line.partition("\t")[0] for line in text.splitlines() if "\t" in line)
        widest = max(metrics.horizontalAdvance(f"{key}  ") for key in keys)
        self.list.setTabStopDistance(widest)


def show_keys(parent: QWidget) -> None:
    """Show the list."""
    KeysDialog(parent).open()


def keys_text() -> str:
    """Return the list, a key and what it does on each line."""
    native = QKeySequence.SequenceFormat.NativeText
    places = (
        "\n".join(
            (
                tr(place),
                *(f"{QKeySequence(key).toString(native)}\t{does}" for key, does in _keys_of(place)),
            )
        )
        for place in _KEYS
    )
    return "\n\n".join(places)


def _keys_of(place: str) -> Iterator[tuple[str, str]]:
    """Yield each key of a place with what it does; in the table one for each column, too."""
    yield from ((key, tr(does)) for key, does in _KEYS[place].items())
    if place == _TABLE:
        words = tr("sort by “{column}”; again: the other way")
        for at, name in enumerate(HEADERS, 1):
            yield f"Ctrl+{at}", words.format(column=tr(name))
