"""An intake that staff opened: its body, or two where patient and staff both wrote."""

from collections.abc import Iterator, Mapping
from uuid import UUID

import msgspec

from questionnaire.evidence import Said
from questionnaire.records.desk.listing import Row, head_of, row_of
from questionnaire.records.errors import NOT_OURS, RecordsError, StoreDamagedError
from questionnaire.records.format.intake import Body, Head, Origin
from questionnaire.records.format.version import Listed
from questionnaire.records.intake.filling import Earlier
from questionnaire.records.sealing.age import Opener
from questionnaire.rules.assessment import Assessment, assess
from questionnaire.words import mark, tr

#: What today's rules may find differently; the words of an assessment may change at any time.
_PARTS = {
    "headline": mark("the name of the distribution"),
    "distribution": mark("the distribution by both criteria"),
    "forms": mark("the named forms"),
    "onset": mark("the age at onset"),
    "spread": mark("how likely it is to spread"),
    "treatments": mark("what can help"),
    "causes": mark("the causes worth raising"),
    "urgency": mark("how urgent it is"),
}


class Leaf(msgspec.Struct, frozen=True):
    """One version that was opened."""

    listed: Listed
    row: Row
    head: Head
    body: Body

    @property
    def earlier(self) -> Earlier:
        """What is needed to resume this version."""
        origin = Origin(
            intake=self.listed.intake,
            ticket=self.listed.ticket,
            started_at=self.listed.started_at,
            reference=self.head.reference,
            proof=self.head.proof,
        )
        return Earlier(origin, self.listed, self.body)


class Opened(msgspec.Struct, frozen=True):
    """All versions of an intake that no other one continues, the newest first; usually one.

    `unreadable` are those that no key at hand opens, or that were altered.
    """

    leaves: tuple[Leaf, ...]
    unreadable: tuple[Row, ...] = ()

    @property
    def intake(self) -> UUID:
        """The intake's id."""
        return self.leaves[0].listed.intake

    @property
    def rows(self) -> tuple[Row, ...]:
        """The versions as rows of the table."""
        return tuple(leaf.row for leaf in self.leaves)

    @property
    def bodies(self) -> tuple[Body, ...]:
        """What was entered in each version, and the result as it was shown."""
        return tuple(leaf.body for leaf in self.leaves)

    @property
    def changed_since(self) -> tuple[str, ...]:
        """What today's rules would find differently from what the newest version shows, in words."""
        case = self.leaves[0].body.case
        if case is None:
            return ()
        today = assess(case.answers, case.clinic.criteria)
        return tuple(_differences(case.assessment, today))


def opened(sealed: Mapping[Listed, bytes], opener: Opener) -> Opened:
    """Open the bodies of an intake's leaves; where none opens, raise what keeps the newest closed."""
    leaves: list[Leaf] = []
    closed: dict[Row, RecordsError] = {}
    for listed, body in sealed.items():
        row = row_of(listed, opener)
        try:
            leaves.append(Leaf(listed, row, head_of(listed, opener) or Head(), _body(body, opener)))
        except RecordsError as error:
            closed[row] = error
    if not leaves:
        raise next(iter(closed.values()))
    return Opened(tuple(leaves), tuple(closed))


def _body(sealed: bytes, opener: Opener) -> Body:
    try:
        return msgspec.json.decode(opener.open(sealed), type=Body)
    except NOT_OURS as error:
        text = tr("This intake was kept by another version of the program, which can open it.")
        raise StoreDamagedError(text) from error


def _differences(then: Assessment, today: Assessment) -> Iterator[str]:
    old, new = _bare(then), _bare(today)
    for part, words in _PARTS.items():
        if old[part] != new[part]:
            yield tr(words)


def _bare(assessment: Assessment) -> dict[str, object]:
    """Return what was found without its words."""
    return {
        "headline": assessment.headline,
        "distribution": assessment.distribution,
        "forms": assessment.forms,
        "onset": assessment.onset,
        "spread": (assessment.spread.level, _ids(assessment.spread.statements)),
        "treatments": _ids(assessment.treatments),
        "causes": _ids(assessment.causes),
        "urgency": (assessment.urgency.level, _ids(assessment.urgency.statements)),
    }


def _ids(statements: tuple[Said, ...]) -> tuple[str, ...]:
    return tuple(statement.id for statement in statements)
