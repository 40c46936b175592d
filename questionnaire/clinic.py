"""The clinic's own settings, from a clinic.toml; a broken one is refused with file, line and reason."""

import re
import tomllib
from collections.abc import Iterator
from operator import itemgetter
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

import resources
from questionnaire.answers import Sign
from questionnaire.checking import RefusedError, Wrong, shown, wrong_in
from questionnaire.decoding import converted
from questionnaire.rules.distribution import Criteria
from questionnaire.words import tr, tr_number

CLINIC_FILE = "clinic.toml"

AdviceFor = Sign | Literal["any"]

IdleSeconds = Annotated[int, msgspec.Meta(ge=30, le=3600)]
LockMinutes = Annotated[int, msgspec.Meta(ge=1, le=60)]
RetentionDays = Annotated[int, msgspec.Meta(ge=0, le=36_500)]


class Clinic(msgspec.Struct, frozen=True, kw_only=True):
    """How to reach the clinic and how it wants the questionnaire; not its rules and words.

    `idle_seconds` are the waiting room's and `lock_minutes` the desk's, both without a touch.
    `retention_days` is how long records are kept, 0 until someone deletes them; without `attention`
    a locked or covered desk does not say that an urgent intake waits, without `sound` none is heard.
    """

    name: str
    address: tuple[str, ...] = ()
    phone: str = ""
    fax: str = ""
    billing_phone: str = ""
    emergency_number: str = ""
    criteria: Criteria = "patient-guide"
    paper: Literal["auto", "A4", "Letter"] = "auto"
    targets: Literal["desk", "20mm", "30mm"] = "20mm"
    patients_see: Literal["all", "summary", "thanks"] = "all"
    idle_seconds: IdleSeconds = 120
    lock_minutes: LockMinutes = 15
    retention_days: RetentionDays = 0
    attention: bool = True
    sound: bool = True
    advice: dict[AdviceFor, str] = {}

    def advice_on(self, signs: tuple[Sign, ...]) -> tuple[str, ...]:
        """Return the clinic's own words for the marked signs, each once; empty where it set none."""
        words = (self.advice.get(sign) or self.advice.get("any", "") for sign in signs)
        return tuple(dict.fromkeys(word for word in words if word))


class ClinicRefusedError(RefusedError):
    """A clinic.toml that can't be used; each problem comes with file and line."""


def default_clinic() -> Clinic:
    """Return the clinic of the patient guide, used until a clinic has its own settings."""
    return read_clinic(resources.FOLDER / CLINIC_FILE)


_MOST_SAID = 50  # nobody reads more at once, and each one's line is looked for in the whole file


def read_clinic(path: Path) -> Clinic:
    """Return the settings in a file, or raise ClinicRefusedError with every problem found."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        table = tomllib.loads(text)
    except OSError as error:
        line = tr("{file}: can't be read ({reason})")
        raise ClinicRefusedError(line.format(file=path, reason=error.strerror)) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        line = tr("{file}: this is not TOML in UTF-8: {reason}")
        raise ClinicRefusedError(line.format(file=path, reason=error)) from error
    if problems := list(_problems(table)):
        first = [(_line_of(place, text), words) for place, words in problems[:_MOST_SAID]]
        lines = [f"{path}:{line}: {words}" for line, words in sorted(first, key=itemgetter(0))]
        if more := len(problems) - len(lines):
            lines.append(tr_number(more, "and 1 more problem", "and {number} more problems"))
        raise ClinicRefusedError(*lines)
    return converted(table, Clinic)


def _problems(table: dict[str, Any]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the place and the words of every problem."""
    for wrong in wrong_in(table, Clinic):
        place = tuple(part for part in wrong.path if isinstance(part, str))
        yield place, _words(place[-1], wrong)
    if not str(table.get("name", "")).strip():
        yield ("name",), tr('"name" is missing: the clinic\'s name is printed on every sheet')


def _words(key: str, wrong: Wrong) -> str:
    """Return what is said of one problem."""
    allowed = ", ".join(wrong.allowed)
    if wrong.is_unknown:
        return tr('Unknown setting "{key}"; use one of {keys}').format(key=key, keys=allowed)
    if wrong.allowed:
        line = tr('"{key}": {value} is not allowed; use one of {allowed}')
        return line.format(key=key, value=shown(wrong.value), allowed=allowed)
    return f'"{key}": {wrong.reason}'


def _line_of(place: tuple[str, ...], text: str) -> int:
    """Return the line of a setting, from 1; its table's, or 1, where it isn't found."""
    lines = text.split("\n")
    found = 0
    for depth, key in enumerate(place):
        before = r"\s*\[*\s*" if depth == 0 else r"([^#]*[\s.,{])?"
        pattern = re.compile(rf"""{before}["']?{re.escape(key)}["']?\s*[=.\]]""")
        found = next((at for at in range(found, len(lines)) if pattern.match(lines[at])), found)
    return found + 1
