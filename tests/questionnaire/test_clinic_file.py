import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from full_disk import full_disk
from hypothesis import given
from hypothesis import strategies as st

from questionnaire.answers import SIGNS
from questionnaire.clinic import Clinic, ClinicRefusedError, default_clinic, read_clinic
from questionnaire.clinic_file import clinic_from, save_clinic, settings_problems

FULL = """\
# Ours since 1999.
name = "Ours" # as on the door
phone = "1"

address = [ "One", "Two" ]
colours = "none"

# What to say.
[advice]
# The red one.
breathing = "Press the button."
any = "Ring."  # the bell
"""
WELL = FULL.replace('colours = "none"\n', "")

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
clinics = st.builds(
    Clinic,
    name=texts.filter(str.strip),
    address=st.lists(texts, max_size=3).map(tuple),
    phone=texts,
    emergency_number=texts,
    criteria=st.sampled_from(["patient-guide", "consensus-2013"]),
    patients_see=st.sampled_from(["all", "summary", "thanks"]),
    idle_seconds=st.integers(30, 3600),
    lock_minutes=st.integers(1, 60),
    retention_days=st.integers(0, 36_500),
    attention=st.booleans(),
    advice=st.dictionaries(st.sampled_from((*SIGNS, "any")), texts),
)
#: Files that say the same in the ways that TOML allows.
SHAPES = [
    WELL,
    'name = "Ours"',
    'name = "Ours"\n# the end\n',
    'name = "Ours"\n\n[advice]\n',
    'name = "Ours"\nadvice.any = "Ring."\nphone = "1"\nadvice.breathing = "Stop."\n',
    'name = "Ours"\nadvice = { any = "Ring.", "breathing" = "Stop." }\n',
    'name = """\n[Ours]\n"""\n',
    'name = "Ours"\r\naddress = [\r\n  "One", # the first\r\n  "Two"]\r\n\r\n[advice]\r\n',
    '\ufeffname = "Ours"\n["advice"]\nany = "Ring."',
]


def written(path: Path, text: str, clinic: Clinic) -> str:
    """Return the file's text after the settings were saved over this text."""
    path.write_bytes(text.encode())
    save_clinic(path, clinic)
    return path.read_bytes().decode()


def typed(**values: Any) -> dict[str, Any]:
    return {"name": "Ours", **values}


def refused(path: Path, clinic: Clinic) -> str:
    with pytest.raises(ClinicRefusedError) as caught:
        save_clinic(path, clinic)
    return str(caught.value)


# Writing


@given(clinic=clinics, shape=st.sampled_from(SHAPES))
def test_what_was_written_reads_back_the_same(
    tmp_path_factory: pytest.TempPathFactory, clinic: Clinic, shape: str
) -> None:
    path = tmp_path_factory.mktemp("any") / "clinic.toml"
    written(path, shape, clinic)
    assert read_clinic(path) == clinic
    assert list(path.parent.iterdir()) == [path]


@given(clinic=clinics)
def test_a_new_file_reads_back_the_same(
    tmp_path_factory: pytest.TempPathFactory, clinic: Clinic
) -> None:
    path = tmp_path_factory.mktemp("new") / "folder" / "clinic.toml"
    save_clinic(path, clinic)
    assert read_clinic(path) == clinic


@given(clinic=clinics, shape=st.sampled_from(SHAPES))
def test_saving_the_same_again_changes_no_byte(
    tmp_path_factory: pytest.TempPathFactory, clinic: Clinic, shape: str
) -> None:
    path = tmp_path_factory.mktemp("again") / "clinic.toml"
    once = written(path, shape, clinic)
    save_clinic(path, clinic)
    assert path.read_bytes().decode() == once


def test_comments_and_the_order_of_settings_stay(tmp_path: Path) -> None:
    clinic = Clinic(
        name="Theirs",
        address=("One", "Two"),
        phone="1",
        idle_seconds=60,
        advice={"breathing": "Stop.", "any": "Ring.", "swallowing": "Sit."},
    )
    assert written(tmp_path / "clinic.toml", WELL, clinic) == (
        "# Ours since 1999.\n"
        'name = "Theirs" # as on the door\n'
        'phone = "1"\n'
        "\n"
        'address = [ "One", "Two" ]\n'
        "idle_seconds = 60\n"
        "\n"
        "# What to say.\n"
        "[advice]\n"
        "# The red one.\n"
        'breathing = "Stop."\n'
        'any = "Ring."  # the bell\n'
        'swallowing = "Sit."\n'
    )


def test_advice_that_was_taken_away_leaves_the_file(tmp_path: Path) -> None:
    clinic = Clinic(name="Ours", phone="1", address=("One", "Two"), advice={"any": "Ring."})
    text = written(tmp_path / "clinic.toml", WELL, clinic)
    assert text == WELL.replace('breathing = "Press the button."\n', "")


@pytest.mark.parametrize("fax", ["2", "it'''s"])
def test_a_line_that_only_looks_like_a_table_is_no_place_for_settings(
    tmp_path: Path, fax: str
) -> None:
    clinic = Clinic(name="Ours", phone="[1]\n", fax=fax)
    written(tmp_path / "clinic.toml", "name = 'Ours'\nphone = '''\n[1]\n'''\n", clinic)
    assert read_clinic(tmp_path / "clinic.toml") == clinic


def test_advice_in_several_places_is_brought_together(tmp_path: Path) -> None:
    text = 'name = "Ours"\nadvice.any = "Ring."\nphone = "1"\nadvice.breathing = "Stop."\n'
    clinic = Clinic(name="Ours", phone="1", advice={"any": "Ring.", "breathing": "Sit."})
    assert written(tmp_path / "clinic.toml", text, clinic) == (
        'name = "Ours"\nphone = "1"\n\n[advice]\nany = "Ring."\nbreathing = "Sit."\n'
    )


