"""Saving a clinic's settings and the waiting room's staff PIN, once nothing is wrong with what was typed."""

from pathlib import Path

from questionnaire.clinic import Clinic
from questionnaire.clinic_file import save_clinic
from questionnaire.records.desk.office import Office
from questionnaire.records.desk.typed_secrets import STAFF_PIN
from questionnaire.records.sealing.staff_pin import hash_pin


def save_settings(office: Office, path: Path, before: Clinic, after: Clinic, pin: str) -> None:
    """Write what has changed, and a new staff PIN unless it is ""; the audit notes which settings.

    Raises WrongKeyError where the desk was locked meanwhile, and then nothing was written.
    """
    _ = office.keys.name
    names = Clinic.__struct_fields__
    changed = [name for name in names if getattr(before, name) != getattr(after, name)]
    if changed:
        save_clinic(path, after)
    if pin:
        office.keys.set_staff_pin(hash_pin(pin))
        changed.append(STAFF_PIN)
    if changed:
        office.note("settings-changed", detail=", ".join(changed))
