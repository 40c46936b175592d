"""Which paper is used."""

import ctypes
import plistlib
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from questionnaire.clinic import Clinic
from questionnaire.reports.paper_size import paper_size, usual_paper


@pytest.mark.parametrize("size", ["A4", "Letter"])
def test_the_clinics_own_paper_is_used_whatever_the_system_says(size: Any) -> None:
    assert paper_size(Clinic(name="Ours", paper=size)) == size


def test_with_auto_the_system_decides() -> None:
    assert paper_size(Clinic(name="Ours")) in ("A4", "Letter")


@pytest.mark.parametrize(
    ("environment", "size"),
    [
        ({"PAPERSIZE": "letter", "LC_ALL": "de_DE.UTF-8"}, "Letter"),
        ({"PAPERSIZE": "a4", "LC_ALL": "en_US.UTF-8"}, "A4"),
        ({"LC_ALL": "en_US.UTF-8", "LC_PAPER": "de_DE"}, "Letter"),
        ({"LC_PAPER": "es_MX", "LANG": "de_DE.UTF-8"}, "Letter"),
        ({"LC_PAPER": "de_AT@euro", "LANG": "en_US.UTF-8"}, "A4"),
        ({"LC_ALL": "", "LANG": "en_CA.UTF-8"}, "Letter"),
        ({"LANG": "C.UTF-8"}, "A4"),
        ({}, "A4"),
    ],
)
def test_linux_says_it_in_the_environment(
    environment: dict[str, str], size: str, tmp_path: Path
) -> None:
    assert usual_paper("linux", environment, tmp_path) == size


@pytest.mark.parametrize(
    ("text", "size"), [("# of this system\nletter\n", "Letter"), ("a4\n", "A4"), ("\n", "A4")]
)
def test_linux_may_say_it_in_a_file(text: str, size: str, tmp_path: Path) -> None:
    (tmp_path / "etc").mkdir()
    (tmp_path / "etc" / "papersize").write_text(text, encoding="utf-8")
    assert usual_paper("linux", {"LANG": "C"}, tmp_path) == size


@pytest.mark.parametrize(
    ("printing", "everywhere", "size"),
    [
        ({"DefaultPaperID": "na-letter"}, {"AppleLocale": "de_DE"}, "Letter"),
        ({"DefaultPaperID": "iso-a4"}, {"AppleLocale": "en_US"}, "A4"),
        ({}, {"AppleLocale": "en-US"}, "Letter"),
        ({}, {"AppleLocale": "en_GB"}, "A4"),
        ({}, [], "A4"),
        (None, None, "A4"),
    ],
)
def test_macos_says_it_in_its_settings(
    printing: Any, everywhere: Any, size: str, tmp_path: Path
) -> None:
    folder = tmp_path / "Library" / "Preferences"
    folder.mkdir(parents=True)
    names = ("com.apple.print.PrintingPrefs.plist", ".GlobalPreferences.plist")
    for name, found in zip(names, (printing, everywhere), strict=True):
        if found is not None:
            (folder / name).write_bytes(plistlib.dumps(found))
    assert usual_paper("darwin", home=tmp_path) == size


@pytest.mark.parametrize(
    "broken", ['<?xml version="1.0"?><plist><dict>', "<plist><date>x</date></plist>"]
)
def test_broken_settings_of_macos_say_nothing(broken: str, tmp_path: Path) -> None:
    folder = tmp_path / "Library" / "Preferences"
    folder.mkdir(parents=True)
    (folder / "com.apple.print.PrintingPrefs.plist").write_text(broken, encoding="utf-8")
    assert usual_paper("darwin", home=tmp_path) == "A4"


@pytest.mark.parametrize(("said", "size"), [("1", "Letter"), ("9", "A4"), ("", "A4")])
def test_windows_says_it_for_the_persons_region(said: str, size: str) -> None:
    def answer(_locale: None, _what: int, words: Any, _room: int) -> int:
        words.value = said
        return len(said) + 1

    libraries = SimpleNamespace(kernel32=SimpleNamespace(GetLocaleInfoEx=answer))
    assert usual_paper("win32", libraries=libraries) == size


@pytest.mark.skipif(hasattr(ctypes, "windll"), reason="only Windows has its libraries")
def test_without_an_answer_it_is_a4() -> None:
    assert usual_paper("win32") == "A4"
