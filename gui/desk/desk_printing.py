"""Printing at the desk: which printer comes first, what became of the sheets, several intakes at once."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gui.paper.print_watch import PrintWatch
from gui.widgets.background import Errands
from questionnaire.clinic import Clinic
from questionnaire.records.desk.office import Office
from questionnaire.records.desk.opened import Leaf, Opened
from questionnaire.records.desk.row_words import named
from questionnaire.reports.paper import Readers
from questionnaire.words import tr, tr_number


class DeskPrinting(PrintWatch):
    """Follows what was sent to a printer, and offers that one first the next time; `said` tells how it went."""

    said = Signal(str)

    def __init__(self, office: Office, errands: Errands, window: QWidget) -> None:
        super().__init__(window)
        self._office = office
        self._errands = errands
        self._window = window
        self.first = ""

    def start(self) -> None:
        """Look which printer was used last on this computer."""
        self._errands.run(lambda: self._office.printer, self._offer, lambda _: None)

    def sent(self, printer: str) -> None:
        """Take in which printer took the last sheets."""
        self.watch(printer)
        self._offer(printer)
        self._errands.run(
            lambda: self._office.remember_printer(printer), lambda _: None, lambda _: None
        )

    def note(self, intake: UUID, outcome: str, readers: Readers = "both") -> None:
        """Put into the audit what became of an intake's sheets: only a printer prints."""
        if outcome == "printed":
            self._office.note("printed", intake, readers)
        else:
            self._office.note("exported", intake, "pdf")

    def print_several(self, intakes: Sequence[UUID], clinic: Clinic) -> None:
        """Print both sheets of each intake, after asking for the printer once; say which were left out."""

        def opened(each: tuple[Sequence[Opened], Sequence[str]]) -> None:
            found, odd = each
            self.said.emit(" ".join(filter(None, (self._print_all(found, clinic), *odd))))

        self._errands.run(lambda: self._office.open_proven(intakes), opened)

    def _offer(self, printer: str) -> None:
        self.first = printer

    def _print_all(self, found: Sequence[Opened], clinic: Clinic) -> str:
        from gui.paper.printing import ask_for_printer, has_printer, print_on  # slow to import

        ready = [(one.leaves[0], shown) for one in found if (shown := one.shown(clinic))]
        left = _left_out([one for one in found if not one.shown(clinic)])
        if not ready:
            return " ".join((tr("There is nothing to print yet."), *left))
        title = tr_number(len(ready), "1 intake", "{number} intakes")
        printer = (
            ask_for_printer(self._window, title, clinic, self.first) if has_printer() else None
        )
        if printer is None:
            return "" if has_printer() else tr("No printer is set up on this computer.")
        done, trouble = 0, ""
        for leaf, shown in ready:
            printed: list[str] = []
            words = print_on(printer, shown, leaf.stamp, on_done=printed.append)
            if printed != ["printed"]:
                trouble = f"{_name(leaf)}: {words}"
                break
            self.note(leaf.listed.intake, "printed")
            done += 1
        if not done:
            return trouble
        self.sent(printer.printerName())
        number = tr_number(done, "1 result", "{number} results")
        words = tr("{number} sent to the printer “{printer}”.")
        told = words.format(number=number, printer=printer.printerName())
        return " ".join(filter(None, (told, trouble, *left)))


def _left_out(unprinted: Sequence[Opened]) -> list[str]:
    """Name what has no result, and what has two to choose from."""
    unfinished = [_name(one.leaves[0]) for one in unprinted if one.is_settled]
    double = [_name(one.leaves[0]) for one in unprinted if not one.is_settled]
    return [
        words.format(names=", ".join(names))
        for names, words in (
            (unfinished, tr("Not finished, so not printed: {names}.")),
            (double, tr("In two versions, so not printed: {names}. Open it and keep one.")),
        )
        if names
    ]


def _name(leaf: Leaf) -> str:
    return named(leaf.row.ticket, leaf.row.reference)
