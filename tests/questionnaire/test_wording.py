from questionnaire.wording import Wording, same


def test_each_voice_has_its_own_text() -> None:
    wording = Wording("your neck", "their neck", "the patient's neck")
    assert wording.to("patient") == "your neck"
    assert wording.to("carer") == "their neck"
    assert wording.to("staff") == "the patient's neck"


def test_a_common_text_is_the_same_for_every_voice() -> None:
    assert same("Neck") == Wording("Neck", "Neck", "Neck")
