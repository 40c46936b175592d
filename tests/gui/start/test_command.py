import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from program import NECK, PROGRAM, ROOT, run, run_python, surroundings

#: The guide calls these three segmental, the other criteria generalized.
DISPUTED = b'{"affected": ["neck", "upper-trunk", "left-hand"]}'
#: Its assessment is so short that it waits to be written until the end.
NOTHING = b'{"affected": []}'
LANGUAGE = ("--language", "en")


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "case.json"
    path.write_bytes(NECK)
    return path


@pytest.fixture
def consensus(tmp_path: Path) -> Path:
    path = tmp_path / "consensus.toml"
    path.write_text('name = "Ours"\ncriteria = "consensus-2013"\n', encoding="utf-8")
    return path


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    path = tmp_path / "broken.toml"
    path.write_text('name = "Ours"\n\nphone = 5\n', encoding="utf-8")
    return path


def test_a_file_is_assessed(case: Path) -> None:
    code, out, complaint = run("assess", case)
    assert (code, json.loads(out)["regions"], complaint) == (0, ["neck"], "")


def test_standard_input_is_assessed_with_its_byte_order_mark() -> None:
    code, out, complaint = run("assess", "-", given=b"\xef\xbb\xbf" + NECK)
    assert (code, json.loads(out)["regions"], complaint) == (0, ["neck"], "")


@pytest.mark.parametrize(
    "arguments",
    [(*LANGUAGE, "assess", "-"), ("assess", *LANGUAGE, "-"), ("assess", "-", *LANGUAGE)],
    ids=["before the command", "after it", "at the end"],
)
def test_an_option_may_stand_anywhere(arguments: Sequence[str]) -> None:
    assert run(*arguments, given=NECK) == run("assess", "-", given=NECK)


def test_a_clinic_before_the_command_is_used(consensus: Path) -> None:
    _, out, _ = run("--clinic", consensus, "assess", "-", given=DISPUTED)
    assert json.loads(out)["headline"] == "generalized"


def test_a_clinic_after_the_command_is_used(consensus: Path) -> None:
    _, out, _ = run("assess", "-", "--clinic", consensus, given=DISPUTED)
    assert json.loads(out)["headline"] == "generalized"


def test_assess_looks_for_no_clinic_on_the_computer(tmp_path: Path, consensus: Path) -> None:
    folder = tmp_path / "dystonia-triage"
    folder.mkdir()
    consensus.rename(folder / "clinic.toml")
    _, out, _ = run("assess", "-", given=DISPUTED, XDG_CONFIG_HOME=str(tmp_path))
    assert json.loads(out)["headline"] == "segmental"


def test_assess_imports_no_qt(case: Path) -> None:
    code = (
        "import sys; from gui.command import main; main(['assess', sys.argv[1]]);"
        "sys.exit(any('PySide' in name or 'shiboken' in name for name in sys.modules))"
    )
    assert run_python("-c", code, case).code == 0


@pytest.mark.parametrize(
    "arguments", [["assess"], ["report", "x.json"], ["nonsense"], ["--nonsense"]]
)
def test_a_command_that_is_not_understood_gets_its_usage(arguments: list[str]) -> None:
    code, out, complaint = run(*arguments)
    assert (code, out, complaint.partition(":")[0]) == (2, "", "usage")


def test_a_language_without_a_catalogue_is_refused_with_those_there_are() -> None:
    code, out, complaint = run("assess", "-", "--language", "xx", given=NECK)
    assert (code, out) == (2, "")
    assert complaint.startswith(
        'dystonia-triage: There is no translation into "xx". Use one of: en'
    )


@pytest.mark.parametrize("command", [["assess"], ["report", "--pdf", "out.pdf"]], ids="".join)
def test_a_file_that_is_missing_is_named(tmp_path: Path, command: list[str]) -> None:
    path = tmp_path / "missing.json"
    complaint = f"dystonia-triage: {path}: No such file or directory\n"
    assert run(*command, path) == (2, "", complaint)


def test_a_directory_is_no_file(tmp_path: Path) -> None:
    assert run("assess", tmp_path) == (2, "", f"dystonia-triage: {tmp_path}: Is a directory\n")


