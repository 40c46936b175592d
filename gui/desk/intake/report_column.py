"""A report on the page of one intake, built piece by piece."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.interview.report_view import report_head, report_rest
from gui.widgets.labels import clear, fill
from questionnaire.reports.blocks import Report
from questionnaire.reports.speech import report_words
from questionnaire.spoken import as_spoken


class ReportColumn(QWidget):
    """Shows one report piece by piece, so that the page opens at once; `grown` is called after each."""

    def __init__(self, grown: Callable[[], None]) -> None:
        super().__init__()
        self._grown = grown
        self.said = ""
        self._waiting: Iterator[QWidget] = iter(())
        self._layout = fill(QVBoxLayout(self), margins=(0, 0, 0, 0), spacing=22)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._add_next)

    @property
    def is_whole(self) -> bool:
        """Whether every piece is there."""
        return not self._timer.isActive()

    def show_report(self, report: Report, *, for_staff: bool) -> None:
        """Show this report in place of the one before; `said` is all of it in words."""
        self.said = as_spoken(report_words(report, for_staff=for_staff))
        clear(self._layout)
        fill(self._layout, *report_head(report, for_staff=for_staff))
        self._waiting = report_rest(report, for_staff=for_staff)
        self._timer.start(0)

    def _add_next(self) -> None:
        widget = next(self._waiting, None)
        if widget is None:
            self._timer.stop()
            return
        self._layout.addWidget(widget)
        self._grown()
