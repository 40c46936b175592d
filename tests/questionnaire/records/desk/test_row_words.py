"""What tells one intake from all others, in words."""

from questionnaire.records.desk.row_words import named, names_in_short


def test_an_intake_is_named_by_its_code_and_its_reference_if_there_is_one() -> None:
    assert named("K7-42", "B-77") == "K7-42 · B-77"
    assert named("K7-42", "") == "K7-42"


def test_of_many_the_first_few_are_named() -> None:
    names = [f"K7-{number}" for number in range(1, 8)]
    first = names[:5]
    assert names_in_short(first).split("\n") == first
    assert names_in_short(names[:6]).split("\n") == [*first, "and 1 more"]
    assert names_in_short(names).split("\n") == [*first, "and 2 more"]
