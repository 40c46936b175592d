from datetime import UTC, datetime

import pytest
from printed import Printed, read_pdf, squeezed

import questionnaire
from questionnaire.evidence import evidence
from questionnaire.questions import QUESTIONNAIRE_VERSION
from questionnaire.reports.paper_size import PaperSize
from questionnaire.review.document import review_document
from questionnaire.review.items import Item, review_items
from questionnaire.rules.assessment import RULES_VERSION

VERDICT = squeezed("agree change refuse")
MOMENT = datetime(2026, 3, 4, 14, 5, tzinfo=UTC)


@pytest.fixture(scope="module")
def document() -> Printed:
    made = review_document(review_items(), "2026.1", "A4", MOMENT)
    assert made.missing == ()
    return read_pdf(made.pdf)


def without_pages(document: Printed) -> str:
    """Return all of the document's text, as if it had one page."""
    count = len(document.pages)
    pages = (
        text.removesuffix(squeezed(f"{document.title} Page {number} of {count}"))
        for number, text in enumerate(document.words, start=1)
    )
    return "".join(pages)


def test_all_that_there_is_to_sign_off_is_in_the_document(document: Printed) -> None:
    """What stands side by side is read line by line, so that its lines are looked for one by one.

    The room for the verdict stands beside them, and is read at the end of a page in the middle of an item.
    """
    text = without_pages(document).replace(VERDICT, "")
    for item in review_items():
        assert squeezed(item.title.removeprefix("When it is said: ")) in text
        lines = [line for words in item.words.values() for line in words.splitlines()]
        if item.kind != "question":
            assert [line for line in lines if squeezed(line) not in text] == []


def test_the_words_of_a_question_in_every_voice_are_there(document: Printed) -> None:
    """Of a question in several columns each word is there, though lines of the columns alternate."""
    text = without_pages(document)
    for item in (item for item in review_items() if item.kind == "question"):
        words = {word for voice in item.words.values() for word in voice.split()}
        assert [word for word in words if squeezed(word) not in text] == []


def test_each_source_stands_in_full_with_how_far_it_was_read(document: Printed) -> None:
    text = without_pages(document)
    for source in evidence().sources.values():
        assert squeezed(f"{source.whole} (Read: {source.how_read}.") in text
        assert squeezed(source.address or "") in text


def test_there_is_room_for_a_verdict_on_every_item(document: Printed) -> None:
    text = without_pages(document)
    assert text.count(VERDICT) == len(review_items())
    assert "NameRoleDate" in text


def test_each_page_has_its_number_and_the_first_one_the_versions(document: Printed) -> None:
    assert all("Page" in page for page in document.words)
    first = document.words[0]
    said = (
        f"Program {questionnaire.__version__}, evidence 2026.1, rules {RULES_VERSION}, "
        f"questionnaire {QUESTIONNAIRE_VERSION}. Made on 2026-03-04."
    )
    assert squeezed(said) in first
    assert document.title == "Dystonia Triage: review of the evidence 2026.1"


def test_it_is_short_enough_to_be_read_and_can_be_read_aloud(document: Printed) -> None:
    assert len(document.pages) <= 40
    root = document.file.root_object
    assert str(root["/Lang"]) == "en"
    assert "/StructTreeRoot" in root


@pytest.mark.parametrize(("paper", "width"), [("A4", 595), ("Letter", 612)])
def test_it_has_the_papers_size(paper: PaperSize, width: int) -> None:
    made = read_pdf(review_document((), "1", paper, MOMENT).pdf)
    assert round(made.pages[0].mediabox.width) == width


def test_what_was_thought_of_an_item_before_stands_with_it() -> None:
    item = Item(
        id="source:a",
        kind="source",
        title="A",
        words={"staff": "B"},
        digest="",
        state="reviewed by C",
    )
    made = read_pdf(review_document((item,), "1", "A4", MOMENT).pdf)
    assert squeezed("reviewed by C") in made.words[0]
