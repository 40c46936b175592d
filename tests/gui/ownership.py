"""Whom Python takes for a widget's owner: it lets a widget go along with the one it takes for its parent."""

import gc
import re
from collections.abc import Iterator

from PySide6.QtWidgets import QWidget
from shiboken6 import Shiboken

_OWNER = re.compile(r"^parent\.+ <.* at (0x[0-9a-f]+)>", re.MULTILINE)


def strays(window: QWidget) -> list[QWidget]:
    """Return the widgets in a window that Python would let go along with what they do not stand in.

    Python's own list of objects tells them: asking Qt for a child or a parent would set their owners right.
    """
    known = [one for one in gc.get_objects() if isinstance(one, QWidget) and Shiboken.isValid(one)]
    owners = [(one, _OWNER.search(Shiboken.dump(one))) for one in known if window.isAncestorOf(one)]
    return [
        one for one, owner in owners if owner and int(owner[1], 16) not in map(id, _around(one))
    ]


def _around(widget: QWidget) -> Iterator[QWidget]:
    while parent := widget.parentWidget():
        yield parent
        widget = parent
