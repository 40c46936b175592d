import pytest

from questionnaire.blocks import Reference
from questionnaire.evidence import Cited


@pytest.mark.parametrize(
    ("doi", "pmid", "line"),
    [
        ("10.1/x", "123", "3. Albanese 2013. doi 10.1/x PMID 123"),
        ("10.1/x", None, "3. Albanese 2013. doi 10.1/x"),
        (None, "123", "3. Albanese 2013. PMID 123"),
        (None, None, "3. Albanese 2013."),
    ],
)
def test_a_reference_stands_in_one_line_with_the_numbers_it_has(
    doi: str | None, pmid: str | None, line: str
) -> None:
    assert Reference(number=3, source=Cited("Albanese 2013.", doi, pmid)).line == line
