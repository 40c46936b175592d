"""The result: every section of the report, and what can be done with it."""

from PySide6.QtWidgets import QVBoxLayout

from gui.pages.question_page import QuestionPage
from gui.text import label
from questionnaire.clinic import Clinic
from questionnaire.interview import Interview
from questionnaire.questions import Page


class ResultPage(QuestionPage):
    def __init__(self, interview: Interview, page: Page, clinic: Clinic) -> None:
        super().__init__(interview, page)
        self._clinic = clinic

    def add_content(self, layout: QVBoxLayout) -> None:
        layout.addWidget(label("result", "question"))
