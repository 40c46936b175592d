from pathlib import Path

import pytest

from questionnaire.clinic import (
    Clinic,
    ClinicRefusedError,
    default_clinic,
    read_clinic,
)


def read(folder: Path, text: str | bytes) -> Clinic:
    """Return the settings in a file with this text."""
    path = folder / "clinic.toml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_clinic(path)


def refused(folder: Path, text: str | bytes) -> list[str]:
    """Return what is said about a file with this text, without the folder."""
    with pytest.raises(ClinicRefusedError) as caught:
        read(folder, text)
    return [problem.removeprefix(f"{folder}/") for problem in caught.value.problems]


def test_the_default_clinic_is_that_of_the_patient_guide() -> None:
    clinic = default_clinic()
    assert clinic.name == "Robert and John M. Bendheim Parkinson and Movement Disorders Center"
    assert (clinic.phone, clinic.fax, clinic.billing_phone) == (
        "212-241-5607",
        "212-241-3656",
        "212-987-3100",
    )
    assert ", ".join(clinic.address) == (
        "5 East 98th Street, Box 1138, First Floor, New York, NY 10029-6574"
    )


def test_the_default_clinic_gives_no_advice_and_no_emergency_number_of_its_own() -> None:
    clinic = default_clinic()
    assert (clinic.emergency_number, clinic.advice, clinic.criteria) == ("", {}, "patient-guide")


def test_only_the_name_is_required(tmp_path: Path) -> None:
    assert read(tmp_path, 'name = "Ours"') == Clinic(name="Ours")


def test_every_setting_is_read(tmp_path: Path) -> None:
    text = """
        name = "Ours"
        address = ["One", "Two"]
        phone = "1"
        fax = "2"
        billing_phone = "3"
        emergency_number = "112"
        criteria = "consensus-2013"
        paper = "A4"
        targets = "desk"
        [advice]
        breathing = "Press the red button."
        any = "Ring the bell."
    """
    clinic = read(tmp_path, text)
    assert clinic.address == ("One", "Two")
    assert (clinic.phone, clinic.fax, clinic.billing_phone) == ("1", "2", "3")
    assert (clinic.emergency_number, clinic.criteria) == ("112", "consensus-2013")
    assert (clinic.paper, clinic.targets) == ("A4", "desk")
    assert clinic.advice == {"breathing": "Press the red button.", "any": "Ring the bell."}


def test_a_byte_order_mark_and_windows_lines_are_allowed(tmp_path: Path) -> None:
    assert read(tmp_path, b'\xef\xbb\xbfname = "Ours"\r\nphone = "1"\r\n').phone == "1"


def test_advice_is_that_of_the_sign_or_else_the_one_for_any() -> None:
    clinic = Clinic(name="Ours", advice={"breathing": "Red button.", "any": "Bell."})
    assert clinic.advice_on(("breathing", "swallowing")) == ("Red button.", "Bell.")
    assert clinic.advice_on(("swallowing", "new-medicine")) == ("Bell.",)
    assert clinic.advice_on(()) == ()


def test_without_advice_for_any_other_signs_have_none() -> None:
    clinic = Clinic(name="Ours", advice={"breathing": "Red button.", "swallowing": ""})
    assert clinic.advice_on(("swallowing",)) == ()


@pytest.mark.parametrize("text", ["", 'phone = "1"', 'name = ""', 'name = "  "'])
def test_a_clinic_without_a_name_is_refused(tmp_path: Path, text: str) -> None:
    (problem,) = refused(tmp_path, text)
    assert problem.startswith('clinic.toml:1: "name" is missing: ')


def test_every_problem_is_told_with_its_line(tmp_path: Path) -> None:
    text = """# phone = 1
        name = "Ours"
        address = "One street"
        criteria = "mine"

        paper = "A5"
        targets = 3
        phone = 1
        colour = "red"
        [advice]
        phone = "no sign"
        breathing = 3
        [other]
    """
    places = [" ".join(problem.split()[:2]) for problem in refused(tmp_path, text)]
    assert places == [
        'clinic.toml:3: "address":',
        'clinic.toml:4: "criteria":',
        'clinic.toml:6: "paper":',
        'clinic.toml:7: "targets":',
        'clinic.toml:8: "phone":',
        "clinic.toml:9: Unknown",
        'clinic.toml:11: "phone":',
        'clinic.toml:12: "breathing":',
        "clinic.toml:13: Unknown",
    ]