def test_a_file_that_may_not_be_read_is_named(case: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("rights are those of POSIX")
    if os.geteuid() == 0:
        pytest.skip("the administrator may read every file")
    case.chmod(0)
    assert run("assess", case) == (2, "", f"dystonia-triage: {case}: Permission denied\n")


@pytest.mark.parametrize("command", [["assess"], ["report", "--pdf", "out.pdf"]], ids="".join)
def test_a_broken_clinic_is_refused_with_file_and_line(
    command: list[str], case: Path, broken: Path
) -> None:
    code, out, complaint = run(*command, case, "--clinic", broken)
    assert (code, out) == (2, "")
    assert complaint.startswith(f'{broken}:3: "phone": ')


def test_every_problem_of_a_case_for_a_report_is_a_line(tmp_path: Path) -> None:
    bad = b'{"affected": ["nose"], "impact": "bad"}'
    code, out, complaint = run("report", "-", "--pdf", tmp_path / "out.pdf", given=bad)
    fields = [line.partition(":")[0] for line in complaint.splitlines()]
    assert (code, out, fields) == (2, "", ["affected[0]", "impact"])


def test_a_report_is_written_without_a_display(tmp_path: Path) -> None:
    pdf = tmp_path / "out.pdf"
    assert run("report", "-", "--pdf", pdf, given=NECK) == (0, "", "")
    assert pdf.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("place", ["missing/out.pdf", "."], ids=["no folder", "a directory"])
def test_a_report_that_cannot_be_written_names_its_place(tmp_path: Path, place: str) -> None:
    pdf = tmp_path / place
    code, out, complaint = run("report", "-", "--pdf", pdf, given=NECK)
    assert (code, out) == (2, "")
    assert complaint.startswith(f"dystonia-triage: {pdf}: can't be written (")


def test_a_reader_who_has_had_enough_is_no_error(tmp_path: Path) -> None:
    cases = tmp_path / "cases.jsonl"
    cases.write_bytes(b"\n".join([NOTHING] * 1000))
    with subprocess.Popen(
        [*PROGRAM, "assess", cases],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env=surroundings(),
    ) as program:
        assert program.stdout
        assert program.stderr
        program.stdout.readline()
        program.stdout.close()
        complaint = program.stderr.read()
    assert (program.returncode, complaint) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is full")
def test_a_full_disk_is_told_once(case: Path) -> None:
    case.write_bytes(NOTHING)
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*PROGRAM, "assess", case],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            cwd=ROOT,
            env=surroundings(),
        )
    assert done.returncode == 2
    assert done.stderr == b"dystonia-triage: standard output: No space left on device\n"


@pytest.mark.skipif(sys.platform == "win32", reason="closes streams as a Unix shell does")
@pytest.mark.parametrize("closed", ["<&-", "2>&-"], ids=["input", "errors"])
def test_a_file_is_assessed_where_a_standard_stream_is_closed(case: Path, closed: str) -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", f'exec "$@" {closed}', "sh", *PROGRAM, "assess", case],
        capture_output=True,
        check=False,
        cwd=ROOT,
    )
    assert (done.returncode, json.loads(done.stdout)["regions"]) == (0, ["neck"])


@pytest.fixture
def control_c_is_heard() -> Iterator[None]:
    """Let what is started hear of Ctrl+C, also where `nohup` told these tests to ignore it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def test_control_c_ends_a_command_without_a_word(control_c_is_heard: None, tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("signals are Unix's")
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with (
        subprocess.Popen(
            [*PROGRAM, "assess", pipe], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT
        ) as program,
        pipe.open("wb"),
    ):  # opens when the program begins to read
        program.send_signal(signal.SIGINT)
        out, complaint = program.communicate()
    assert (program.returncode, out, complaint) == (130, b"", b"")


def test_a_mistake_in_the_program_is_a_sentence_with_the_place_and_without_the_answers() -> None:
    code = (
        "import sys, gui.command as command, questionnaire.assess_command as cases\n"
        "def break_(*_): raise KeyError('left-hand')\n"
        "cases.assess_cases = break_\n"
        "sys.exit(command.main(['assess', '-']))"
    )
    ended = run_python("-c", code, given=b'{"affected": ["left-hand"]}')
    assert (ended.code, ended.out) == (1, "")
    assert ended.complaint.startswith("dystonia-triage: Something went wrong in the program.")
    assert "KeyError\n  gui.command, line " in ended.complaint
    assert "left-hand" not in ended.complaint
