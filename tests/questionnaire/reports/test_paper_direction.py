"""Sheets in other languages: words turn with the direction of writing, left and right of the person don't."""

from collections.abc import Iterator

import pytest
from printed import WRITER, case
from pseudo_languages import CODES, write_pseudo_resources
from pypdfium2 import PdfDocument, PdfTextPage

import resources
from questionnaire.evidence import evidence
from questionnaire.reports.paper import paper, stamp_now
from questionnaire.site_names import YOUR_LEFT, YOUR_RIGHT
from questionnaire.words import use_language


@pytest.fixture(scope="module", autouse=True)
def pseudo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Let the program know the languages that are made up for tests."""
    evidence()
    with pytest.MonkeyPatch.context() as patch:
        folder = write_pseudo_resources(tmp_path_factory.mktemp("pseudo"))
        patch.setattr(resources, "FOLDER", folder)
        yield
        use_language("en")


def places(page: PdfTextPage, words: str) -> Iterator[tuple[float, float]]:
    """Yield where words stand on the page: the distance from the left and from the foot."""
    search = page.search(words, match_whole_word=True)
    while found := search.get_next():
        left, below, _, _ = page.get_charbox(found[0])
        yield left, below


@pytest.mark.parametrize("code", ["en", *CODES])
def test_the_persons_right_is_named_left_of_the_persons_left(code: str) -> None:
    use_language(code)
    made = paper(case(WRITER), stamp_now(), "patient")
    assert made.missing == ()
    with PdfDocument(made.pdf) as file:
        page = file[0].get_textpage()
        ((right, line),) = places(page, YOUR_RIGHT.to("patient"))
        named = list(places(page, YOUR_LEFT.to("patient")))
    (left,) = (place for place, height in named if abs(height - line) < 4)
    assert right < left


def test_the_figure_stands_on_the_other_side_of_the_words() -> None:
    where = {}
    for code in ("en", "he-XB"):
        use_language(code)
        with PdfDocument(paper(case(WRITER), stamp_now(), "patient").pdf) as file:
            page = file[0].get_textpage()
            ((left, _),) = places(page, YOUR_RIGHT.to("patient"))
            where[code] = left < file[0].get_width() / 2
    assert where == {"en": False, "he-XB": True}
