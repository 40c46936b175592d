"""The first page: what this is and is not, who is answering, and how large everything is."""

from PySide6.QtWidgets import QVBoxLayout

from gui.pages.question_page import QuestionPage
from gui.text import label
from questionnaire.words import mark, tr

_WELCOME = (
    mark("A few questions about your muscles"),
    mark(
        "This takes about two minutes. At the end you see what the pattern is called, whether it "
        "tends to spread, and what can help."
    ),
    mark("It is not a diagnosis. Only a clinician who examines you can say what it is."),
)


class WelcomePage(QuestionPage):
    """Greets, explains, and asks who is answering."""

    def add_content(self, layout: QVBoxLayout) -> None:
        """Say what this is before asking anything."""
        title, what, not_a_diagnosis = _WELCOME
        layout.addWidget(label(tr(title), "question"))
        layout.addWidget(label(tr(what)))
        layout.addWidget(label(tr(not_a_diagnosis)))
        layout.addWidget(label(tr("Nothing you enter is kept: it is forgotten at the end.")))
        super().add_content(layout)
