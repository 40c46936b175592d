"""The tasks of the house: `nox --list` tells them. README's test command has installed nox."""

import json
import re
import sys
import sysconfig
from pathlib import Path

import nox
from packaging.requirements import Requirement

nox.needs_version = ">=2025.2"
nox.options.sessions = ["lint", "test"]

PYTHON = sys.executable  # the environment that nox stands in, which has all that these tasks need
PROJECT = nox.project.load_toml("pyproject.toml")


@nox.session
def lock(session: nox.Session) -> None:
    """Pin what pyproject.toml asks for, with hashes; `-- --upgrade` takes the newest of everything."""
    session.install("uv")
    builders = Path(session.create_tmp()) / "build.txt"
    builders.write_text("\n".join(PROJECT["build-system"]["requires"]), encoding="utf-8")
    compile_ = (
        *("uv", "pip", "compile", "--quiet", "--universal", "--generate-hashes", "--no-annotate"),
        *("--python-version", PROJECT["project"]["requires-python"].removeprefix(">=")),
        *("--custom-compile-command", "nox -s lock", *session.posargs, "pyproject.toml"),
    )
    session.run(*compile_, builders, "--output-file", "requirements/run.txt")
    tests = ("--extra", "test", "--constraint", "requirements/run.txt")
    session.run(*compile_, builders, *tests, "--output-file", "requirements/test.txt")


@nox.session
def notices(session: nox.Session) -> None:
    """Write docs/sbom.cdx.json and THIRD_PARTY_NOTICES.txt from what requirements/run.txt pins."""
    session.install("cyclonedx-bom")
    pins = Path(session.create_tmp()) / "pins.txt"
    locked = Path("requirements/run.txt").read_text(encoding="utf-8")
    # Without their conditions, so that what only Windows needs is listed too.
    pins.write_text(re.sub(r" ; .*?(?= \\$)", "", locked, flags=re.MULTILINE), encoding="utf-8")
    used = Path(session.create_tmp()) / "used"
    session.run("python", "-m", "venv", "--clear", "--without-pip", str(used))
    python = Path(sysconfig.get_path("scripts", "venv", {"base": str(used)})) / "python"
    pip = ("python", "-m", "pip", "--quiet", "--python", str(python))
    session.run(*pip, "install", "--no-deps", "--requirement", str(pins))
    builders = [Requirement(asked).name for asked in PROJECT["build-system"]["requires"]]
    session.run(*pip, "uninstall", "--yes", *builders)
    listed = ("--output-reproducible", "--short-PURLs", "--pyproject", "pyproject.toml")
    session.run("cyclonedx-py", "environment", *listed, "-o", "docs/sbom.cdx.json", str(python))
    _say_only_which_tools(Path("docs/sbom.cdx.json"))
    packages = sysconfig.get_path("purelib", "venv", {"base": str(used)})
    session.run("python", "docs/make_notices.py", packages)


def _say_only_which_tools(bill: Path) -> None:
    """Leave out where the tools that wrote a bill of materials are to be had."""
    told = json.loads(bill.read_bytes())
    for tool in told["metadata"]["tools"]["components"]:
        tool.pop("externalReferences", None)
    bill.write_text(f"{json.dumps(told, indent=2)}\n", encoding="utf-8", newline="\n")


@nox.session(python=False)
def test(session: nox.Session) -> None:
    """Run the tests; `-- PATHS` only some."""
    session.run(PYTHON, "-m", "pytest", *session.posargs)


@nox.session(python=False)
def lint(session: nox.Session) -> None:
    """Check lint, format and types, as .ci/run does."""
    session.run(PYTHON, "-m", "ruff", "check", ".")
    session.run(PYTHON, "-m", "ruff", "format", "--check", ".")
    for platform in ("linux", "darwin", "win32"):
        # A cache for each: with one for all, every check would begin anew.
        cache = f".mypy_cache/{platform}"
        session.run(PYTHON, "-m", "mypy", "--platform", platform, "--cache-dir", cache)


@nox.session(python=False)
def pictures(session: nox.Session) -> None:
    """Draw the icon's pictures, and make README's from the program itself."""
    session.run(PYTHON, "docs/make_icon.py")
    session.run(PYTHON, "docs/make_pictures.py", *session.posargs)


@nox.session(python=False)
def translate(session: nox.Session) -> None:
    """Bring the catalogues up to date; `-- --add CODE` begins a language."""
    session.run(PYTHON, "docs/translate.py", *session.posargs)


@nox.session(python=False)
def bench(session: nox.Session) -> None:
    """Measure start, pages and reports, as README shows them; needs an idle computer."""
    session.run(PYTHON, "tests/benchmarks/run.py", *session.posargs)
