import ast
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from questionnaire.rules.urgency import URGENCY_LEVELS

ROOT = Path(__file__).parents[2]
FLOORS = ("gui", "questionnaire", "resources")
MODULES = [path for floor in FLOORS for path in sorted((ROOT / floor).rglob("*.py"))]
TESTS = sorted((ROOT / "tests").rglob("*.py"))

#: What a floor must not import: nothing from above, and Qt only at the top.
FORBIDDEN = {
    "questionnaire": {"gui", "PySide6", "shiboken6"},
    "resources": {"gui", "questionnaire", "PySide6", "shiboken6", "msgspec"},
}

RULES = "questionnaire.rules"
LEFT_TO_THE_CORE = (RULES, "questionnaire.facts", "questionnaire.reports.quoting")

#: What a window may ask about a level; the types of the rules it may name too.
FOR_WINDOWS = {
    "questionnaire.rules.urgency.must_not_wait",
    "questionnaire.rules.urgency.is_soon",
}

#: What a room of the core may import of the core, besides its own modules.
BELOW = {
    "rules": {"", "answers", "body", "evidence", "facts", "words"},
    "reports": {"answers", "body", "clinic", "evidence", "facts", "rules", "site_names", "summary"}
    | {"", "body_drawing", "whole_file", "words"},
    "review": {"answers", "body", "choices", "clinic", "evidence", "facts", "pages", "questions"}
    | {"", "reports", "rules", "sign_offs", "summary", "whole_file", "words"},
}

#: What knows no rule, because the rules stand on it.
GROUND = ("answers", "body", "decoding", "evidence", "facts", "sign_offs", "whole_file", "words")


#: Public names that are still defined in two places.
DEFINED_TWICE = {"Kind", "Place", "Question", "run", "who_words"}

#: What each migration has to define.
BY_ALEMBIC = {"revision", "down_revision", "upgrade"}


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


#: The rooms of a folder, each of which may import those before it.
ROOMS = {
    "gui": (
        "listening",
        "widgets",
        "start",
        "figure",
        "paper",
        "interview",
        "attendance",
        "waiting_room",
        "desk",
    ),
    "gui/desk": ("table", "intake", "settings", "setup"),
    "questionnaire/records": ("format", "store", "sealing", "intake", "desk"),
}
IN_ROOMS = [
    pytest.param(folder, path, id=name_of(path))
    for folder, rooms in ROOMS.items()
    for room in rooms
    for path in sorted((ROOT / folder / room).rglob("*.py"))
]


