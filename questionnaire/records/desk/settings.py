"""Saving a clinic's settings and the waiting room's staff PIN, once nothing is wrong with what was typed."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from questionnaire.clinic import Clinic
from questionnaire.clinic_file import save_clinic
from questionnaire.records.desk.office import Office
from questionnaire.records.sealing.staff_pin import hash_pin, problem_with
from questionnaire.words import tr

CODE, AGAIN = "exit_code", "exit_code_again"


def wrong_code(values: Mapping[str, Any]) -> dict[str, str]:
    """Return what is wrong with a new staff PIN, by the field; none is all right."""
    if values[CODE] and (problem := problem_with(values[CODE])):
        return {CODE: problem}
    if values[CODE] != values[AGAIN]:
        return {AGAIN: tr("The two codes differ. Type the same one twice.")}
    return {}


def save_settings(office: Office, path: Path, before: Clinic, after: Clinic, code: str) -> None:
    """Write what has changed, and a new staff PIN unless it is ""; the audit notes which settings.

    Raises WrongKeyError where the desk was locked meanwhile, and then nothing was written.
    """
    _ = office.keys.name
    names = Clinic.__struct_fields__
    changed = [name for name in names if getattr(before, name) != getattr(after, name)]
    if changed:
        save_clinic(path, after)
    if code:
        office.keys.set_staff_pin(hash_pin(code))
        changed.append(CODE)
    if changed:
        office.note("settings-changed", detail=", ".join(changed))
