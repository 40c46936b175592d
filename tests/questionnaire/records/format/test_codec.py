"""What is encrypted: small, the same each time, and read as far as it is known."""

import ast
import gzip
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace
from sealed_examples import ANSWERS, KEY, ODD, OPENER, a_case, listed, sealed

from questionnaire.records.desk.opened import Leaf, opened
from questionnaire.records.errors import NOT_OURS, RecordsError
from questionnaire.records.format import v1
from questionnaire.records.format.codec import (
    LONGEST_BODY,
    LONGEST_HEAD,
    decode_body,
    decode_head,
    encode_body,
    encode_head,
)
from questionnaire.records.format.v1 import (
    FORMAT,
    Answer,
    Body,
    Head,
    KeptLine,
    KeptSection,
    Result,
    Sheet,
)
from questionnaire.records.format.version import Version
from questionnaire.records.sealing.age import seal

DONE = sealed(case=a_case(), reference="Zebra-4711")


def content(version: Version = DONE) -> dict[str, Any]:
    """Return what is encrypted of a body, as any program reads it."""
    found: dict[str, Any] = msgspec.json.decode(gzip.decompress(OPENER.open(version.body)))
    return found


def packed(found: dict[str, Any]) -> bytes:
    return gzip.compress(msgspec.json.encode(found))


def opened_with(**changes: Any) -> Leaf:
    """Return an intake as the desk opens it, whose encrypted body has these fields instead."""
    body = seal(packed(content() | changes), KEY)
    (leaf,) = opened({listed(DONE): body}, OPENER).leaves
    return leaf


def test_an_intake_of_three_answers_takes_little_room() -> None:
    versions = [sealed(ANSWERS, case=a_case(), reference="4711-0815") for _ in range(20)]
    assert max(len(one.body) for one in versions) <= 10_000
    assert max(len(one.head) for one in versions) <= 600


def test_it_is_plain_json_that_names_its_format() -> None:
    found = content()
    assert (found["format"], found["language"], found["caring_for"]) == (FORMAT, "en", "")
    assert found["answers"]["affected"]["value"] == ["neck"]
    assert found["answers"]["onset_age"]["value"] == "34"
    assert found["bound"]["version"] == str(DONE.id)


def test_head_and_body_come_back_as_they_were() -> None:
    body, head = decode_body(OPENER.open(DONE.body)), decode_head(OPENER.open(DONE.head))
    assert decode_body(encode_body(body)) == body
    assert decode_head(encode_head(head)) == head
    assert encode_body(body) == encode_body(decode_body(encode_body(body)))


def test_the_format_knows_nothing_of_the_programs_own_types() -> None:
    tree = ast.parse(Path(v1.__file__).read_text(encoding="utf-8"))
    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    imported |= {
        one.name for node in ast.walk(tree) if isinstance(node, ast.Import) for one in node.names
    }
    assert imported == {"msgspec", "uuid"}


@pytest.mark.parametrize(
    "odd", [*ODD, gzip.compress(b"7", mtime=0), gzip.compress(b"{}", mtime=0)[:-9]]
)
def test_what_is_no_body_says_so(odd: bytes) -> None:
    with pytest.raises(NOT_OURS):
        decode_body(odd)


@pytest.mark.parametrize(
    "odd", [b"{}", b'{"format": "one"}', b'{"format": 0}', b'{"format": 1, "page": 7}']
)
def test_what_has_no_format_or_breaks_its_own_says_so(odd: bytes) -> None:
    with pytest.raises(NOT_OURS):
        decode_body(gzip.compress(odd))


def test_a_body_that_unpacks_without_end_is_not_unpacked() -> None:
    bomb = gzip.compress(b" " * (LONGEST_BODY + 1))
    assert len(bomb) < LONGEST_BODY // 100
    with pytest.raises(ValueError, match="too long"):
        decode_body(bomb)


@pytest.mark.parametrize("more", [b"junk", gzip.compress(b"{}", mtime=0)])
def test_a_body_with_something_behind_it_is_not_read(more: bytes) -> None:
    with pytest.raises(ValueError, match="more than one"):
        decode_body(encode_body(Body()) + more)


def test_a_head_that_no_table_could_show_is_not_read() -> None:
    with pytest.raises(ValueError, match="too long"):
        decode_head(encode_head(Head(reference="x" * LONGEST_HEAD)))


def test_a_newer_head_may_say_more_at_its_end() -> None:
    head = Head(title="focal", urgency="routine", receipt=b"receipt")
    longer = msgspec.msgpack.encode([*msgspec.msgpack.decode(encode_head(head)), "more", 7])
    assert decode_head(longer) == head


def test_newer_content_is_read_as_far_as_it_is_known_and_only_shown() -> None:
    answers = content()["answers"] | {
        "favourite_day": {"value": "monday", "asked": "Day", "said": "Monday"},
        "colour": 7,
    }
    leaf = opened_with(format=FORMAT + 1, answers=answers, language=7, mood={"today": "fair"})
    assert not leaf.can_change
    with pytest.raises(RecordsError, match="A newer version"):
        _ = leaf.earlier
    assert leaf.known.answers == ANSWERS
    assert leaf.body.answers["favourite_day"].said == "Monday"
    assert (leaf.body.language, leaf.body.reference) == ("en", "Zebra-4711")
    assert leaf.body.result == decode_body(OPENER.open(DONE.body)).result


def test_a_newer_programs_lines_and_sections_are_shown_in_their_words() -> None:
    lines = [{"kind": "film", "title": "Exercises", "text": "Watch this."}, {"text": ["odd"]}, 7]
    sheet = {"title": "Yours", "sections": [{"id": "films", "heading": "To watch", "lines": lines}]}
    leaf = opened_with(format=FORMAT + 1, result={"for_patient": sheet, "found": {"mood": "fair"}})
    assert leaf.body.result == Result(
        for_patient=Sheet(
            title="Yours",
            sections=(
                KeptSection(
                    id="films",
                    heading="To watch",
                    lines=(
                        KeptLine(kind="film", title="Exercises", text="Watch this."),
                        KeptLine(),
                    ),
                ),
            ),
        )
    )


def test_an_answer_that_is_no_more_offered_is_shown_and_not_changed() -> None:
    answers = content()["answers"]
    answers["affected"] = {"value": ["neck", "tail"], "asked": "Body parts", "said": "neck, tail"}
    leaf = opened_with(answers=answers)
    assert leaf.known.answers.affected == ("neck",)
    assert leaf.body.answers["affected"].said == "neck, tail"
    assert not leaf.can_change


@pytest.mark.parametrize("value", [Answer(value="odd"), Answer(value=("tail",))])
def test_nothing_is_left_of_an_answer_that_today_has_no_choice_for(value: Answer) -> None:
    version = sealed(replace(ANSWERS, impact="mild"))
    body = decode_body(OPENER.open(version.body))
    (leaf,) = opened(
        {
            listed(version): seal(
                encode_body(replace(body, answers={**body.answers, "impact": value})), KEY
            )
        },
        OPENER,
    ).leaves
    assert leaf.known.answers == ANSWERS
    assert not leaf.can_change


def test_an_empty_body_is_a_body() -> None:
    assert decode_body(encode_body(Body())) == Body()
