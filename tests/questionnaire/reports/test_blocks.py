from questionnaire.reports.blocks import Card, Fact, Notice, Reference, Report, Section, Text


def reference(number: int) -> Reference:
    return Reference(number=number, line="", short="")


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
            Notice(title="", texts=(Text(text="", cites=(3, 1)),)),
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
