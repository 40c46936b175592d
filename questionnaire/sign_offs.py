"""Who signed what off: the signatures of clinicians, kept in `resources/review.toml`.

A signature is for exact words. It carries a digest of them, and counts only as long as the digest fits.
"""

import tomllib
from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec

import resources
from questionnaire.decoding import converted

_FILE = "review.toml"
_READABLE_BY_ALL = 0o644
_DIGITS = 16


class SignOff(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One clinician's agreement to the words that have this digest."""

    digest: str
    name: str
    role: str
    date: date


class _Kept(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    signed: dict[str, SignOff] = {}


def sign_offs() -> dict[str, SignOff]:
    """Return the signatures by what they are for; raises ValueError where the file is damaged."""
    path = resources.FOLDER / _FILE
    if not path.exists():
        return {}
    return converted(tomllib.loads(path.read_text(encoding="utf-8")), _Kept).signed


def write_sign_offs(signed: Mapping[str, SignOff]) -> None:
    """Put these signatures in the place of all others, in the order of the alphabet; raises OSError."""
    import tomlkit  # only for someone who takes a review in

    from questionnaire.whole_file import write_whole

    made = tomlkit.document()
    for line in _HEAD:
        made.add(tomlkit.comment(line))
    made.add(tomlkit.nl())
    made.add("signed", {id_: msgspec.structs.asdict(signed[id_]) for id_ in sorted(signed)})
    path = resources.FOLDER / _FILE
    write_whole(path, tomlkit.dumps(made).encode(), _READABLE_BY_ALL)


def words_digest(words: Any) -> str:
    """Return what tells these words from any others; words that are left empty make no difference."""
    from hashlib import sha256  # nothing is signed in most programs

    return sha256(msgspec.json.encode(words, order="sorted")).hexdigest()[:_DIGITS]


_HEAD = (
    "What clinicians have signed off. `dystonia-triage review --take FILE` writes it; nobody edits it.",
    "A signature is for exact words: it counts as long as the digest is that of the words of today.",
)
