"""Every text that a person reads can be found for translators: it stands whole in a call that says so."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = [
    path for floor in ("gui", "questionnaire") for path in sorted((ROOT / floor).rglob("*.py"))
]

#: The calls that translators' texts are read from, and how many arguments before them are no text.
CALLS = {"tr": 0, "mark": 0, "tr_number": 1, "tr_in": 0}
#: Calls that also take what `mark` was said of before.
MAY_BE_MARKED_BEFORE = {"tr"}
#: Two words in a row, as no name of a file, a field or a style has them.
PHRASE = re.compile(r"[A-Za-z]['a-z]+ [(]?[a-z]{2,}")

#: Phrases that nobody reads in their own language.
NO_ONES_LANGUAGE = {
    "gui/listening/voices.py": "what starts a voice",
    "gui/start/command_line.py": "no language is chosen before the command line is read",
    "gui/waiting_room/window.py": "names of events in the audit log",
    "questionnaire/records/desk/retention.py": "what the audit log keeps",
    "questionnaire/reports/pictures.py": "drawings",
    **dict.fromkeys(
        (path.relative_to(ROOT).as_posix() for path in SOURCES if path.parent.name == "review"),
        "what a clinician signs is the English wording",
    ),
    "questionnaire/words.py": "nothing can be said in a language that is not there",
}


def called(node: ast.AST) -> str:
    """Return the name of the plain function that a call is to; "" for anything else."""
    return node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""


def spells(node: ast.AST) -> bool:
    """Tell whether a call to one of these functions has a text in it."""
    return called(node) in CALLS and isinstance(node, ast.Call) and any(map(is_text, node.args))


def is_text(node: ast.AST) -> bool:
    """Tell whether a text is written out there."""
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def pieced(source: str) -> Iterator[str]:
    """Yield every text that is put together where it is to be translated."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.JoinedStr):  # what is collected from there depends on the Python
            yield from (ast.unparse(one) for one in ast.walk(node) if spells(one))
        name = called(node)
        if name not in CALLS or not isinstance(node, ast.Call):
            continue
        for argument in node.args[CALLS[name] :]:
            made = isinstance(argument, ast.JoinedStr | ast.BinOp)
            if not is_text(argument) and (made or name not in MAY_BE_MARKED_BEFORE):
                yield ast.unparse(node)


def untranslated(source: str, *, f_strings_only: bool) -> Iterator[str]:
    """Yield every phrase outside of the calls, but for docstrings and the words of exceptions."""
    tree = ast.parse(source)
    above = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
            continue
        if not PHRASE.search(node.value) or isinstance(above[node], ast.Expr):
            continue
        around = list(outwards(node, above))
        if any(called(one) in CALLS or isinstance(one, ast.Raise) for one in around):
            continue
        if not f_strings_only or isinstance(above[node], ast.JoinedStr):
            yield node.value


def outwards(node: ast.AST, above: dict[ast.AST, ast.AST]) -> Iterator[ast.AST]:
    """Yield what a node stands in, from the inside out."""
    while node in above:
        node = above[node]
        yield node


def test_pieces_are_noticed() -> None:
    source = """tr(f"{a} hands"); tr("two" + x); mark(x); tr_number(n, x, "many"); tr(x)
f"{tr('One')}: {tr(x)}; {x}"
"""
    assert list(pieced(source)) == [
        "tr(f'{a} hands')",
        "tr('two' + x)",
        "mark(x)",
        "tr_number(n, x, 'many')",
        "tr('One')",
    ]


def test_phrases_outside_of_the_calls_are_noticed() -> None:
    source = (
        '"""A docstring here."""\nlabel("Two hands", f"for {a} years", tr("both hands"), "esc")'
    )
    assert list(untranslated(source, f_strings_only=False)) == ["Two hands"]
    source = 'label(f"{a} years old", f"{a} · {b}", "Two hands")'
    assert list(untranslated(source, f_strings_only=True)) == [" years old"]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_text_stands_whole_where_it_is_translated(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert list(pieced(source)) == []
    name = path.relative_to(ROOT).as_posix()
    if name not in NO_ONES_LANGUAGE:
        assert list(untranslated(source, f_strings_only=not name.startswith("gui/"))) == []
