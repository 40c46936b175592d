"""Who saw an intake and who took it on, and what they took back, in words."""

from collections.abc import Iterable
from datetime import datetime

from questionnaire.records.format.version import Mark, MarkKind
from questionnaire.words import mark, tr

#: By the kind of a mark, and whether it is about anything: one about nothing takes back those before it.
_WORDS: dict[tuple[MarkKind, bool], str] = {
    ("seen", True): mark("Seen by {name}"),
    ("seen", False): mark("Marked as not seen by {name}"),
    ("acknowledged", True): mark("Taken on by {name}"),
    ("acknowledged", False): mark("Given back by {name}"),
}


def handled(marks: Iterable[Mark]) -> dict[tuple[str, datetime], None]:
    """Return what was done and in which minute, in its order; one press may leave several marks."""
    known = (one for one in marks if one.kind != "deleted")
    return dict.fromkeys(
        (
            tr(_WORDS[one.kind, bool(one.about)]).format(name=one.who),
            one.at.replace(second=0, microsecond=0),
        )
        for one in known
    )
