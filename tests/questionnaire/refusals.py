"""What is said about cases that cannot be read."""

import json
from typing import Any

from questionnaire.reading import AnswersRefusedError, read_answers

WORDLESS = "refused without a word"


def problems(text: bytes | dict[str, Any]) -> list[str]:
    """Return what is said about a case; nothing where it can be read."""
    try:
        read_answers(text if isinstance(text, bytes) else json.dumps(text).encode())
    except AnswersRefusedError as error:
        return list(error.problems) or [WORDLESS]
    return []


def about(field: str, value: Any) -> list[str]:
    """Return what is said about one field of an otherwise good case."""
    return problems({"affected": ["neck"], field: value})
