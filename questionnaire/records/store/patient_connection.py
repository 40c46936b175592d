"""A connection to PostgreSQL that ends a wait itself, in the thread that waits."""

from typing import Any, Self, TypeVar

import psycopg
from psycopg.abc import PQGen

from questionnaire.records.store.patience import Patience

_T = TypeVar("_T")


class PatientConnection(psycopg.Connection[Any]):
    """Waits only as long as its patience; after that it is closed, and SQLAlchemy takes another one."""

    patience: Patience | None = None

    @classmethod
    def opened(cls, patience: Patience, *args: Any, **kwargs: Any) -> Self:
        """Connect, which `connect_timeout` ends; who was given up meanwhile gets no connection."""
        if not patience.is_given_up:
            made = cls.connect(*args, **kwargs)
            made.patience = patience
            if not patience.is_given_up:
                return made
            made.close()
        raise psycopg.OperationalError("given up")

    def wait(self, gen: PQGen[_T], *args: Any, **kwargs: Any) -> _T:
        """Wait for an answer; psycopg calls this for everything that is sent."""
        watched = self._watched(gen, self.patience) if self.patience else gen
        return super().wait(watched, *args, **kwargs)

    def _watched(self, gen: PQGen[_T], patience: Patience) -> PQGen[_T]:
        """Hand everything on; psycopg looks in ten times a second while nothing comes."""
        with patience.asking() as asked:
            try:
                wanted = next(gen)
                while True:
                    ready = yield wanted
                    if ready:
                        asked.heard()
                    elif patience.is_over(asked):
                        self.pgconn.finish()
                        raise psycopg.OperationalError("no answer in time")
                    wanted = gen.send(ready)
            except StopIteration as end:
                answer: _T = end.value
                return answer
