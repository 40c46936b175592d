"""What is wrong with an exit code as it was typed, by the field."""

from collections.abc import Mapping
from typing import Any

from questionnaire.records.sealing.staff_pin import problem_with
from questionnaire.words import tr

CODE, AGAIN = "exit_code", "exit_code_again"


def wrong_code(values: Mapping[str, Any]) -> dict[str, str]:
    """Return what is wrong with a new exit code; none is all right."""
    if values[CODE] and (problem := problem_with(values[CODE])):
        return {CODE: problem}
    if values[CODE] != values[AGAIN]:
        return {AGAIN: tr("The two codes differ. Type the same one twice.")}
    return {}
