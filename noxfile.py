"""The tasks of the house: `nox --list` tells them. README's test command has installed nox."""

import re
import sysconfig
from pathlib import Path

import nox
from packaging.requirements import Requirement

nox.needs_version = ">=2025.2"
nox.options.sessions = ["lint", "test"]

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
    packages = sysconfig.get_path("purelib", "venv", {"base": str(used)})
    session.run("python", "docs/make_notices.py", packages)
