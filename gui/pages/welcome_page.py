"""The first page: what this is and is not, who is answering."""

from PySide6.QtWidgets import QVBoxLayout

from gui.pages.question_page import QuestionPage
from gui.text import label
from questionnaire.words import mark, tr

_TITLE = mark("A few questions about your muscles")
_WHAT = mark(
    "It takes about two minutes. At the end you see what the pattern would be called if this is "
    "dystonia, whether it may spread, and what can help."
)
_WHAT_NOT = mark(
    "It is not a diagnosis: only a clinician can say what it is, after an examination. "
    "Your answers are forgotten when you start again or close this window. "
    "If you need help at once, tell a member of staff now."
)


class WelcomePage(QuestionPage):
    """Greets and explains before it asks anything."""

    def add_content(self, layout: QVBoxLayout) -> None:
        """Say what this is and is not, then ask who is answering."""
        layout.addWidget(label(tr(_TITLE), "question"))
        layout.addWidget(label(tr(_WHAT)))
        layout.addWidget(label(tr(_WHAT_NOT)))
        super().add_content(layout)
