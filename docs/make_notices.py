"""Writes THIRD_PARTY_NOTICES.txt: each package of an environment, its licence texts and what is inside it.

`nox -s notices` runs it on an environment that holds what the program runs with and nothing else.
"""

import json
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
BEGINNING = """\
Third-party notices

What Dystonia Triage runs with: each package, the licence it declares, what it says it has inside, and
every licence text that it brings. `nox -s notices` writes this file from the packages that are pinned in
requirements/run.txt, as they are for Linux on x86-64; inside them, those for other systems differ a little.
NOTICE says what no package says of itself: Qt's licence and where its source is, the fonts, PDFium, libpq.
"""


def notices(packages: Path) -> Iterator[str]:
    """Yield the parts of the file for the packages of a site-packages folder."""
    yield BEGINNING
    found = distributions(path=[str(packages)])
    for package in sorted(found, key=lambda package: package.name.lower()):
        yield _head(package)
        yield from _inside(package)
        yield from _texts(package)


def _head(package: Distribution) -> str:
    told = package.metadata
    named = [line.rpartition(" :: ")[2] for line in told.get_all("Classifier", []) if "Lic" in line]
    licence = told["License-Expression"] or told["License"] or ", ".join(named) or "see below"
    rule = "=" * 80
    return f"{rule}\n{package.name} {package.version}\nLicence: {licence}\n{rule}\n"


def _inside(package: Distribution) -> Iterator[str]:
    """Yield the libraries that a package was built with, where it brings a list of them."""
    for file in _files(package, "sboms"):
        parts = json.loads(file.read_bytes()).get("components", [])
        lines = sorted({_line(part) for part in parts if part["name"] != package.name})
        if lines:
            yield "Inside it:\n" + "\n".join(lines) + "\n"


def _line(part: dict[str, Any]) -> str:
    licences = [
        told.get("expression") or told["license"].get("id") or told["license"].get("name")
        for told in part.get("licenses", [])
    ]
    return f"  {part['name']} {part.get('version', '')} {', '.join(licences)}".rstrip()


def _texts(package: Distribution) -> Iterator[str]:
    for file in _files(package, "licenses"):
        text = file.read_text(encoding="utf-8", errors="replace")
        lines = "\n".join(line.rstrip() for line in text.splitlines()).strip("\n\f")
        yield f"--- {file.relative_to(_folder(package)).as_posix()}\n\n{lines}\n"


def _files(package: Distribution, kind: str) -> list[Path]:
    return sorted(file for file in (_folder(package) / kind).rglob("*") if file.is_file())


def _folder(package: Distribution) -> Path:
    """Return the package's *.dist-info folder."""
    (record,) = (
        file for file in package.files or [] if file.name == "METADATA" and len(file.parts) == 2
    )
    return Path(str(package.locate_file(record))).parent


if __name__ == "__main__":
    (ROOT / "THIRD_PARTY_NOTICES.txt").write_text(
        "\n".join(notices(Path(sys.argv[1]))), encoding="utf-8", newline="\n"
    )
