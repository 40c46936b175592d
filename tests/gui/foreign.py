"""What a page says that is not in the language in use, of the two that are made up for tests.

Neither of them has a plain letter of ours, so that each word of such letters was never translated.
"""

import re
from collections.abc import Iterable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QWidget,
)

from gui.widgets.page_header import LanguageButton
from questionnaire.clinic import default_clinic
from questionnaire.evidence import cite, evidence

_WORD = re.compile(r"[A-Za-z]{2,}")


def untranslated(widgets: Iterable[QWidget], *own: str) -> list[str]:
    """Return every text in sight with a plain word; `own` words are the clinic's or a person's."""
    # The longest first, because a short one can be part of it, also of a key.
    known = sorted((*_OWN, *own), key=len, reverse=True)
    return [
        text
        for widget in widgets
        if widget.isVisible()
        and not isinstance(widget, LanguageButton)  # named in its own language
        for text in _texts(widget)
        if _WORD.search(_without(text, known))
    ]


def _without(text: str, own: Iterable[str]) -> str:
    text = text.replace("\u200b", "")  # where an address may be broken
    for one in own:
        text = text.replace(one, "")
    return text


def _texts(widget: QWidget) -> Iterator[str]:
    """Yield everything that a widget says, to the eye or through a screen reader."""
    yield from (widget.accessibleName(), widget.accessibleDescription(), widget.toolTip())
    match widget:
        case QLabel() | QAbstractButton():
            yield widget.text()
        case QLineEdit() | QPlainTextEdit():
            yield widget.placeholderText()
        case QComboBox():
            yield from (widget.itemText(number) for number in range(widget.count()))
        case QTableView():
            model, across = widget.model(), Qt.Orientation.Horizontal
            for column in range(model.columnCount()):
                yield str(model.headerData(column, across) or "")
                for row in range(model.rowCount()):
                    yield str(model.index(row, column).data() or "")


def _clinics_own() -> Iterator[str]:
    clinic = default_clinic()
    yield clinic.name
    yield from clinic.address


def _printed_sources() -> Iterator[str]:
    """Yield what stands as it is in every language: who wrote which article, and statements' ids."""
    for id_ in evidence().sources:
        yield cite(id_).citation
        yield evidence().sources[id_].short
        yield cite(id_).doi or "doi"
    yield from ("doi", "PMID")
    yield from evidence().statements


_OWN = (*_printed_sources(), *_clinics_own())
