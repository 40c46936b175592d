from datetime import date
from pathlib import Path

import pytest

import resources
from questionnaire.sign_offs import SignOff, sign_offs, words_digest, write_sign_offs

ADA = SignOff("0123456789abcdef", 'Ada "Al" Byron', "neurologist = head", date(2026, 3, 4))
BEN = SignOff("fedcba9876543210", "Ben\nÄ", "nurse", date(2026, 3, 5))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(resources, "FOLDER", tmp_path)
    return tmp_path


def test_what_was_signed_comes_back_in_the_order_of_the_alphabet(folder: Path) -> None:
    write_sign_offs({"statement:b.c": BEN, "rule:a": ADA})
    assert list(sign_offs().items()) == [("rule:a", ADA), ("statement:b.c", BEN)]


def test_signatures_are_replaced_by_others_and_by_none(folder: Path) -> None:
    write_sign_offs({"a": ADA})
    write_sign_offs({})
    assert sign_offs() == {}
    assert (folder / "review.toml").read_text(encoding="utf-8").startswith("# What clinicians")


def test_without_a_file_nothing_is_signed(folder: Path) -> None:
    assert sign_offs() == {}


@pytest.mark.parametrize(
    "text", ["signed = 5", "[signed.a]\nname = 'x'", "[other]", "[signed", "[signed]\na = {}"]
)
def test_a_damaged_file_is_refused(folder: Path, text: str) -> None:
    (folder / "review.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r".+"):
        sign_offs()


def test_the_programs_own_file_is_as_the_program_writes_it() -> None:
    text = (resources.FOLDER / "review.toml").read_text(encoding="utf-8")
    kept = sign_offs()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(resources, "FOLDER", Path(__file__).parent)
        assert sign_offs() == {}
    assert text.startswith("# What clinicians")
    assert all(len(one.digest) == 16 for one in kept.values())


def test_a_digest_tells_texts_apart_wherever_one_ends() -> None:
    assert words_digest(["ab", "c"]) != words_digest(["a", "bc"])
    assert words_digest({"a": 1, "b": 2}) == words_digest({"b": 2, "a": 1})