def test_a_choice_that_there_is_not_is_told_with_those_there_are(tmp_path: Path) -> None:
    assert refused(tmp_path, 'name = "Ours"\npaper = "A5"') == [
        'clinic.toml:2: "paper": "A5" is not allowed; use one of auto, A4, Letter'
    ]


def test_an_unknown_setting_is_told_with_those_there_are(tmp_path: Path) -> None:
    (problem,) = refused(tmp_path, 'name = "Ours"\ncolour = "red"')
    assert problem == (
        'clinic.toml:2: Unknown setting "colour"; use one of name, address, phone, fax, '
        "billing_phone, emergency_number, criteria, paper, targets, patients_see, idle_seconds, "
        "lock_minutes, retention_days, attention, sound, advice"
    )


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('name = "Ours"\n\n[advice]\nfoo = "x"', 4),
        ('name = "Ours"\n\nadvice = { any = "x", foo = "x" }', 3),
        ('name = "Ours"\n\nadvice.any = "x"\nadvice.foo = "x"', 4),
        ('name = "Ours"\n\n[advice]\n# foo = "x"\n"foo" = "x"', 5),
        ('name = "Ours"\n\n[advice.foo]\nx = 1', 3),
        ('name = "Ours"\n\nadvice = 3', 3),
        ('name = "Ours"\n\n[[advice]]\nfoo = "x"', 3),
        ('name = "Ours"\nphone = "1\u20282"\n[advice]\nfoo = "x"', 4),
    ],
)
def test_a_problem_with_advice_is_told_on_its_own_line(
    tmp_path: Path, text: str, line: int
) -> None:
    (problem,) = refused(tmp_path, text)
    assert problem.startswith(f"clinic.toml:{line}: ")


@pytest.mark.parametrize(
    "text",
    ["name", 'name = "Ours"\nname = "Twice"', b'name = "\xff"', "a = " + "[" * 5000],
    ids=["syntax", "twice", "encoding", "depth"],
)
def test_what_is_no_toml_in_utf_8_is_said_to_be_none(tmp_path: Path, text: str | bytes) -> None:
    (problem,) = refused(tmp_path, text)
    assert problem.startswith("clinic.toml: this is not TOML in UTF-8: ")


def test_a_mistake_in_the_syntax_is_told_with_its_line(tmp_path: Path) -> None:
    (problem,) = refused(tmp_path, 'name = "Ours"\nphone = 1 2')
    assert "line 2" in problem


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(ClinicRefusedError, match=r"missing.toml: can't be read \(No such file"):
        read_clinic(tmp_path / "missing.toml")


@pytest.mark.parametrize(
    "line",
    [
        "idle_seconds = 29",
        "idle_seconds = 3601",
        "lock_minutes = 0",
        "lock_minutes = 61",
        "retention_days = -1",
        "attention = 1",
    ],
)
def test_a_setting_of_the_records_out_of_its_range_is_refused(tmp_path: Path, line: str) -> None:
    (problem,) = refused(tmp_path, f'name = "Ours"\n{line}')
    assert problem.startswith(f'clinic.toml:2: "{line.partition(" ")[0]}": ')


def test_without_a_word_of_the_clinic_records_are_kept_and_a_locked_desk_calls() -> None:
    for clinic in (default_clinic(), Clinic(name="Ours")):
        assert (clinic.retention_days, clinic.attention) == (0, True)


def test_without_a_word_of_the_clinic_a_waiting_room_waits_two_minutes_and_a_desk_fifteen() -> None:
    for clinic in (default_clinic(), Clinic(name="Ours")):
        assert (clinic.idle_seconds, clinic.lock_minutes) == (2 * 60, 15)


def test_of_very_many_problems_the_first_are_told_and_the_others_counted(tmp_path: Path) -> None:
    path = tmp_path / "clinic.toml"
    keys = "".join(f"key{number} = 1\n" for number in range(20_000))
    path.write_text(f'name = "Our clinic"\n{keys}', encoding="utf-8")
    with pytest.raises(ClinicRefusedError) as refused:
        read_clinic(path)
    told = refused.value.problems
    assert len(told) == 51
    assert 'Unknown setting "key0"' in told[0]
    assert told[-1] == "and 19,950 more problems"
