"""The threads of the front desk: what comes in never waits for what staff do, such as a long export."""

from typing import NamedTuple

from gui.widgets.background import Background


class Backgrounds(NamedTuple):
    """`work` does what staff want, one thing after the other; `incoming` looks for what came in."""

    work: Background
    incoming: Background