def imports(source: str) -> Iterator[str]:
    """Yield the top-level package of every import, also of those inside functions."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." if node.level else (node.module or "").partition(".")[0]


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def names(source: str) -> Iterator[str]:
    """Yield in full what every import names, also those inside functions: module.name, or the module."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def literals(source: str) -> set[str]:
    """Return every string that stands in the code as a whole."""
    nodes = ast.walk(ast.parse(source))
    return {
        node.value
        for node in nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def imported_modules(source: str, known: set[str]) -> set[str]:
    """Return which of the known modules are imported, whether as a whole or for a name in them."""
    found = list(names(source))
    parents = (name.rpartition(".")[0] for name in found if name not in known)
    return known & {*found, *parents}


def circle(graph: dict[str, set[str]]) -> list[str]:
    """Return the modules in a circle of imports and those that lead to it; empty where there is none."""
    left = dict(graph)
    while ends := [name for name, others in left.items() if not others & set(left)]:
        for name in ends:
            del left[name]
    return sorted(left)


def clinical(source: str) -> list[str]:
    """Return what a window must leave to the core: a rule, a fact, a report's making, a level's name."""
    rules = [
        name
        for name in names(source)
        if name.startswith(LEFT_TO_THE_CORE)
        and name not in FOR_WINDOWS
        and not (name.startswith(RULES) and name.rpartition(".")[2][0].isupper())
    ]
    return rules + sorted(literals(source) & set(URGENCY_LEVELS))


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


@pytest.mark.parametrize(("folder", "path"), IN_ROOMS)
def test_a_room_imports_only_those_before_it(folder: str, path: Path) -> None:
    """What joins the windows' rooms stands beside them, so that no room needs it either."""
    rooms, inside = ROOMS[folder], path.relative_to(ROOT / folder).parts[0]
    here = folder.replace("/", ".")
    known = {module_of(one) for one in MODULES if name_of(one).startswith(f"{folder}/")} - {here}
    used = imported_modules(path.read_text(encoding="utf-8"), known)
    seen = {module.removeprefix(f"{here}.").partition(".")[0] for module in used}
    joins = {module.partition(".")[0] for module in seen} - set(rooms)
    assert seen & set(rooms) <= set(rooms[: rooms.index(inside) + 1])
    assert not (joins and folder.startswith("gui"))


def test_every_folder_of_windows_is_a_room_in_its_order() -> None:
    for folder, rooms in ROOMS.items():
        found = {path.parent.name for path in (ROOT / folder).glob("*/__init__.py")}
        assert found == set(rooms)


@pytest.mark.parametrize("room", BELOW)
def test_a_room_of_the_core_imports_only_what_stands_below_it(room: str) -> None:
    known = {module_of(path) for path in MODULES}
    for path in (ROOT / "questionnaire" / room).glob("*.py"):
        used = imported_modules(path.read_text(encoding="utf-8"), known)
        rooms = {f"{module}..".split(".")[1] for module in used}
        assert rooms <= BELOW[room] | {room}, path.name


@pytest.mark.parametrize("module", GROUND)
def test_what_the_rules_stand_on_knows_no_rule(module: str) -> None:
    known = {module_of(path) for path in MODULES}
    source = (ROOT / "questionnaire" / f"{module}.py").read_text(encoding="utf-8")
    used = {found.removeprefix("questionnaire.") for found in imported_modules(source, known)}
    assert used <= {*GROUND, "resources"}


def test_no_module_is_imported_by_what_it_imports() -> None:
    known = {module_of(path) for path in MODULES}
    graph = {
        module_of(path): imported_modules(path.read_text(encoding="utf-8"), known)
        for path in MODULES
    }
    assert circle(graph) == []


def test_a_circle_of_imports_is_noticed() -> None:
    assert circle({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": set()}) == ["a", "b", "c"]
    assert circle({"a": {"b"}, "b": {"c"}, "c": set()}) == []


@pytest.mark.parametrize("path", sorted((ROOT / "gui").rglob("*.py")), ids=name_of)
def test_no_window_knows_a_rule_or_the_name_of_a_level(path: Path) -> None:
    assert clinical(path.read_text(encoding="utf-8")) == []


def test_a_rule_in_a_window_is_noticed() -> None:
    source = (
        "from questionnaire.rules.urgency import UrgencyLevel, must_not_wait, urgency_of\n"
        "from questionnaire import facts\n"
        "from questionnaire.reports.quoting import Quoting\n"
        "import questionnaire.rules.spread\n"
        "urgent = row.urgency in ('emergency', 'same-day')"
    )
    assert clinical(source) == [
        "questionnaire.rules.urgency.urgency_of",
        "questionnaire.facts",
        "questionnaire.reports.quoting.Quoting",
        "questionnaire.rules.spread",
        "emergency",
        "same-day",
    ]


def test_records_are_read_only_in_the_way_that_threads_may() -> None:
    reads = re.compile(r"msgspec\.(convert|json\.decode|msgpack\.decode)\b")
    folder = ROOT / "questionnaire" / "records"
    found = [
        path for path in folder.rglob("*.py") if reads.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []


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


def public_names(source: str) -> Iterator[str]:
    """Yield the public classes, functions and constants that a module defines."""
    for node in ast.parse(source).body:
        match node:
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name):
                found = [name]
            case ast.Assign(targets=targets):
                found = [target.id for target in targets if isinstance(target, ast.Name)]
            case ast.AnnAssign(target=ast.Name(id=name)):
                found = [name]
            case _:
                continue
        yield from (name for name in found if not name.startswith("_"))


def test_a_public_name_means_one_thing() -> None:
    counted = Counter(
        name for path in MODULES for name in public_names(path.read_text(encoding="utf-8"))
    )
    several = {name for name, times in counted.items() if times > 1}
    assert several - DEFINED_TWICE - BY_ALEMBIC == set()


def test_every_kind_of_public_name_is_noticed() -> None:
    source = "A = 1\nb: int = 2\ndef c(): ...\nclass D: ...\n_e = 3\nfrom f import g"
    assert list(public_names(source)) == ["A", "b", "c", "D"]


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
