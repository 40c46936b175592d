"""Reading answers from JSON: strict, and with every problem named at once instead of the first."""

from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec.structs import replace

from questionnaire.answers import UNSURE, Answers, certainty_of, earliest_onset, onset_after_now
from questionnaire.checking import RefusedError, Wrong, shown, wrong_in
from questionnaire.decoding import converted, from_json
from questionnaire.questions import PAGES
from questionnaire.words import tr

_Json = Any  # what a JSON text held, before anything is known about it
_Contradiction = tuple[
    frozenset[str], str
]  # the fields that contradict each other, and the line to show

_QUESTIONS = tuple(question for page in PAGES for question in page.questions)
_LISTS = tuple(question.field for question in _QUESTIONS if question.kind == "many")
_REFUSING = tuple(question for question in _QUESTIONS if question.refusal)


class AnswersRefusedError(RefusedError):
    """A case that can't be used; each problem comes with the field's path and what is allowed there."""


def read_answers(text: bytes) -> Answers:
    """Return the answers that one JSON object holds, or raise AnswersRefusedError.

    Every key is optional but `affected`; an empty list there says that nothing is affected.
    """
    try:
        answers = from_json(text, Answers)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _explained(text, str(error)) from None
    if answers.affected is None or any(True for _ in _contradictions(answers)):
        raise _explained(text, "")
    return answers


def is_utf16(text: bytes) -> bool:
    """Tell whether a text is in UTF-16, with its mark or without: JSON begins with a character of ASCII."""
    return text.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) or b"\0" in text[:2]


def _explained(text: bytes, first: str) -> AnswersRefusedError:
    """Go through the refused case field by field, because msgspec stops at the first mistake."""
    if is_utf16(text):
        return AnswersRefusedError(tr("this is text in UTF-16; save it in UTF-8"))
    try:
        case: _Json = msgspec.json.decode(text)
    except RecursionError:
        return AnswersRefusedError(tr("this is nested too deeply to be a case"))
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return AnswersRefusedError(tr("this can't be read as JSON: {reason}").format(reason=error))
    if not isinstance(case, dict):
        return AnswersRefusedError(tr("a case must be a JSON object: { … }"))
    wrong = tuple(wrong_in(case, Answers))
    refused = {one.path[0] for one in wrong}
    lines = [_line(one) for one in wrong]
    if case.get("affected") is None:
        missing = tr(
            "affected: missing; a list of body parts is required, [] when nothing is affected"
        )
        lines.insert(0, missing)
    sound = {name: value for name, value in case.items() if name not in refused}
    contradictions = (
        line
        for involved, line in _contradictions(converted(sound, Answers))
        if not involved & refused
    )
    found = (*lines, *contradictions)
    # Of a repeated field only the last value is looked at here, and msgspec refused an earlier one.
    repeated = tr("a field occurs more than once: {reason}").format(reason=first)
    return AnswersRefusedError(*found or (repeated,))


def _line(wrong: Wrong) -> str:
    """Return the line about a value that is wrong on its own."""
    name, *places = wrong.path
    path = _path(str(name)) + "".join(f"[{place}]" for place in places)
    if wrong.is_unknown:
        line = tr("{path}: unknown field; allowed: {allowed}")
    elif wrong.wants_list:
        line = tr("{path}: must be a list of {allowed}; not {value}")
    elif wrong.allowed:
        line = tr("{path}: {value} is not allowed; use one of {allowed}")
    else:
        line = tr("{path}: must be a whole number of years from 0 to 120, not {value}")
    return line.format(path=path, allowed=", ".join(wrong.allowed), value=shown(wrong.value))


def _path(name: str) -> str:
    """Return a field's name, as JSON where it would not fit on one line."""
    return name if name.isprintable() and len(name) <= 40 else shown(name)


def _contradictions(answers: Answers) -> Iterator[_Contradiction]:
    """Yield what doesn't fit together although each field alone is sound."""
    for name in _LISTS:
        value = getattr(answers, name) or ()
        if UNSURE in value and set(value) != {UNSURE}:
            words = tr('{name}: "unsure" must stand alone')
            yield frozenset({name}), words.format(name=name)
    as_asked = replace(answers, onset_certainty=certainty_of(answers))
    for question in _REFUSING:
        if getattr(answers, question.field) not in (None, ()) and not question.fits(as_asked):
            yield frozenset({question.field, question.depends_on}), tr(question.refusal)
    yield from _onset_problems(answers)


def _onset_problems(answers: Answers) -> Iterator[_Contradiction]:
    if answers.onset_certainty in ("exact", "about") and answers.onset_age is None:
        line = tr("onset_certainty: exact and about need an onset_age; without one use unsure")
        yield frozenset({"onset_certainty", "onset_age"}), line
    if onset_after_now(answers):
        line = tr("current_age: must not be less than the age at onset ({age})")
        involved = frozenset({"current_age", "onset_age", "onset_band"})
        yield involved, line.format(age=earliest_onset(answers))
