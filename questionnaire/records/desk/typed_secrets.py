"""What is wrong with a keyholder's name, a passphrase or a staff PIN as it was typed, by the field."""

from collections.abc import Mapping
from typing import Any

from questionnaire.records.sealing.passphrase import weakness
from questionnaire.records.sealing.staff_pin import problem_with
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


def wrong_passphrase(values: Mapping[str, Any], field: str, again: str) -> dict[str, str]:
    """Return what is wrong with a passphrase that was typed into two fields."""
    if problem := weakness(values[field]):
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
