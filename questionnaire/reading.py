"""Reading answers from JSON: strict, and with every problem named at once instead of the first."""

from collections.abc import Iterator
from typing import Any, get_args

import msgspec
from msgspec.structs import fields

from questionnaire.answers import OLDEST, UNSURE, Answers, earliest_onset, onset_after_now
from questionnaire.words import tr

Json = Any  # what a JSON text held, before anything is known about it
Problem = tuple[frozenset[str], str]  # the fields that contradict each other, and the line to show

_AGES = frozenset({"onset_age", "current_age"})
_CHOSEN = ("conditions", "pattern", "tasks", "urgent_signs")
_LISTS = frozenset({"affected", *_CHOSEN})


class AnswersRefusedError(Exception):
    """A case that can't be used; `problems` holds one line for each thing that is wrong."""

    def __init__(self, *problems: str) -> None:
        """Keep the problems, each with the field's path and what is allowed there."""
        super().__init__("\n".join(problems))
        self.problems = problems


def read_answers(text: bytes) -> Answers:
    """Return the answers that one JSON object holds, or raise AnswersRefusedError.

    Every key is optional but `affected`; an empty list there says that nothing is affected.
    """
    try:
        answers = msgspec.json.decode(text, type=Answers)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _explained(text, str(error)) from None
    if answers.affected is None or any(True for _ in _contradictions(answers)):
        raise _explained(text, "")
    return answers


def _explained(text: bytes, first: str) -> AnswersRefusedError:
    """Go through the refused case field by field, because msgspec stops at the first mistake."""
    try:
        case: Json = msgspec.json.decode(text)
    except RecursionError:
        return AnswersRefusedError(tr("this is nested too deeply to be a case"))
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return AnswersRefusedError(tr("this can't be read as JSON: {reason}").format(reason=error))
    if not isinstance(case, dict):
        return AnswersRefusedError(tr("a case must be a JSON object: { … }"))
    known = {field.name: field.type for field in fields(Answers)}
    wrong = {
        name: [_path(name) + line for line in _field_problems(name, case.get(name), known)]
        for name in (*known, *(key for key in case if key not in known))
    }
    refused = {name for name, lines in wrong.items() if lines}
    sound = {name: value for name, value in case.items() if name in known and name not in refused}
    contradictions = (
        line
        for involved, line in _contradictions(msgspec.convert(sound, Answers))
        if not involved & refused
    )
    found = (*(line for lines in wrong.values() for line in lines), *contradictions)
    # Of a repeated field only the last value is looked at here, and msgspec refused an earlier one.
    repeated = tr("a field stands there more than once: {reason}").format(reason=first)
    return AnswersRefusedError(*found or (repeated,))


def _field_problems(name: str, value: Json, known: dict[str, Any]) -> Iterator[str]:
    """Yield what is wrong with one field on its own, to be read after the field's name."""
    if name not in known:
        yield tr(": unknown field; allowed: {allowed}").format(allowed=", ".join(known))
    elif value is None:
        if name == "affected":
            yield tr(": missing; a list of body parts is required, [] when nothing is affected")
    elif name in _AGES:
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= OLDEST:
            yield tr(": must be a whole number of years from 0 to 120, not {value}").format(
                value=_shown(value)
            )
    elif name in _LISTS:
        yield from _list_problems(value, _choices(known[name]))
    elif not isinstance(value, str) or value not in _choices(known[name]):
        yield _not_allowed(value, _choices(known[name]))


def _list_problems(value: Json, allowed: tuple[str, ...]) -> Iterator[str]:
    """Yield what is wrong with a list of choices."""
    if not isinstance(value, list):
        yield tr(": must be a list of {allowed}; not {value}").format(
            allowed=", ".join(allowed), value=_shown(value)
        )
        return
    for place, item in enumerate(value):
        if not isinstance(item, str) or item not in allowed:
            yield f"[{place}]" + _not_allowed(item, allowed)


def _not_allowed(value: Json, allowed: tuple[str, ...]) -> str:
    """Return the end of a line about a value that is none of the choices."""
    return tr(": {value} is not allowed; use one of {allowed}").format(
        value=_shown(value), allowed=", ".join(allowed)
    )


def _shown(value: Json) -> str:
    """Return a value as JSON, short enough for one line and without control characters."""
    try:
        text = msgspec.json.encode(value).decode()
    except RecursionError:
        return "…"
    short = text if len(text) <= 40 else text[:39] + "…"
    return "".join(one if one.isprintable() else f"\\u{ord(one):04x}" for one in short)


def _path(name: str) -> str:
    """Return a field's name, as JSON where it would not fit on one line."""
    return name if name.isprintable() and len(name) <= 40 else _shown(name)


def _choices(annotation: Any) -> tuple[str, ...]:
    """Return every literal string in a type annotation, in its order."""
    if isinstance(annotation, str):
        return (annotation,)
    return tuple(choice for part in get_args(annotation) for choice in _choices(part))


def _contradictions(answers: Answers) -> Iterator[Problem]:
    """Yield what doesn't fit together although each field alone is sound."""
    for name in _CHOSEN:
        values = getattr(answers, name)
        if values and UNSURE in values and set(values) != {UNSURE}:
            yield frozenset({name}), f"{name}" + tr(': "unsure" must stand alone')
    yield from _first_affected_problems(answers)
    yield from _onset_problems(answers)
    if answers.tasks and "task" not in (answers.pattern or ()):
        line = tr('tasks: only allowed when pattern contains "task"')
        yield frozenset({"tasks", "pattern"}), line


def _first_affected_problems(answers: Answers) -> Iterator[Problem]:
    first = answers.first_affected
    if first is not None and first != UNSURE and first not in (answers.affected or ()):
        line = tr("first_affected: must be one of affected, or unsure")
        yield frozenset({"first_affected", "affected"}), line


def _onset_problems(answers: Answers) -> Iterator[Problem]:
    age, band = answers.onset_age, answers.onset_band
    if answers.onset_certainty in ("exact", "about") and age is None:
        line = tr("onset_certainty: exact and about need an onset_age; without one use unsure")
        yield frozenset({"onset_certainty", "onset_age"}), line
    if answers.onset_certainty == UNSURE and age is not None:
        line = tr("onset_certainty: unsure goes without an onset_age; use about for a rough age")
        yield frozenset({"onset_certainty", "onset_age"}), line
    if band is not None and age is not None:
        line = tr("onset_band: only allowed where onset_age is null")
        yield frozenset({"onset_band", "onset_age"}), line
    if onset_after_now(answers):
        line = tr("current_age: must not be less than the age at onset ({age})")
        involved = frozenset({"current_age", "onset_age", "onset_band"})
        yield involved, line.format(age=earliest_onset(answers))
