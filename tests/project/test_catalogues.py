"""The catalogues hold every text, are as fresh as the texts, and translate each of them whole."""

import gettext
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from language_files import (
    FOLDER,
    TEMPLATE,
    as_mo,
    as_po,
    collected,
    faults,
    new_catalogue,
    originals,
    updated,
)

from questionnaire.evidence import evidence
from questionnaire.questions import PAGES

COLLECTED = collected()


#: A few texts, which say as much about what is found as all of them.
FEW = Catalog()
FEW.add("Neck")
FEW.add("Page {page} of {pages}")
FEW.add(("{number} second left", "{number} seconds left"))


@pytest.fixture
def translated() -> Catalog:
    """Return a language with every text translated into itself."""
    catalogue = updated(new_catalogue("nl"), FEW)
    for message in catalogue:
        if message.id:
            words = originals(message)
            message.string = words[0] if len(words) == 1 else words
    return catalogue


def written(catalogue: Catalog, folder: Path) -> Path:
    """Write the two files of a language, as docs/translate.py does."""
    path = folder / "nl.po"
    path.write_bytes(as_po(catalogue))
    path.with_suffix(".mo").write_bytes(as_mo(catalogue))
    return path


def test_the_template_holds_the_texts_of_today() -> None:
    fresh = TEMPLATE.read_bytes() == as_po(COLLECTED)
    assert fresh, "the texts have changed: run python docs/translate.py"


def test_collecting_twice_gives_the_same_file() -> None:
    assert as_po(collected()) == as_po(COLLECTED)


def test_every_language_is_whole() -> None:
    left = {path.name: len(faults(path, COLLECTED)) for path in FOLDER.glob("*.po")}
    assert not any(left.values()), f"docs/translate.py says what is left to do: {left}"


def test_every_compiled_language_has_its_texts_beside_it() -> None:
    stems = [{path.stem for path in FOLDER.glob(f"*.{kind}")} for kind in ("po", "mo")]
    assert stems[0] == stems[1]


def test_statements_are_collected_in_every_voice_and_say_who_reads_them() -> None:
    for id_, statement in evidence().statements.items():
        for text in filter(None, (statement.text, statement.carer, statement.staff)):
            message = COLLECTED[text]
            assert message
            assert any(id_ in comment for comment in message.auto_comments)
    said = COLLECTED[evidence().statements["treat-cause"].text]
    assert said
    assert said.auto_comments == ["Statement treat-cause: said to the person affected"]


def test_questions_are_collected_in_every_voice() -> None:
    for page in PAGES:
        assert page.name in COLLECTED
        for question in page.questions:
            heading = question.heading
            assert {heading.patient, heading.carer, heading.staff} <= {
                message.id for message in COLLECTED
            }


def test_texts_for_so_many_things_are_collected_in_both_forms() -> None:
    assert ("Delete {name}?", "Delete {number} intakes?") in {one.id for one in COLLECTED}


def test_a_word_with_two_meanings_is_collected_twice_and_says_which_it_is() -> None:
    meanings = {message.context for message in COLLECTED if message.id == "Start"}
    assert meanings == {None, "begin a questionnaire"}


def test_translators_are_told_what_a_word_alone_does_not_say() -> None:
    size = COLLECTED["Letter"]
    assert size
    assert size.auto_comments == ["the size of paper that is used in North America"]


def test_a_whole_language_has_no_faults_and_the_program_can_read_it(
    translated: Catalog, tmp_path: Path
) -> None:
    path = written(translated, tmp_path)
    assert faults(path, FEW) == []
    with path.with_suffix(".mo").open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("Neck") == "Neck"


def test_a_language_that_is_begun_has_the_plural_forms_of_the_language() -> None:
    assert new_catalogue("pl").num_plurals == 3
    assert new_catalogue("pt-BR").locale_identifier == "pt_BR"


def test_an_untranslated_text_is_found(translated: Catalog, tmp_path: Path) -> None:
    translated["Neck"].string = ""
    assert faults(written(translated, tmp_path), FEW) == ["not translated: Neck"]


def test_a_plural_that_lacks_a_form_is_found(translated: Catalog, tmp_path: Path) -> None:
    translated["{number} second left"].string = ("Nog een", "")
    assert faults(written(translated, tmp_path), FEW) == ["not translated: {number} second left"]


def test_a_fuzzy_translation_is_found(translated: Catalog, tmp_path: Path) -> None:
    translated["Neck"].flags.add("fuzzy")
    assert faults(written(translated, tmp_path), FEW) == ["to be looked at again: Neck"]


@pytest.mark.parametrize(
    "words", ["Bladzijde {page}", "{page} {pages} {more}", "{page} van {pages"]
)
def test_other_placeholders_are_found(translated: Catalog, tmp_path: Path, words: str) -> None:
    translated["Page {page} of {pages}"].string = words
    path = written(translated, tmp_path)
    assert faults(path, FEW) == [f"other placeholders: Page {{page}} of {{pages}} / {words}"]


def test_a_plural_form_may_say_the_number_in_a_word_of_its_own(
    translated: Catalog, tmp_path: Path
) -> None:
    translated["{number} second left"].string = ("Nog een seconde", "Nog {number} seconden")
    assert faults(written(translated, tmp_path), FEW) == []


def test_a_file_with_other_texts_than_today_is_stale(translated: Catalog, tmp_path: Path) -> None:
    translated.delete("Neck")
    path = written(translated, tmp_path)
    assert "it is not up to date: run docs/translate.py" in faults(path, FEW)


def test_a_compiled_file_of_earlier_texts_is_stale(translated: Catalog, tmp_path: Path) -> None:
    path = written(translated, tmp_path)
    translated["Neck"].string = "Hals"
    path.write_bytes(as_po(translated))
    assert faults(path, FEW) == ["its .mo is not made from it: run docs/translate.py"]
