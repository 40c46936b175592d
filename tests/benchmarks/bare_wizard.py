"""A bare QWizard with one label, painted once: no window of a wizard can cost less."""

import sys

from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWizard, QWizardPage

app = QApplication(sys.argv[:1])
wizard = QWizard()
page = QWizardPage()
QVBoxLayout(page).addWidget(QLabel("One label"))
wizard.addPage(page)
wizard.show()
while not wizard.windowHandle().isExposed():
    app.processEvents()
app.processEvents()
