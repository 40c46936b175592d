"""The pages over the desk's table: one in place of another, or over one that stays as it is."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from gui.desk.table.table_page import TablePage
from gui.widgets.page_frame import let_go_of_focus


class PageStack(QStackedWidget):
    """Shows the table, or the page over it; `shown` carries what is in front from now on."""

    shown = Signal(object)

    def __init__(self, table: TablePage) -> None:
        super().__init__()
        self._table = table
        self.page: QWidget | None = None
        # What the page was opened over, and where the focus was there: Qt moves it when a page is hidden.
        self._under: list[tuple[QWidget, QWidget]] = []
        self.addWidget(table)

    @property
    def beneath(self) -> tuple[QWidget, ...]:
        """The pages that the one in front was opened over, and to which it leads back."""
        return tuple(page for page, _ in self._under)

    @property
    def open_pages(self) -> tuple[QWidget, ...]:
        """Every page that is open, the one that is shown last."""
        return (*self.beneath, self.page) if self.page else ()

    def show_page(self, page: QWidget, *, over: bool) -> None:
        """Show a page in place of the one before, or over it."""
        if self.page and over:
            self._under.append((self.page, self.page.focusWidget() or self.page))
            let_go_of_focus(self)
        else:
            self._drop_page()
        self.page = page
        self.addWidget(page)
        self._show_current(page)

    def go_back(self) -> None:
        """Come back to what the page was opened over, or to the table, where the focus was there."""
        self._drop_page()
        self.page, focused = self._under.pop() if self._under else (None, self._table.view)
        self._show_current(self.page or self._table)
        focused.setFocus()

    def focus_page(self) -> None:
        """Put the focus where it was on the page that is shown."""
        if self.page:
            (self.page.focusWidget() or self.page).setFocus()
        else:
            self._table.focus_start()

    def _show_current(self, page: QWidget) -> None:
        self.setCurrentWidget(page)
        self.shown.emit(page)

    def _drop_page(self) -> None:
        let_go_of_focus(self)
        page, self.page = self.page, None
        if page:
            self.removeWidget(page)
            page.hide()
            page.deleteLater()
