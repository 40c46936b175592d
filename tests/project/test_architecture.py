import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FLOORS = ("gui", "questionnaire", "resources")
MODULES = [path for floor in FLOORS for path in sorted((ROOT / floor).rglob("*.py"))]
TESTS = sorted((ROOT / "tests").rglob("*.py"))

#: What a floor must not import: nothing from above, and Qt only at the top.
FORBIDDEN = {
    "questionnaire": {"gui", "PySide6", "shiboken6"},
    "resources": {"gui", "questionnaire", "PySide6", "shiboken6", "msgspec"},
}


#: The rooms of the records, each of which may import those before it.
ROOMS = ("format", "store", "sealing", "intake", "desk")
IN_ROOMS = sorted((ROOT / "questionnaire" / "records").glob("*/*.py"))


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def imports(source: str) -> Iterator[str]:
    """Yield the top-level package of every import, also of those inside functions."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." if node.level else (node.module or "").partition(".")[0]


def functions(source: str) -> Iterator[tuple[str, int]]:
    """Yield the name and the number of lines of every function."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or 0) - node.lineno + 1


def loaded_after(program: str) -> set[str]:
    """Return the modules that a fresh interpreter has loaded after this program."""
    program += "; import sys; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


def test_every_way_to_import_is_noticed() -> None:
    source = "import a.b\ndef f():\n    from c.d import e\n    import g as h\nfrom . import i"
    assert list(imports(source)) == ["a", ".", "c", "g"]


def test_every_floor_has_modules() -> None:
    assert {name_of(path).partition("/")[0] for path in MODULES} == set(FLOORS)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_only_go_down(path: Path) -> None:
    floor = name_of(path).partition("/")[0]
    assert not set(imports(path.read_text(encoding="utf-8"))) & FORBIDDEN.get(floor, set())


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_name_their_package_so_that_the_floors_can_be_seen(path: Path) -> None:
    assert "." not in set(imports(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", IN_ROOMS, ids=name_of)
def test_rooms_of_the_records_import_only_those_before_them(path: Path) -> None:
    above = ROOMS[ROOMS.index(path.parent.name) + 1 :]
    source = path.read_text(encoding="utf-8")
    assert [room for room in above if f"questionnaire.records.{room}" in source] == []


def test_resources_hold_no_code_but_the_path_to_them() -> None:
    found = [name_of(path) for path in MODULES if name_of(path).startswith("resources")]
    assert found == ["resources/__init__.py"]


@pytest.mark.parametrize("path", [*MODULES, *TESTS], ids=name_of)
def test_no_module_is_longer_than_400_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_function_is_longer_than_50_lines(path: Path) -> None:
    long = [name for name, lines in functions(path.read_text(encoding="utf-8")) if lines > 50]
    assert long == []


def test_the_assess_command_works_without_qt() -> None:
    program = (
        "import io; from questionnaire.assess_command import assess_cases; "
        """assess_cases(b'{"affected": ["neck"]}', "patient-guide", io.BytesIO(), io.StringIO())"""
    )
    loaded = loaded_after(program)
    assert "questionnaire.evidence" in loaded
    assert not {"PySide6", "shiboken6", "gui"} & loaded


def test_the_questions_are_there_before_the_evidence_is_read() -> None:
    loaded = loaded_after("import questionnaire.questions, questionnaire.interview")
    assert "questionnaire.interview" in loaded
    assert not {"questionnaire.evidence", "tomllib", "PySide6", "gettext"} & loaded


def test_every_module_of_the_core_has_its_tests_in_the_same_room() -> None:
    """Tests of a report may carry the word after the module's name, as in test_patient_report."""
    for room in ("", "rules", "reports"):
        modules = {path.stem for path in (ROOT / "questionnaire" / room).glob("[a-z]*.py")}
        tests = (ROOT / "tests" / "questionnaire" / room).glob("test_*.py")
        tested = {path.stem.removeprefix("test_").removesuffix("_report") for path in tests}
        assert modules - tested == set(), room
