"""An intake that staff opened: its body, or two where patient and staff both wrote."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from uuid import UUID

import msgspec
from msgspec.structs import replace

from questionnaire.clinic import Clinic
from questionnaire.interview import Interview, applying
from questionnaire.pages import PageId
from questionnaire.questions import PAGES
from questionnaire.records.desk.certificates import Witnesses, is_proven, witnesses
from questionnaire.records.desk.listing import Row, bound_of, row_of
from questionnaire.records.errors import (
    NOT_OURS,
    GoneError,
    RecordsError,
    StoreDamagedError,
    StoreUnreachableError,
)
from questionnaire.records.format.codec import decode_body
from questionnaire.records.format.draft import Origin
from questionnaire.records.format.kept_answers import KnownAnswers, known_answers
from questionnaire.records.format.kept_result import differences, found_in
from questionnaire.records.format.kept_sheet import report_of
from questionnaire.records.format.v1 import Body
from questionnaire.records.format.version import Listed, Mark
from questionnaire.records.intake.filling import Earlier
from questionnaire.records.sealing.age import Opener
from questionnaire.records.store.one_moment import at_one_moment
from questionnaire.records.store.store import Store
from questionnaire.reports.case import Shown
from questionnaire.reports.paper import SheetStamp
from questionnaire.rules.assessment import assess
from questionnaire.rules.distribution import Criteria
from questionnaire.words import mark, tr

#: What is said of an intake with a version that its station did not sign.
NOT_PROVEN = mark(
    "This is not signed by the computer whose name it bears: somebody may have added or changed it in the "
    "database. Ask the patient before you rely on it, and tell the person who looks after the records."
)

INTAKE_GONE = mark("This intake was deleted meanwhile.")


class Leaf(msgspec.Struct, frozen=True):
    """One version that was opened; `known` is what today's questions know of its answers."""

    listed: Listed
    row: Row
    body: Body
    known: KnownAnswers

    @property
    def can_change(self) -> bool:
        """Whether it can be resumed here: what a newer program kept is shown and left as it is."""
        return self.known.is_whole

    def shown(self, clinic: Clinic) -> Shown | None:
        """Return the result as it was shown, to be handed out by this clinic; None while unfinished."""
        result = self.body.result
        if result is None:
            return None
        return Shown(
            language=self.body.language,
            clinic=clinic,
            for_patient=report_of(result.for_patient),
            for_staff=report_of(result.for_staff),
        )

    @property
    def stamp(self) -> SheetStamp:
        """What tells the sheets of this intake from all others."""
        row, large = self.row, self.body.large_text
        return SheetStamp(
            moment=row.written_at, code=row.ticket, reference=row.reference, large=large
        )

    def interview(self) -> Interview:
        """Return the interview to resume: where the person stopped, or at the review of a finished one."""
        known, stopped = self.known, self.body.page
        page: PageId = next((one.id for one in PAGES if one.id == stopped), "welcome")
        return Interview(known.answers, known.unreadable, "review" if self.body.result else page)

    @property
    def earlier(self) -> Earlier:
        """What is needed to continue this version; raises RecordsError where some of it would be lost."""
        if not self.can_change:
            raise RecordsError(
                tr(
                    "A newer version of this program kept this intake. Change it on a computer with that "
                    "version."
                )
            )
        origin = Origin(
            intake=self.listed.intake,
            ticket=self.listed.ticket,
            started_at=self.listed.started_at,
            reference=self.body.reference,
            proof=self.body.proof,
        )
        return Earlier(origin, self.listed, self.body)


class Opened(msgspec.Struct, frozen=True):
    """All versions of an intake that no other one continues, the newest first; usually one.

    `unreadable` are those that no key at hand opens, or that were altered. `is_proven` where all of them carry
    the signature of the station whose name they bear. `marks` are what staff did about it.
    """

    leaves: tuple[Leaf, ...]
    unreadable: tuple[Row, ...] = ()
    marks: tuple[Mark, ...] = ()
    is_proven: bool = True

    @property
    def intake(self) -> UUID:
        """The intake's id."""
        return self.leaves[0].listed.intake

    @property
    def is_settled(self) -> bool:
        """Whether it has one version; between two, somebody has to choose first."""
        return len(self.leaves) == 1

    def shown(self, clinic: Clinic) -> Shown | None:
        """Return the result to hand out; None while there is none, or while two versions are to choose from."""
        return self.leaves[0].shown(clinic) if self.is_settled else None

    @property
    def rows(self) -> tuple[Row, ...]:
        """The versions as rows of the table."""
        return tuple(leaf.row for leaf in self.leaves)

    @property
    def changed_since(self) -> tuple[str, ...]:
        """What today's rules would find differently from what the newest version shows, in words."""
        newest = self.leaves[0]
        result, known = newest.body.result, newest.known
        if result is None or not known.is_whole:
            return ()
        chosen = result.found.criteria
        criteria: Criteria = "consensus-2013" if chosen == "consensus-2013" else "patient-guide"
        today = assess(applying(known.answers), criteria)
        return tuple(differences(result.found, found_in(today, criteria)))


def read_intake(store: Store, intake: UUID, opener: Opener, signing: str) -> Opened:
    """Return what opens of an intake; raises GoneError, and WrongKeyError where nothing opens.

    `signing` is the key by which the clinic's stations are certified.
    """
    with at_one_moment(store) as now:
        found = now.bodies(intake)
        known = witnesses(now.stations(), signing)
        is_whole = all(_is_proven(now, leaf, known) for leaf in found)
        marks = tuple(now.marks_on(intake))
    if not found:
        raise GoneError(tr(INTAKE_GONE))
    return replace(opened(found, opener), is_proven=is_whole, marks=marks)


def read_each(
    store: Store, names: Mapping[UUID, str], opener: Opener, signing: str
) -> Iterator[tuple[str, Opened | RecordsError]]:
    """Yield each intake's name with what opens of it, or with what keeps it closed.

    A store that doesn't answer ends it: what follows would be waited for one by one.
    """
    for intake, name in names.items():
        found: Opened | RecordsError
        try:
            found = read_intake(store, intake, opener, signing)
        except StoreUnreachableError:
            raise
        except RecordsError as error:
            found = error
        yield name, found


def _is_proven(store: Store, leaf: Listed, known: Witnesses) -> bool:
    with suppress(GoneError):  # what is there can't be read as a version
        return is_proven(store.version(leaf.id), known)
    return False


def opened(sealed: Mapping[Listed, bytes], opener: Opener) -> Opened:
    """Open the bodies of an intake's leaves; where none opens, raise what keeps the newest closed."""
    leaves: list[Leaf] = []
    closed: dict[Row, RecordsError] = {}
    for listed, body in sealed.items():
        row = row_of(listed, opener)
        try:
            kept = _body(listed, body, opener)
            leaves.append(Leaf(listed, row, kept, known_answers(kept)))
        except RecordsError as error:
            closed[row] = error
    if not leaves:
        raise next(iter(closed.values()))
    return Opened(tuple(leaves), tuple(closed))


def _body(listed: Listed, sealed: bytes, opener: Opener) -> Body:
    try:
        body = decode_body(opener.open(sealed))
    except NOT_OURS as error:
        raise StoreDamagedError(tr("What was kept of this intake is damaged.")) from error
    if body.bound != bound_of(listed):
        raise StoreDamagedError(tr("What was kept here belongs to another intake."))
    return body
