"""A desk that is unlocked, over the records that the test has made."""

from collections.abc import Iterator

import pytest
from desk_driver import Desk, opened
from desk_records_made import Records
from pytestqt.qtbot import QtBot


@pytest.fixture
def desk(qtbot: QtBot, records: Records) -> Iterator[Desk]:
    with opened(qtbot, records) as made:
        made.unlock()
        yield made
