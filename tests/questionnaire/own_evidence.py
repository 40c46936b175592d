"""A small evidence file in a folder of its own: tests of code do not hang on the real wording."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

import resources
from questionnaire import evidence
from questionnaire.sign_offs import SignOff, write_sign_offs

DAY = date(2026, 3, 4)

SMALL = """
version = "1"
medical-names = ["dystonia"]

[sources.one]
authors = "One A."
title = "First study"
journal = "J One"
year = 2001
pages = "1:2-3"
doi = "10.1/one"
read = "full text"

[sources.two]
authors = "Two B, et al."
title = "Second study"
journal = "J Two"
read = "abstract"

[statements.plain]
audience = ["patient", "staff"]
title = "Plain"
text = "Said to all."
sources = ["two"]
review = "needs-review"

[statements.voiced]
audience = ["patient", "staff"]
title = "Voiced"
plain = "In other words"
text = "Said to you."
carer = "Said to a carer."
staff = "Said to staff."
sources = ["one", "two"]
review = "not-reviewed"

[statements.range]
audience = ["staff"]
text = "Some."
sources = ["one"]
review = "not-reviewed"
frequency = { low = 33, high = 50, of = 100 }

[statements.single]
audience = ["patient"]
text = "Few."
sources = ["one"]
review = "not-reviewed"
frequency = { low = 2, high = 2, of = 17 }
"""


@contextmanager
def evidence_from(folder: Path, text: str = SMALL) -> Iterator[None]:
    """Use this evidence instead of the real one, and forget it afterwards.

    Nothing of it is signed, unless the folder holds signatures.
    """
    (folder / "evidence.toml").write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(resources, "FOLDER", folder)
        _forget()
        try:
            yield
        finally:
            _forget()


def sign(*ids: str) -> None:
    """Sign these statements as they are now."""
    digests = {evidence.STATEMENT + id_: evidence.evidence().digest(id_) for id_ in ids}
    write_sign_offs(
        {id_: SignOff(digest, "Ada", "neurologist", DAY) for id_, digest in digests.items()}
    )
    _forget()


def _forget() -> None:
    evidence.evidence.cache_clear()
    evidence._sayings.cache_clear()
