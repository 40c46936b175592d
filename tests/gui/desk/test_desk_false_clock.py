"""A clock that is wrong takes no intake: the real desk and the real command, started under one."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from desk_records_made import NECK, URGENT, Records, copied_to, fill_in, founded, station
from false_clock import needs_faketime, notice_at, run_at
from keys_for_tests import PASSPHRASE
from program import Ended

from examples import a_mark
from questionnaire.records.store.store import Store


@pytest.fixture
def records(tmp_path: Path) -> Records:
    """Return records with eight opened intakes, one that nobody has opened and an urgent one."""
    made = copied_to(tmp_path / "records", founded("Ada", PASSPHRASE))
    with station(made) as room:
        opened = [fill_in(room, answers).intake for answers in [NECK] * 8 + [URGENT]]
        fill_in(room, NECK)
    with Store.open(made.store) as store:
        leaves = store.leaves_of(opened)
        store.add(marks=[a_mark(intake=one, about=str(leaves[one][0].id)) for one in opened])
    return made


@pytest.fixture
def clinic(tmp_path: Path) -> Path:
    path = tmp_path / "clinic.toml"
    path.write_text('name = "Our clinic"\nretention_days = 30\n', encoding="utf-8")
    return path


def count(records: Records) -> int:
    with Store.open(records.store) as store:
        return store.count()


def day(ahead: int = 0) -> datetime:
    return datetime.now().astimezone() + timedelta(days=ahead)


def expire(records: Records, tmp_path: Path, days: int, *options: str) -> Ended:
    file = tmp_path / "passphrase"
    file.write_text(PASSPHRASE, encoding="utf-8")
    command = ("-m", "gui.command", "records", "expire", "--days", "30")
    return run_at(
        f"+{days}d",
        *command,
        "--passphrase-file",
        file,
        *options,
        DYSTONIA_TRIAGE_RECORDS=str(records.folder),
    )


@needs_faketime
@pytest.mark.parametrize("days", [45, 200, 3650])
def test_a_desk_whose_clock_is_ahead_deletes_nothing_and_says_what_it_takes_for_old(
    records: Records, clinic: Path, days: int
) -> None:
    ended = notice_at(f"+{days}d", records.folder, PASSPHRASE, clinic)
    assert ended.code == 0, ended.complaint
    assert count(records) == 10
    assert ended.out.startswith("8 intakes are past the 30 days this clinic keeps them.")
    assert f"All are from {day():%-d %B %Y}." in ended.out
    assert f"today is {day(days):%-d %B %Y}." in ended.out
    assert f"after {day():%-d %B %Y}, nothing was noted for weeks. Check it first." in ended.out
    assert "1 older intake stays because nobody has opened it." in ended.out
    assert "1 older intake stays because someone still has to deal with it." in ended.out


@needs_faketime
def test_the_command_deletes_nothing_when_the_clock_is_ahead(
    records: Records, tmp_path: Path
) -> None:
    for days, options, code in (45, [], 0), (200, ["--sure"], 2):
        ended = expire(records, tmp_path, days, *options)
        assert ended.code == code
        assert ended.out.startswith("8 intakes are past the 30 days")
        assert f"All are from {day():%Y-%m-%d}." in ended.out
        assert f"today is {day(days):%Y-%m-%d}." in ended.out
        assert count(records) == 10
    assert "the clock of this computer may be wrong" in ended.complaint
