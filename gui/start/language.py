"""The language in use, as Qt is told of it: the words of its own buttons, and the direction of writing."""

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from questionnaire.words import SOURCE_LANGUAGE, language, use_language


def speak(code: str) -> None:
    """Let program and Qt speak this language from now on; what is shown has to be made anew."""
    app = QApplication.instance()
    if code != language() and isinstance(app, QApplication):
        use_language(code)
        tell_qt_the_language(app)


def tell_qt_the_language(app: QApplication) -> None:
    """Let Qt's own buttons and dialogs speak as the program does, in its direction of writing."""
    for earlier in app.findChildren(QTranslator):
        app.removeTranslator(earlier)
        earlier.deleteLater()
    locale = QLocale(language())
    if language() != SOURCE_LANGUAGE:
        translator = QTranslator(app)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        # Where Qt has no words in this language, its buttons stay English.
        if translator.load(locale, "qtbase", "_", folder):
            app.installTranslator(translator)
    # Last, because a translator brings its own opinion of the direction.
    app.setLayoutDirection(locale.textDirection())
