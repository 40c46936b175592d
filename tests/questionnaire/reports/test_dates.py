"""Days and times on paper."""

from datetime import UTC, date, datetime

from questionnaire.reports.dates import written_day, written_moment


def test_a_month_is_a_word() -> None:
    assert written_day(date(2026, 3, 4)) == "4 March 2026"
    assert len({written_day(date(2026, month, 1)) for month in range(1, 13)}) == 12


def test_a_time_is_that_of_the_place() -> None:
    assert written_moment(datetime(2026, 3, 4, 9, 5).astimezone()) == "4 March 2026, 09:05"
    moment = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
    assert written_moment(moment) == written_moment(moment.astimezone())
