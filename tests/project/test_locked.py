"""What README's commands install is pinned in requirements/, each pin with its hashes."""

import json
import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
TO_RUN = [*PROJECT["project"]["dependencies"], *PROJECT["build-system"]["requires"]]
TO_TEST = [*TO_RUN, *PROJECT["project"]["optional-dependencies"]["test"]]
WANTED = {"run.txt": TO_RUN, "test.txt": TO_TEST}


def text_of(lock: str) -> str:
    return (ROOT / "requirements" / lock).read_text(encoding="utf-8")


def pins(lock: str) -> dict[str, str]:
    """Return each package of a lock with its version."""
    found = re.findall(r"^(\S+)==(\S+)", text_of(lock), re.MULTILINE)
    return {canonicalize_name(name): version for name, version in found}


@pytest.mark.parametrize("lock", WANTED)
def test_every_pin_has_a_hash_and_nothing_stands_beside_the_pins(lock: str) -> None:
    lines = [line for line in text_of(lock).splitlines() if not line.startswith("#")]
    entries = "\n".join(lines).replace(" \\\n    ", " ").splitlines()
    pin = re.compile(r"[\w.-]+==[\w.]+( ; [^;]+?)?( --hash=sha256:[0-9a-f]{64})+")
    assert [entry for entry in entries if not pin.fullmatch(entry)] == []
    assert len(pins(lock)) == len(entries)


@pytest.mark.parametrize(
    ("lock", "wanted"), [(lock, wanted) for lock, every in WANTED.items() for wanted in every]
)
def test_what_the_project_asks_for_is_pinned_to_a_version_that_it_allows(
    lock: str, wanted: str
) -> None:
    asked = Requirement(wanted)
    assert pins(lock)[canonicalize_name(asked.name)] in asked.specifier


def test_the_version_of_qt_that_aborts_is_never_pinned() -> None:
    (asked,) = (Requirement(one) for one in TO_RUN if one.startswith("PySide6"))
    assert "6.12.0" not in asked.specifier
    assert "6.12.0" not in SpecifierSet(f"=={pins('run.txt')['pyside6-essentials']}")


def test_the_tests_run_with_what_the_program_runs_with() -> None:
    assert pins("run.txt").items() <= pins("test.txt").items()


def to_ship() -> dict[str, str]:
    """Return what the program runs with, without what only builds it."""
    builders = {Requirement(asked).name for asked in PROJECT["build-system"]["requires"]}
    return {name: version for name, version in pins("run.txt").items() if name not in builders}


def test_the_list_of_parts_names_what_is_pinned() -> None:
    parts = json.loads((ROOT / "docs" / "sbom.cdx.json").read_bytes())["components"]
    assert {canonicalize_name(part["name"]): part["version"] for part in parts} == to_ship()


def test_the_third_party_notices_name_what_is_pinned() -> None:
    text = (ROOT / "THIRD_PARTY_NOTICES.txt").read_text(encoding="utf-8")
    heads = re.findall(r"^={80}\n(\S+) (\S+)\nLicence: ", text, re.MULTILINE)
    assert {canonicalize_name(name): version for name, version in heads} == to_ship()


@pytest.mark.parametrize("file", ["docs/sbom.cdx.json", "THIRD_PARTY_NOTICES.txt"])
def test_what_is_published_names_no_place_of_the_computer_that_made_it(file: str) -> None:
    text = (ROOT / file).read_text(encoding="utf-8")
    assert not re.search(r"file://|/home/|/tmp/|/root/|:\\Users|pypi\.org", text)
