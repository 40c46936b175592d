"""Leads what was kept in an earlier format, one format after the other, to the newest."""

from collections.abc import Callable, Mapping
from typing import Any

from questionnaire.records.format.v1 import FORMAT

Content = dict[str, Any]

#: What makes the next format out of each earlier one, by the earlier one's number; format 1 is the first.
STEPS: Mapping[int, Callable[[Content], Content]] = {}


def upgraded(
    content: Content,
    steps: Mapping[int, Callable[[Content], Content]] = STEPS,
    newest: int = FORMAT,
) -> Content:
    """Return the content in the newest format; what is newer than that stays as it is.

    Raises ValueError for a format that there never was.
    """
    while (found := content.get("format", newest)) < newest:
        if found not in steps:
            raise ValueError("no such format")
        content = steps[found](content) | {"format": found + 1}
    return content