def test_a_new_file_explains_its_settings(tmp_path: Path) -> None:
    path = tmp_path / "clinic.toml"
    save_clinic(path, default_clinic())
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# The clinic's settings; ")
    assert "# The number to call in an emergency" in text
    assert "patient guide. A clinic copies" not in text


def test_a_file_keeps_its_permissions_and_a_new_one_is_for_everybody(tmp_path: Path) -> None:
    path = tmp_path / "clinic.toml"
    save_clinic(path, Clinic(name="Ours"))
    modes = [path.stat().st_mode & 0o777]
    path.chmod(0o640)
    save_clinic(path, Clinic(name="Theirs"))
    modes.append(path.stat().st_mode & 0o777)
    assert modes == [0o644, 0o640]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    path, link = tmp_path / "clinic.toml", tmp_path / "link.toml"
    path.write_text('name = "Ours"', encoding="utf-8")
    link.symlink_to(path)
    save_clinic(link, Clinic(name="Theirs"))
    assert link.is_symlink()
    assert read_clinic(path).name == "Theirs"


def test_a_file_with_mistakes_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "clinic.toml"
    path.write_text(FULL, encoding="utf-8")
    assert refused(path, Clinic(name="Theirs")).startswith(f'{path}:6: Unknown setting "colours"')
    assert path.read_text(encoding="utf-8") == FULL


def test_a_folder_that_is_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "folder").touch()
    assert refused(tmp_path / "folder" / "clinic.toml", Clinic(name="Ours")) == (
        f"{tmp_path}/folder/clinic.toml: can't be written (File exists). Nothing was changed."
    )


# What happens in the middle of it

_FOR_EVER = """
import sys
from pathlib import Path
from questionnaire.clinic import Clinic
from questionnaire.clinic_file import save_clinic
names = ["one " * 2000, "two " * 2000]
while True:
    for name in names:
        save_clinic(Path(sys.argv[1]), Clinic(name=name))
        print("saved", flush=True)
"""


def test_on_a_full_disk_no_file_is_left(tmp_path: Path) -> None:
    with full_disk():
        said = refused(tmp_path / "clinic.toml", Clinic(name="Theirs"))
    assert said.endswith("can't be written (File too large). Nothing was changed.")
    assert list(tmp_path.iterdir()) == []


def test_on_a_full_disk_the_old_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "clinic.toml"
    path.write_text(WELL, encoding="utf-8")
    with full_disk():
        refused(path, Clinic(name="Theirs"))
    assert path.read_text(encoding="utf-8") == WELL
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("moment", range(5))
def test_killed_while_saving_the_file_is_whole(tmp_path: Path, moment: int) -> None:
    path = tmp_path / "clinic.toml"
    process = subprocess.Popen([sys.executable, "-c", _FOR_EVER, path], stdout=subprocess.PIPE)
    assert process.stdout is not None
    with process.stdout as said:
        said.readline()
        until = time.monotonic() + moment * 0.0017
        while time.monotonic() < until:
            pass
        process.kill()
    process.wait()
    assert set(read_clinic(path).name.split()) in ({"one"}, {"two"})


# Checking


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", " ", "Enter the clinic's name: it is printed on every sheet."),
        ("emergency_number", "the desk", "Enter the number as people dial it, such as 112."),
        ("idle_seconds", "29", "Enter a number of seconds from 30 to 3600."),
        ("idle_seconds", "3601", "Enter a number of seconds from 30 to 3600."),
        ("idle_seconds", "", "Enter a number of seconds from 30 to 3600."),
        ("idle_seconds", "two", "Enter a number of seconds from 30 to 3600."),
        ("idle_seconds", "1" * 5000, "Enter a number of seconds from 30 to 3600."),
        ("lock_minutes", "0", "Enter a number of minutes from 1 to 60."),
        ("lock_minutes", "61", "Enter a number of minutes from 1 to 60."),
        ("retention_days", "-1", "Enter a number of days from 0 to 36500"),
        ("retention_days", "36501", "Enter a number of days from 0 to 36500"),
        ("criteria", "mine", "Choose one of these."),
        ("phone", "\ud800", "Something in these words can't be saved. Type them again."),
        ("advice.any", "\udfff", "Something in these words can't be saved. Type them again."),
    ],
)
def test_a_mistake_is_told_for_its_field(field: str, value: str, sentence: str) -> None:
    wrong = settings_problems(typed(**{field: value}))
    assert list(wrong) == [field]
    assert wrong[field].startswith(sentence)


def test_every_mistake_is_told_at_once() -> None:
    wrong = settings_problems({"idle_seconds": "1", "paper": "A5"})
    assert set(wrong) == {"name", "idle_seconds", "paper"}


def test_what_was_typed_becomes_the_settings() -> None:
    values = typed(
        name=" Ours ",
        address="One \n\n Two",
        emergency_number=" 112",
        idle_seconds=" 60 ",
        lock_minutes=" 20 ",
        retention_days=7,
        attention=True,
        **{"advice.any": "Ring\nthe bell. ", "advice.breathing": " "},
    )
    assert settings_problems(values) == {}
    assert clinic_from(values) == Clinic(
        name="Ours",
        address=("One", "Two"),
        emergency_number="112",
        idle_seconds=60,
        lock_minutes=20,
        retention_days=7,
        attention=True,
        advice={"any": "Ring the bell."},
    )
