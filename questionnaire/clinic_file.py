"""Saves the clinic's settings: checked first, then written atomically; comments and order stay."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import tomlkit
from msgspec.structs import asdict
from tomlkit.container import OutOfOrderTableProxy

import resources
from questionnaire.checking import wrong_in
from questionnaire.clinic import CLINIC_FILE, Clinic, ClinicRefusedError, read_clinic
from questionnaire.decoding import converted
from questionnaire.whole_file import write_whole
from questionnaire.words import mark, tr

_FOR_EVERYBODY = 0o644  # settings hold nothing secret
_HEAD = (
    "# The clinic's settings; the front desk's settings page writes them and keeps comments.\n\n"
)

_NUMBERS = ("idle_seconds", "lock_minutes", "retention_days")
_WRONG = {
    "name": mark("Enter the clinic's name: it is printed on every sheet."),
    "emergency_number": mark("Enter the number as people dial it, such as 112."),
    "idle_seconds": mark("Enter a number of seconds from 30 to 3600."),
    "lock_minutes": mark("Enter a number of minutes from 1 to 60."),
    "retention_days": mark(
        "Enter a number of days from 0 to 36500; with 0, records stay until someone deletes them."
    ),
}
_WRONG_CHOICE = mark("Choose one of these.")
_WRONG_TEXT = mark("Something in these words can't be saved. Type them again.")


def settings_problems(values: Mapping[str, Any]) -> dict[str, str]:
    """Return what is wrong with settings as they were typed: field -> what to do; empty when all is right.

    Numbers may be text. The clinic's advice on one sign is the field "advice.breathing".
    """
    refused = {str(one.path[0]) for one in wrong_in(_settings(values), Clinic)}
    wrong = {name: tr(_WRONG.get(name, _WRONG_CHOICE)) for name in refused}
    for name, value in values.items():
        if isinstance(value, str) and not _can_be_saved(value):
            wrong[name] = tr(_WRONG_TEXT)
    if not str(values.get("name", "")).strip():
        wrong["name"] = tr(_WRONG["name"])
    number = values.get("emergency_number", "").strip()
    if number and not any(figure.isdecimal() for figure in number):
        wrong["emergency_number"] = tr(_WRONG["emergency_number"])
    return wrong


def clinic_from(values: Mapping[str, Any]) -> Clinic:
    """Return the settings that were typed, once `settings_problems` finds nothing wrong with them."""
    return converted(_settings(values), Clinic)


def save_clinic(path: Path, clinic: Clinic) -> None:
    """Write the settings to a file; raises ClinicRefusedError, and then the file is as it was.

    A file with mistakes in it is left to the person who wrote it.
    """
    try:
        # What a link names is written, and the link stays.
        path = path.resolve()
        is_new = not path.exists()
        source = resources.FOLDER / CLINIC_FILE if is_new else path
        before = read_clinic(source)
        text = source.read_bytes().decode("utf-8-sig")
        if is_new:
            text = _HEAD + text.partition("\n\n")[2]
        text = _changed(text, before, clinic)
        path.parent.mkdir(parents=True, exist_ok=True)
        mode = _FOR_EVERYBODY if is_new else path.stat().st_mode & 0o777
        write_whole(path, text.encode(), mode)
    except OSError as error:
        line = tr("{file}: can't be written ({reason}). Nothing was changed.")
        raise ClinicRefusedError(line.format(file=path, reason=error.strerror)) from error


def _settings(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was typed as a clinic.toml would hold it; what can't be a number stays text."""
    found: dict[str, Any] = {"advice": {}}
    for name, value in values.items():
        table, _, sign = name.partition(".")
        if sign:
            if words := " ".join(value.split()):
                found[table][sign] = words
        elif name in _NUMBERS:
            found[name] = int(value) if _is_number(str(value)) else value
        elif name == "address":
            found[name] = [line.strip() for line in value.splitlines() if line.strip()]
        else:
            found[name] = value.strip() if isinstance(value, str) else value
    return found


def _is_number(text: str) -> bool:
    """Tell whether a text is a whole number that is not absurdly long."""
    return text.strip().isdecimal() and len(text) < 9


def _can_be_saved(text: str) -> bool:
    """Tell whether a text can be encoded: half of a surrogate pair can't."""
    return text.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in text)


def _changed(text: str, before: Clinic, clinic: Clinic) -> str:
    """Return the text of a clinic.toml with what is different now."""
    document = tomlkit.parse(text)
    old, now = asdict(before), asdict(clinic)
    advice = now.pop("advice")
    missing = {}
    for name, value in now.items():
        plain = list(value) if isinstance(value, tuple) else value
        if value == old[name]:
            continue
        if name in document:
            document[name] = plain
        else:
            missing[name] = plain
    if advice != old["advice"]:
        _set_advice(document, advice)
    text = tomlkit.dumps(document)
    return _with_missing(text, missing) if missing else text


def _set_advice(document: tomlkit.TOMLDocument, advice: dict[str, str]) -> None:
    """Set the clinic's words for each sign, and remove the signs that it no longer has words for."""
    if isinstance(document.get("advice"), OutOfOrderTableProxy):
        del document["advice"]  # a table in several places is brought together
    table: Any = document.setdefault("advice", tomlkit.table())
    for sign in [sign for sign in table if sign not in advice]:
        del table[sign]
    for sign, words in advice.items():
        if table.get(sign) != words:
            table[sign] = words


def _with_missing(text: str, missing: dict[str, Any]) -> str:
    """Return the text with settings that it did not have, above the comment of the first table."""
    lines = text.split("\n")
    starts = (at for at, line in enumerate(lines) if line.lstrip().startswith("["))
    at = next(starts, len(lines))
    while at and lines[at - 1].strip()[:1] in ("", "#"):
        at -= 1
    added = "\n".join([*lines[:at], tomlkit.dumps(missing).rstrip("\n"), *lines[at:]])
    try:
        if tomllib.loads(added) == tomllib.loads(text) | missing:
            return added
    except tomllib.TOMLDecodeError:
        pass  # what looked like a table is part of a longer value
    document = tomlkit.parse(text)
    document.update(missing)
    return tomlkit.dumps(document)
