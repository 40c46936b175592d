"""A computer of a clinic and a person at its command line, for tests."""

import io
from pathlib import Path

from empty_store import put_empty_store

from examples import a_setup, a_station, public_key
from questionnaire.records.command import run_records
from questionnaire.records.desk.founding import STORE_FILE
from questionnaire.records.format.version import AuditEntry
from questionnaire.records.intake.outbox import OUTBOX_FILE, Outbox
from questionnaire.records.notes import Notes
from questionnaire.records.sealing.age import new_identity
from questionnaire.records.sealing.pinned_key import KEY_NOTE
from questionnaire.records.sealing.vault import Vault
from questionnaire.records.setup import write_setup
from questionnaire.records.store.audit import Event
from questionnaire.records.store.store import Store
from questionnaire.records.this_computer import Asked, Terminal

KEY = public_key(new_identity()[1], new_identity()[1])


#: What `records verify` ends with where nothing is wrong.
FINE = "Nothing is missing, changed, moved, replayed, hidden or added."


class Computer:
    """A computer with records of its own, and a person at its command line."""

    def __init__(self, folder: Path, answer: str = "", given: bytes = b"") -> None:
        self.folder, self.answer, self.given = folder, answer, given
        self.typed: list[str] = []  # line by line, before the answer that is always given
        self.asked: list[str] = []
        self.recipients: tuple[str, ...] = ()

    def settle_in(self, *actions: str) -> "Computer":
        """Set records up as the front desk does, with an audit that waits to be forwarded."""
        store = put_empty_store(self.folder / STORE_FILE)
        with Store.open(str(store)) as opened:
            keys = Vault({}, b"").encode()
            opened.replace_vault(keys, after=0, stations=(a_station("K7"),))
        setup = a_setup("K7", store=str(store), key=KEY)
        write_setup(self.folder, setup)
        Notes(self.folder).set(KEY_NOTE, KEY.fingerprint)
        with Outbox(self.folder / OUTBOX_FILE, setup.signer) as outbox:
            for _ in actions or ("set-up", "unlocked", "locked"):
                outbox.add_event(Event(action="unlocked", who="Ada"))
        return self

    def run(self, task: str, **asked: object) -> tuple[int, str, str]:
        """Run a command; return its exit code, what it said and what it complained of."""
        out, complaints = io.StringIO(), io.StringIO()
        asked_for = Asked(task=task, **asked)  # type: ignore[arg-type] # each test names its own
        terminal = Terminal(out, complaints, self._ask, io.BytesIO(self.given))
        code = run_records(asked_for, self.folder, terminal)
        return code, out.getvalue(), complaints.getvalue()

    @property
    def store(self) -> Store:
        return Store.open(str(self.folder / STORE_FILE))

    def entries(self) -> list[AuditEntry]:
        with self.store as store:
            return list(store.audit())

    def _ask(self, question: str) -> str:
        self.asked.append(question)
        return self.typed.pop(0) if self.typed else self.answer
