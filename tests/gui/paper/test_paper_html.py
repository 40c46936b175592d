"""Which parts of a report stay together on paper, and how they are written."""

from gui.paper.text import Piece, pictures_of, pieces
from questionnaire.reports.blocks import (
    Block,
    Card,
    Fact,
    Figure,
    Name,
    Notice,
    People,
    Report,
    Section,
    Text,
)

PEOPLE = People(low=1, high=2, of=10, caption="1 to 2 of 10")
FIGURE = Figure(sites=("neck",), caption="The parts", sides=("Your right", "Your left"))


def report(*blocks: Block, more: tuple[Section, ...] = ()) -> Report:
    section = Section(id="spread", heading="Heading", blocks=blocks)
    return Report(title="", sections=(section, *more), references=(), notices=())


def made(*blocks: Block, more: tuple[Section, ...] = ()) -> list[Piece]:
    return list(pieces(report(*blocks, more=more)))


def text(words: str) -> Text:
    return Text(text=words)


def test_a_heading_stays_with_what_follows_it() -> None:
    first, second = made(text("one"), text("two"))
    assert first.html == "<h2>Heading</h2><p>one</p>"
    assert (second.html, second.begins_section) == ("<p>two</p>", False)


def test_a_name_stays_with_what_explains_it() -> None:
    (only,) = made(Name(lead="", plain="Spread is common", medical=""), text("one"))
    assert only.html.endswith("<p class='name'>Spread is common</p><p>one</p>")


def test_a_lone_fact_stays_with_what_explains_it() -> None:
    (only,) = made(Fact(label="Level", value="common"), text("one"))
    assert only.html.index("Level") < only.html.index("one")


def test_people_stay_with_the_sentence_that_counts_them() -> None:
    first, last = made(text("one"), PEOPLE, text("two"))
    assert "1 to 2 of 10" in first.html
    assert "two" in last.html


def test_facts_are_one_table_without_colons() -> None:
    (only,) = made(Fact(label="Who?", value="me"), Fact(label="Since", value="May"))
    assert only.html.count("<table") == 1
    assert ":" not in only.html


def test_the_figure_stands_beside_its_section_and_the_texts_of_the_next() -> None:
    card = Card(title="Card", body=text("three"))
    meaning = Section(id="meaning", heading="Meaning", blocks=(text("two"), card))
    band, below = made(text("one"), FIGURE, more=(meaning,))
    assert band.wide
    assert all(words in band.html for words in ("one", "Meaning", "two", "Your right", "Your left"))
    assert below == Piece("<p><b>Card.</b> three</p>")


def test_a_notice_takes_the_whole_width() -> None:
    notice = Notice(level="emergency", title="Now", texts=(text("one"),))
    (only,) = made(notice)
    assert only.wide


def test_words_are_never_read_as_markup() -> None:
    (only,) = made(text("less <b>than</b> & more"))
    assert "less &lt;b&gt;than&lt;/b&gt; &amp; more" in only.html


def test_the_numbers_of_sources_never_begin_a_line() -> None:
    (only,) = made(Text(text="one", cites=(1, 2)))
    assert "one&nbsp;<span class='small'>[1,&nbsp;2]</span>" in only.html


def test_weak_evidence_is_marked() -> None:
    (only,) = made(Text(text="one", review="needs-review"))
    assert "one <i>(needs review)</i>" in only.html


def test_every_picture_is_found_by_its_name_in_the_text() -> None:
    shown = report(text("one"), PEOPLE, FIGURE)
    html = "".join(piece.html for piece in pieces(shown))
    assert set(pictures_of(shown).values()) == {PEOPLE, FIGURE}
    assert all(f"<img src='{name}'>" in html for name in pictures_of(shown))
