"""What comes in at the desk is looked for while staff do something else with the records."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from programs import ANSWERS, Program, everything
from sqlalchemy import event

from questionnaire.records.desk.listing import Row

pytest_plugins = ["clinics"]

SECONDS = 10.0


def test_what_comes_in_is_seen_while_a_deletion_is_still_under_way(desk: Program) -> None:
    gone = desk.finished(**ANSWERS).origin.intake
    desk.arrive()
    everything(desk.office)
    newer = desk.finished(**ANSWERS).origin.intake
    desk.arrive()
    seen: list[Row] = []
    with ThreadPoolExecutor() as pool:

        def look(_connection: Any, _cursor: Any, asked: str, *_: Any) -> None:
            if asked.startswith("DELETE FROM versions"):
                seen.extend(pool.submit(desk.office.changes).result(SECONDS).rows)

        event.listen(desk.keys.store.engine, "before_cursor_execute", look)
        desk.office.delete([gone])
    assert newer in [row.intake for row in seen]
