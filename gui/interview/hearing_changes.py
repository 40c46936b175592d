"""Parts of a wizard hear of every change of the interview, which may go on in another wizard."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from questionnaire.interview import Interview


def hear_while_there(interview: Interview, widget: QWidget, heard: Callable[[], None]) -> None:
    """Tell a widget of every change until it is destroyed; `heard` is a method of its own."""
    interview.on_change(heard)
    widget.destroyed.connect(lambda: interview.stop_telling(heard))
