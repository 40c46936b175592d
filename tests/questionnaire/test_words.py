import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from catalogues import write_catalogue

import resources
from questionnaire.evidence import evidence, say
from questionnaire.words import (
    UnknownLanguageError,
    Wording,
    language,
    languages,
    mark,
    own,
    same,
    tr,
    tr_in,
    tr_number,
    use_language,
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Speak from the catalogues of a folder that holds German and French, then English again."""
    evidence()
    write_catalogue(tmp_path, "de", {"Neck": "Hals", "{age} years": "{age} Jahre"})
    write_catalogue(tmp_path, "ca", {"Neck": "Coll"})
    monkeypatch.setattr(resources, "FOLDER", tmp_path)
    yield tmp_path
    use_language("en")


def test_english_is_spoken_at_first_and_needs_no_catalogue(folder: Path) -> None:
    assert (language(), tr("Neck")) == ("en", "Neck")


def test_english_comes_first_and_the_others_by_their_codes(folder: Path) -> None:
    assert languages() == ("en", "ca", "de")


def test_a_catalogue_translates_what_it_holds_and_leaves_the_rest(folder: Path) -> None:
    use_language("de")
    assert language() == "de"
    assert tr("Neck") == "Hals"
    assert tr("Voice") == "Voice"


def test_placeholders_pass_through_a_translation(folder: Path) -> None:
    use_language("de")
    assert tr("{age} years").format(age=34) == "34 Jahre"


def test_so_many_things_are_said_in_the_forms_that_the_language_has(folder: Path) -> None:
    words = ("1 intake", "{number} intakes")
    assert [tr_number(number, *words) for number in (0, 1, 1200)] == [
        "0 intakes",
        "1 intake",
        "1,200 intakes",
    ]
    write_catalogue(folder, "nl", {words: ("1 opname", "{number} opnamen")})
    use_language("nl")
    assert [tr_number(number, *words) for number in (1, 2)] == ["1 opname", "2 opnamen"]
    assert tr_number(2, "1 day", "{number} days") == "2 days"


def test_one_english_word_with_two_meanings_has_two_translations(folder: Path) -> None:
    write_catalogue(folder, "nl", {"Start": "Begin"}, {("begin a form", "Start"): "Beginnen"})
    use_language("nl")
    assert (tr("Start"), tr_in("begin a form", "Start")) == ("Begin", "Beginnen")
    use_language("en")
    assert (tr("Start"), tr_in("begin a form", "Start")) == ("Start", "Start")


def test_an_address_keeps_its_own_direction_in_another_language(folder: Path) -> None:
    assert own("5 East Street") == "5 East Street"
    use_language("de")
    assert own("5 East Street") == "\u20685 East Street\u2069"


def test_an_empty_text_stays_empty_and_is_not_the_header_of_the_catalogue(folder: Path) -> None:
    use_language("de")
    assert tr("") == ""


def test_english_can_be_spoken_again(folder: Path) -> None:
    use_language("de")
    use_language("en")
    assert (language(), tr("Neck")) == ("en", "Neck")


@pytest.mark.parametrize("code", ["fr", "", "../de", "DE"])
def test_an_unknown_language_is_refused_with_those_there_are(folder: Path, code: str) -> None:
    use_language("de")
    with pytest.raises(UnknownLanguageError, match="Use one of: en, ca, de"):
        use_language(code)
    assert language() == "de"


def test_a_wording_is_translated_for_each_voice(folder: Path) -> None:
    wording = Wording("Neck", "Voice", "Neck")
    use_language("de")
    assert [wording.to(voice) for voice in ("patient", "carer", "staff")] == [
        "Hals",
        "Voice",
        "Hals",
    ]


def test_a_statement_follows_the_language_in_use(folder: Path) -> None:
    text = evidence().statements["treat-cause"].text
    write_catalogue(folder, "nl", {text: "Eerst de oorzaak."})
    use_language("nl")
    assert say("treat-cause", "patient").text == "Eerst de oorzaak."
    use_language("en")
    assert say("treat-cause", "patient").text == text


def test_marking_a_text_changes_nothing() -> None:
    assert mark("Neck") == "Neck"


def test_english_does_not_pay_for_gettext() -> None:
    program = "import sys, questionnaire.words; sys.exit('gettext' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_each_voice_has_its_own_text() -> None:
    wording = Wording("your neck", "their neck", "the patient's neck")
    assert wording.to("patient") == "your neck"
    assert wording.to("carer") == "their neck"
    assert wording.to("staff") == "the patient's neck"


def test_a_parent_reads_what_a_carer_reads_unless_it_speaks_of_the_child() -> None:
    assert Wording("your neck", "their neck", "the neck").to("parent") == "their neck"
    assert (
        Wording("your neck", "their neck", "the neck", "your child's").to("parent")
        == "your child's"
    )


def test_a_common_text_is_the_same_for_every_voice() -> None:
    assert same("Neck") == Wording("Neck", "Neck", "Neck")
