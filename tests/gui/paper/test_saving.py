"""Both sheets saved as two PDFs in one folder: nothing that is there is written over."""

from pathlib import Path

from full_disk import full_disk
from printed import STAMP, WRITER, case
from pypdf import PdfReader

from gui.paper.saving import save_both_in
from questionnaire.reports.paper import Readers, paper

CASE = case(WRITER)
SHEETS: tuple[Readers, ...] = ("patient", "staff")
OLD = b"an older report"


def names(folder: Path) -> set[str]:
    return {one.name for one in folder.iterdir()}


def test_each_sheet_has_a_file_of_its_own_name(tmp_path: Path) -> None:
    heard: list[str] = []
    said = save_both_in(tmp_path, CASE, STAMP, heard.append)
    expected = [STAMP.file_name(readers) for readers in SHEETS]
    assert names(tmp_path) == set(expected)
    assert said == f"Saved in {tmp_path}: {', '.join(expected)}."
    assert heard == ["saved"]


def test_what_was_saved_before_stays_and_the_new_ones_get_a_number(tmp_path: Path) -> None:
    older = [tmp_path / STAMP.file_name(readers) for readers in SHEETS]
    for one in older:
        one.write_bytes(OLD)
    for number in (2, 3):
        said = save_both_in(tmp_path, CASE, STAMP, lambda _: None)
        for one in older:
            assert one.read_bytes() == OLD
            numbered = one.with_stem(f"{one.stem}-{number}")
            assert PdfReader(numbered).pages
            assert numbered.name in said


def test_a_link_that_leads_nowhere_counts_as_there(tmp_path: Path) -> None:
    link = tmp_path / STAMP.file_name("patient")
    link.symlink_to(tmp_path / "elsewhere.pdf")
    save_both_in(tmp_path, CASE, STAMP, lambda _: None)
    assert not (tmp_path / "elsewhere.pdf").exists()


def test_a_folder_that_is_gone_is_said_and_nothing_counts_as_saved(tmp_path: Path) -> None:
    heard: list[str] = []
    said = save_both_in(tmp_path / "gone", CASE, STAMP, heard.append)
    assert "could not be saved" in said
    assert "The result is still here." in said
    assert heard == []


def test_a_folder_in_which_nobody_can_look_is_said(tmp_path: Path) -> None:
    heard: list[str] = []
    said = save_both_in(tmp_path / ("long" * 100), CASE, STAMP, heard.append)
    assert "could not be saved" in said
    assert heard == []


def test_where_only_the_first_can_be_written_it_stays_and_both_are_said(tmp_path: Path) -> None:
    heard: list[str] = []
    sizes = [len(paper(CASE, STAMP, readers).pdf) for readers in SHEETS]
    assert sizes == sorted(sizes)
    with full_disk(room=sum(sizes) // 2):
        said = save_both_in(tmp_path, CASE, STAMP, heard.append)
    first, second = (STAMP.file_name(readers) for readers in SHEETS)
    assert names(tmp_path) == {first}
    assert f"could not be saved as {tmp_path / second}" in said
    assert said.endswith(f"Saved in {tmp_path}: {first}.")
    assert heard == ["saved"]
