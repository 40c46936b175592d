import io
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from filled_workbooks import ADA, fill_in
from own_evidence import evidence_from, sign
from program import run

import resources
from questionnaire.evidence import evidence, say
from questionnaire.review.command import run_review
from questionnaire.review.items import review_items
from questionnaire.review.workbook import review_workbook
from questionnaire.sign_offs import sign_offs

REAL = (resources.FOLDER / "evidence.toml").read_text(encoding="utf-8")
TREMOR, CHILD = "statement:cause-tremor", "statement:cause-neck-child"
AGREE = {"verdict": "agree"}


class Done(NamedTuple):
    code: int
    out: str
    complaints: list[str]


def review(folder: Path | None = None, taken: Path | None = None) -> Done:
    out, complain = io.StringIO(), io.StringIO()
    code = run_review(folder, taken, "A4", out, complain)
    return Done(code, out.getvalue(), complain.getvalue().splitlines())


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("review") / "review.xlsx"
    path.write_bytes(review_workbook(review_items(), "1"))
    return path


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Path]:
    """Sign in a copy of the evidence, and not in the program's own."""
    folder = tmp_path / "resources"
    folder.mkdir()
    with evidence_from(folder, REAL):
        yield folder


def test_both_files_are_handed_out_and_named(tmp_path: Path) -> None:
    done = review(tmp_path / "for" / "Ada")
    paths = [Path(line) for line in done.out.splitlines()]
    assert (done.code, done.complaints) == (0, [])
    assert [path.name for path in paths] == [
        f"dystonia-review-{evidence().version}.{kind}" for kind in ("pdf", "xlsx")
    ]
    assert paths[0].read_bytes().startswith(b"%PDF")
    assert paths[1].read_bytes().startswith(b"PK")


def test_a_workbook_that_may_be_filled_in_is_never_replaced(tmp_path: Path) -> None:
    filled = tmp_path / f"dystonia-review-{evidence().version}.xlsx"
    filled.write_bytes(b"filled in")
    done = review(tmp_path)
    assert (done.code, filled.read_bytes()) == (2, b"filled in")
    assert done.complaints == [
        f"{filled} is there already, and may be filled in. Choose another folder."
    ]
    assert list(tmp_path.iterdir()) == [filled], "and no half of a review is left"


def test_a_folder_that_can_not_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    done = review(tmp_path / "file")
    assert done.code == 2
    assert done.complaints == [f"{tmp_path / 'file'}: can't be written (File exists)."]


def test_one_of_the_two_is_needed() -> None:
    for done in (review(), review(Path("a"), Path("b"))):
        assert (done.code, done.complaints) == (2, ["Use either --out FOLDER or --take FILE."])


def test_agreeing_in_the_workbook_signs_the_statement(
    own: Path, blank: Path, tmp_path: Path
) -> None:
    filled = tmp_path / "filled.xlsx"
    fill_in(
        blank, filled, {TREMOR: AGREE, "question:tasks": AGREE, "rule:cause-tremor": AGREE}, ADA
    )
    assert say("cause-tremor", "staff").review != "reviewed"
    done = review(taken=filled)
    assert (done.code, done.complaints) == (0, [])
    assert done.out.startswith(f"# Agreed to (3)\n\n{TREMOR}, question:tasks, rule:cause-tremor\n")
    with evidence_from(own, REAL):
        assert say("cause-tremor", "staff").review == "reviewed"
        assert {one.state for one in review_items() if one.id in sign_offs()} == {
            "reviewed by Dr Ada Byron, neurologist, 2026-03-04"
        }


def test_a_word_that_changes_later_unsigns_the_statement(
    own: Path, blank: Path, tmp_path: Path
) -> None:
    filled = tmp_path / "filled.xlsx"
    fill_in(blank, filled, {TREMOR: AGREE, CHILD: AGREE}, ADA)
    review(taken=filled)
    words = evidence().statements["cause-tremor"].text
    with evidence_from(own, REAL.replace(words, f"{words} So it is.")):
        assert evidence().signed == {"cause-neck-child"}
        done = review(taken=filled)
        assert done.code == 2
        assert "changed since it was printed: not signed" in done.complaints[0]


def test_refusing_takes_a_signature_back_and_says_what_to_change(
    own: Path, blank: Path, tmp_path: Path
) -> None:
    sign("cause-tremor", "cause-neck-child")
    filled = tmp_path / "filled.xlsx"
    fill_in(blank, filled, {TREMOR: {"verdict": "refuse", "remark": "no"}}, ADA)
    done = review(taken=filled)
    assert (done.code, set(sign_offs())) == (0, {CHILD})
    assert f"# Changes to make (1)\n\n## {TREMOR}: refuse\n" in done.out


def test_what_is_in_order_is_taken_and_the_rest_is_named_with_its_row(
    own: Path, blank: Path, tmp_path: Path
) -> None:
    filled = tmp_path / "filled.xlsx"
    places = fill_in(blank, filled, {TREMOR: AGREE | ADA, CHILD: AGREE})
    done = review(taken=filled)
    assert (done.code, set(sign_offs())) == (2, {TREMOR})
    assert done.complaints == [
        f"{places[CHILD]} ({CHILD}): a verdict needs name and role and date."
    ]


def test_where_nothing_can_be_signed_it_is_said_and_the_changes_are_told_all_the_same(
    own: Path, blank: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    evidence()
    filled = tmp_path / "filled.xlsx"
    fill_in(blank, filled, {TREMOR: AGREE, CHILD: {"verdict": "change"}}, ADA)
    monkeypatch.setattr(resources, "FOLDER", tmp_path / "nowhere")
    done = review(taken=filled)
    assert done.code == 2
    assert done.complaints == [
        "Nothing was signed: review.toml can't be written (No such file or directory)."
    ]
    assert f"## {CHILD}: change" in done.out


@pytest.mark.parametrize("content", [None, b"no workbook"])
def test_a_file_that_can_not_be_read_is_said(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "x.xlsx"
    if content:
        path.write_bytes(content)
    done = review(taken=path)
    assert (done.code, done.out, len(done.complaints)) == (2, "", 1)
    assert done.complaints[0].startswith(f"{path}: ")


def test_signatures_that_are_damaged_are_said(own: Path) -> None:
    (own / "review.toml").write_text("signed = 1", encoding="utf-8")
    done = review(taken=Path("x"))
    assert done.code == 2
    assert done.complaints[0].startswith("review.toml, which holds the signatures, is damaged: ")


def test_the_program_hands_out_and_takes_back(blank: Path, tmp_path: Path) -> None:
    """Nothing is agreed to here, because the program would sign in its own file."""
    code, out, complaint = run("review", "--out", tmp_path)
    assert (code, complaint, len(out.splitlines())) == (0, "", 2)
    filled = tmp_path / "filled.xlsx"
    fill_in(
        Path(out.splitlines()[1]),
        filled,
        {TREMOR: {"verdict": "change"}, CHILD: {"role": "x"}},
        ADA,
    )
    code, out, complaint = run("review", "--take", filled)
    assert (code, f"## {TREMOR}: change" in out) == (2, True)
    assert complaint.count("\n") == 1
    assert "something was filled in, but no verdict" in complaint


@pytest.mark.parametrize("arguments", [(), ("--out", "a", "--take", "b"), ("--take",)])
def test_the_program_asks_for_one_of_the_two(arguments: tuple[str, ...]) -> None:
    code, out, complaint = run("review", *arguments)
    assert (code, out, "Traceback" in complaint) == (2, "", False)
    assert "--take" in complaint
