"""How all tests are run: what they start is compiled once, and no test is skipped without being seen."""

import gc
import os
import sys
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import settings

#: One reason a line; `pytest --skips-listed` takes any other skip for a failure.
SKIPS = Path(__file__).with_name("allowed_skips.txt")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--skips-listed",
        action="store_true",
        help=f"fail a skipped test whose reason does not stand in {SKIPS.name}",
    )


def pytest_xdist_auto_num_workers() -> int:
    """Run one process more than there are cores: some tests wait, for a database or another program."""
    return (os.cpu_count() or 1) + 1


def pytest_configure(config: pytest.Config) -> None:
    """Let no busy computer fail a test, and keep what is compiled."""
    settings.register_profile("untimed", deadline=None)  # how long an example takes is no fact
    settings.load_profile("untimed")
    _keep_compiled(config)


def _keep_compiled(config: pytest.Config) -> None:
    """Let tests, and programs that they start, keep what they compile, also where this Python keeps nothing."""
    if sys.dont_write_bytecode and config.pluginmanager.hasplugin("cacheprovider"):
        compiled = str(config.cache.mkdir("compiled"))
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = compiled
        sys.dont_write_bytecode, sys.pycache_prefix = False, compiled


def pytest_collection_finish() -> None:
    """Keep the collector from searching all modules and tests each time that the program calls it."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    _fail_unlisted_skip(item.config, report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    _fail_unlisted_skip(collector.config, report)
    return report


def _fail_unlisted_skip(
    config: pytest.Config, report: pytest.TestReport | pytest.CollectReport
) -> None:
    """Turn a skip into a failure where every skip has to be known."""
    if not (
        report.skipped and config.getoption("--skips-listed") and not hasattr(report, "wasxfail")
    ):
        return
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    if not any(known in reason for known in SKIPS.read_text(encoding="utf-8").splitlines()):
        report.outcome = "failed"
        report.longrepr = f"{reason}\nThis reason does not stand in {SKIPS.name}."
