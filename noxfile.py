"""The tasks of the house: `nox --list` tells them. README's test command has installed nox."""

from pathlib import Path

import nox

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
