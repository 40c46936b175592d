"""Saving a clinic's settings, and what is wrong with names and secrets as they were typed."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from questionnaire.clinic import Clinic
from questionnaire.clinic_file import save_clinic
from questionnaire.records.desk.office import Office
from questionnaire.records.sealing.passphrase import weakness
from questionnaire.records.sealing.staff_pin import hash_pin, problem_with
from questionnaire.words import tr

STAFF_PIN, STAFF_PIN_AGAIN = "staff_pin", "staff_pin_again"

_LONGEST_NAME = 60


def wrong_name(name: str) -> dict[str, str]:
    """Return what is wrong with the name of a keyholder."""
    if not name:
        return {"name": tr("Enter a name, such as the one on the door.")}
    if len(name) > _LONGEST_NAME or not name.isprintable():
        return {"name": tr("Enter a shorter name, of letters and spaces.")}
    return {}


def wrong_passphrase(
    values: Mapping[str, Any], field: str, again: str, known: Iterable[str]
) -> dict[str, str]:
    """Return what is wrong with a passphrase that was typed into two fields; it is not of known names."""
    if problem := weakness(values[field], known):
        return {field: problem}
    if values[field] != values[again]:
        return {again: tr("The two passphrases differ. Type the same one twice.")}
    return {}


def wrong_staff_pin(values: Mapping[str, Any]) -> dict[str, str]:
    """Return what is wrong with a new staff PIN; an empty one sets none."""
    if values[STAFF_PIN] and (problem := problem_with(values[STAFF_PIN])):
        return {STAFF_PIN: problem}
    if values[STAFF_PIN] != values[STAFF_PIN_AGAIN]:
        return {STAFF_PIN_AGAIN: tr("The two PINs differ. Type the same one twice.")}
    return {}


def save_settings(office: Office, path: Path, before: Clinic, after: Clinic, pin: str) -> None:
    """Write what has changed, and a new staff PIN unless it is ""; the audit notes which settings.

    Raises WrongKeyError where the desk was locked meanwhile, and then nothing was written.
    """
    who = office.keys.name
    names = Clinic.__struct_fields__
    changed = [name for name in names if getattr(before, name) != getattr(after, name)]
    if changed:
        save_clinic(path, after)
    if pin:
        office.keys.set_staff_pin(hash_pin(pin))
        changed.append(STAFF_PIN)
    if changed:
        office.note("settings-changed", detail=", ".join(changed), who=who)
