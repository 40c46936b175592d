"""Days and times as this computer writes them."""

from datetime import date, datetime

from PySide6.QtCore import QDate, QLocale, QTime

from questionnaire.words import language

_SHORT = QLocale.FormatType.ShortFormat


def time_or_day(moment: datetime, today: date) -> str:
    """Return the time of a moment today, or the day of an earlier one."""
    local = moment.astimezone()
    return _time(local) if local.date() == today else _day(local)


def day_and_time(moment: datetime) -> str:
    """Return the day and the time."""
    local = moment.astimezone()
    return f"{_day(local)} {_time(local)}"


def long_day(moment: datetime) -> str:
    """Return a day whose month is a word, because 4/3 is another day in another country."""
    local = moment.astimezone()
    return _locale().toString(QDate(local.year, local.month, local.day), "d MMMM yyyy")


def long_day_and_time(moment: datetime) -> str:
    """Return a day whose month is a word, and the time."""
    return f"{long_day(moment)} {_time(moment.astimezone())}"


def _day(local: datetime) -> str:
    return _locale().toString(QDate(local.year, local.month, local.day), _SHORT)


def _time(local: datetime) -> str:
    return _locale().toString(QTime(local.hour, local.minute), _SHORT)


def _locale() -> QLocale:
    system = QLocale.system()
    return system if system.name().startswith(language()) else QLocale(language())
