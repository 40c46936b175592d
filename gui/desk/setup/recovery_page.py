"""The recovery sheet on the screen, to be printed and confirmed before records are switched on."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QHBoxLayout, QLabel

from gui.desk.setup.code_picture import CodePicture
from gui.paper.printing import ask_for_printer, draw_pdf, has_printer, was_taken
from gui.widgets.column_grid import ColumnGrid
from gui.widgets.dialogs import ask, ask_for_path
from gui.widgets.form import Entry, FormPage
from gui.widgets.form_controls import Secret
from gui.widgets.labels import button, fill, frame, label
from questionnaire.clinic import Clinic
from questionnaire.records.sealing.recovery import RecoverySheet, confirms
from questionnaire.records.sealing.recovery_paper import recovery_paper
from questionnaire.reports.typesetting import NotWrittenError, save
from questionnaire.words import tr

_WIDE = 13  # line heights that the key needs, and the code beside it


class RecoveryPage(FormPage):
    """Shows a sheet until it is confirmed or given up; after that, nothing here holds the key.

    `finish` is what confirming does, off the screen's thread; `confirmed` follows it.
    """

    confirmed = Signal()

    def __init__(self, sheet: RecoverySheet, clinic: Clinic, finish: Callable[[], object]) -> None:
        super().__init__(sheet.title)
        self._sheet: RecoverySheet | None = sheet
        self._finish: Callable[[], object] | None = finish
        self._clinic = clinic
        self._is_on_paper = False
        self._build(sheet)
        self.offer(tr("Leave without records"), tr("Switch records on"))

    def submit(self) -> None:
        """Switch records on if the end of the key was typed exactly as printed."""
        sheet, finish = self._sheet, self._finish
        if sheet is None or finish is None:
            return
        wrong = {}
        if not confirms(sheet.identity, str(self.entries["typed"].control.value)):
            wrong["typed"] = tr(
                "Type the last 8 letters of the key, exactly as printed on the sheet."
            )
        self.show_problems(wrong)
        if not wrong and self._is_safe():
            self.work(tr("Switching records on."), finish, lambda _done: self._confirm())

    def _is_safe(self) -> bool:
        """Ask about the key where it was neither printed nor saved: from the screen alone it would be lost."""
        self._is_on_paper = self._is_on_paper or ask(
            self,
            tr("Is the key written down?"),
            tr(
                "The sheet was neither printed nor saved. Without it, the records can't be read "
                "once all passphrases are lost. Compare what you wrote with all of the key."
            ),
            stay=tr("Go back"),
            go_on=tr("I wrote it down by hand"),
        )
        return self._is_on_paper

    def leave(self) -> None:
        """Give the sheet up, after a question; records stay off."""
        if self.may_leave():
            self.forget()
            self.closed.emit()

    def may_leave(self) -> bool:
        """Ask whether records may stay off."""
        return self._sheet is None or ask(
            self,
            tr("Leave without records?"),
            tr(
                "Records stay off, and nothing of this is kept. The key then opens nothing: "
                "destroy any printed sheets."
            ),
            stay=tr("Go back"),
            go_on=tr("Leave without records"),
        )

    def forget(self) -> None:
        """Leave nothing of the key in what is shown or kept here."""
        self._sheet = self._finish = None
        self.forget_secrets()
        self._code.forget()
        self._key.clear()

    def save_to(self, path: Path) -> None:
        """Write the sheet as a PDF, and say so."""
        if self._sheet is None:
            return
        try:
            save(path, recovery_paper(self._sheet, self._clinic))
        except NotWrittenError as error:
            text = tr("The sheet could not be saved as {path}: {reason}. Choose another place.")
            self.say(text.format(path=path, reason=error))
        else:
            self._is_on_paper = True
            self.say(tr("The sheet was saved as {path}.").format(path=path))

    def print_on(self, printer: QPrinter) -> None:
        """Print the sheet, and say what became of it."""
        sheet = self._sheet
        drawn = sheet is not None and draw_pdf(printer, recovery_paper(sheet, self._clinic).pdf)
        taken = drawn and (printer.outputFileName() or was_taken(printer))
        self._is_on_paper = self._is_on_paper or bool(taken)
        if drawn and printer.outputFileName():
            words = tr("The sheet was not printed. It was saved in a file: {path}.")
            self.say(words.format(path=printer.outputFileName()))
        elif taken:
            words = tr("The sheet was sent to “{printer}”. Check that all of it can be read.")
            self.say(words.format(printer=printer.printerName()))
        else:
            self.say(tr("The printer could not be reached. Check it, or copy the key by hand."))

    def _confirm(self) -> None:
        self.forget()
        self.confirmed.emit()

    def _ask_for_printer(self) -> None:
        if not has_printer():
            self.say(
                tr(
                    "No printer is set up on this computer, so nothing was printed. "
                    "Save the sheet as a PDF, or copy the key by hand."
                )
            )
        elif printer := ask_for_printer(self, tr("Recovery sheet for the records"), self._clinic):
            self.print_on(printer)

    def _ask_for_file(self) -> None:
        if not ask(
            self,
            tr("Save the key in a file?"),
            tr(
                "Anyone who gets the file can read every record. Save it on a USB stick that is "
                "locked away with the sheets, not on this computer."
            ),
            stay=tr("Go back"),
            go_on=tr("Save as PDF"),
        ):
            return
        title, kinds = tr("Save as PDF"), tr("PDF files (*.pdf)")
        if path := ask_for_path(self, title, "recovery-sheet.pdf", kinds):
            self.save_to(path)

    # Building

    def _build(self, sheet: RecoverySheet) -> None:
        box, inside = frame("card", 10)
        self._key, self._code = _key_label(sheet), CodePicture(sheet.identity)
        self.unsaid = (self._key,)
        inside.addWidget(ColumnGrid((self._key, self._code), lines=_WIDE))
        printing = button(tr("Print the sheet"), "primary", self._ask_for_printer)
        saving = button(tr("Save as PDF"), act=self._ask_for_file)
        more = tr("The printed sheet also says how the records are read with the key alone.")
        fill(
            self.content,
            label(sheet.purpose),
            label("\n".join(f"• {duty}" for duty in sheet.duties)),
            box,
            fill(QHBoxLayout(), printing, saving, None),
            label(more, "hint"),
        )
        self.section(tr("Is the sheet safe?"))
        hint = tr("They are the last two groups. Copy them from the paper, not from the screen.")
        typed = Secret(shown_while_typed=True)
        self.enter("typed", Entry(tr("The last 8 letters of the key"), typed, hint))
        self.content.addStretch(1)


def _key_label(sheet: RecoverySheet) -> QLabel:
    made = label("\n".join("  ".join(line) for line in sheet.lines))
    made.setProperty("role", "key")
    return made
