import pytest

from questionnaire.evidence import Source
from questionnaire.reports.blocks import Card, Fact, Notice, Reference, Report, Section, Text


def reference(number: int, doi: str | None = None, pmid: str | None = None) -> Reference:
    source = Source("One A.", "On it", "J One", "abstract", year=2013, doi=doi, pmid=pmid)
    return Reference(number=number, source=source)


@pytest.mark.parametrize(
    ("doi", "pmid", "line", "short"),
    [
        ("10.1/x", "123", ". On it. J One 2013. doi 10.1/x PMID 123", ". J One 2013, doi 10.1/x"),
        ("10.1/x", None, ". On it. J One 2013. doi 10.1/x", ". J One 2013, doi 10.1/x"),
        (None, "123", ". On it. J One 2013. PMID 123", ". J One 2013, PMID 123"),
        (None, None, ". On it. J One 2013.", ". J One 2013"),
    ],
)
def test_a_reference_stands_in_one_line_with_the_numbers_it_has(
    doi: str | None, pmid: str | None, line: str, short: str
) -> None:
    found = reference(3, doi, pmid)
    assert (found.line, found.short) == (f"3. One A{line}", f"3. One A{short}")


def test_a_source_without_a_year_is_named_without_one() -> None:
    found = Reference(number=1, source=Source("One A.", "On it", "J One", "abstract"))
    assert (found.line, found.short) == ("1. One A. On it. J One.", "1. One A. J One")


def test_paper_has_its_own_sections_and_the_sources_that_these_use() -> None:
    screen_only = Section(
        id="help", heading="", blocks=(Text(text="", cites=(4,)),), on_paper=False
    )
    printed = Section(
        id="urgent",
        heading="",
        blocks=(
            Text(text="", cites=(1,)),
            Card(title="", body=Text(text="", cites=(2,))),
            Notice(level="emergency", title="", texts=(Text(text="", cites=(3, 1)),)),
            Fact(label="", value=""),
        ),
    )
    references = tuple(reference(number) for number in (1, 2, 3, 4))
    report = Report(
        title="", sections=(screen_only, printed), references=references, notices=("!",)
    )
    paper = report.on_paper
    assert paper.sections == (printed,)
    assert [one.number for one in paper.references] == [1, 2, 3]
    assert paper.notices == report.notices
