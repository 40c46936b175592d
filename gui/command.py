"""The door: reads the command line, and imports Qt only for what needs it."""

import errno
import gc
import io
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import questionnaire
from gui.start.failure import CannotStartError, unexpected
from questionnaire import EXIT_BAD_INPUT, EXIT_GOOD
from questionnaire.clinic import Clinic, ClinicRefusedError, default_clinic, read_clinic
from questionnaire.words import SOURCE_LANGUAGE, UnknownLanguageError, tr, use_language

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

    from gui.start.no_console import NoConsole  # only where a stream is missing

EXIT_NO_WINDOW = 1
EXIT_INTERRUPTED = 130  # what shells expect after Ctrl+C


class Chosen:
    """What the command line asks for; with nothing said, the window in English."""

    command: str | None = None
    clinic: Path | None = None
    language: str = SOURCE_LANGUAGE
    file: Any
    pdf: Path
    task: str
    store: str
    days: int
    sure: bool
    passphrase_file: str
    pin_file: str
    keyholder: str
    recovery_sheet: Path | None
    reference: str
    kind: Any
    out: Path | None
    take: Path | None


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return the exit code; a problem is a sentence, never a traceback."""
    arguments = sys.argv[1:] if arguments is None else arguments
    match arguments:
        case [questionnaire.SEALING_PROCESS, task]:
            return _passphrase_process(task)
        case [questionnaire.REHEARSAL_PROCESS]:
            return _rehearsal()
        case [questionnaire.VOICE_PROCESS, code, *player]:
            return _voice_process(code, player)
    unheard = _open_missing_streams()
    sys.stdout, sys.stderr = _outliving_its_reader(sys.stdout), _outliving_its_reader(sys.stderr)
    try:
        return _run(arguments)
    finally:
        if unheard:
            unheard.tell()


def _passphrase_process(task: str) -> int:
    """Be the process for a passphrase that a bundled program starts of itself."""
    from questionnaire.records.sealing.passphrase_process import run

    return run(task, sys.stdin.buffer, sys.stdout.buffer)


def _rehearsal() -> int:
    """Be the process in which a waiting room tries the program that was installed meanwhile."""
    from gui.start.qt_check import prepare_qt

    prepare_qt(window=True)
    from gui.waiting_room.application import rehearse

    return rehearse()


def _voice_process(language: str, player: Sequence[str]) -> int:
    """Be the process of a voice that a bundled program starts of itself."""
    from gui.listening.espeak_process import speak_standard_input

    return speak_standard_input(language, *player)


def _run(arguments: Sequence[str]) -> int:
    chosen = _chosen(arguments)
    try:
        use_language(chosen.language)
        return _COMMANDS[chosen.command](chosen)
    except ClinicRefusedError as error:
        return _list(error.problems)
    except UnknownLanguageError as error:
        return _complain(str(error))
    except CannotStartError as error:
        return _complain(str(error), EXIT_NO_WINDOW)
    except OSError as error:
        where = error.filename or tr("standard output")
        code = _complain(f"{where}: {error.strerror}")
        if error.filename is None:
            _drop_output()
        return code
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    except Exception as error:  # noqa: BLE001 the last resort: a mistake of ours is a sentence too
        return _complain(unexpected(error), EXIT_NO_WINDOW)


def _chosen(arguments: Sequence[str]) -> Chosen:
    """Return what the command line asks for; the bare command opens the window without a parser."""
    if not arguments:
        return Chosen()
    from gui.start.command_line import parser  # reading arguments takes as long as painting a page

    return parser().parse_args(arguments, namespace=Chosen())


def _assess(chosen: Chosen) -> int:
    from questionnaire.assess_command import assess_cases  # the window's start needs none of it

    criteria = _clinic(chosen).criteria
    code = assess_cases(_input(chosen.file), criteria, sys.stdout.buffer, sys.stderr)
    sys.stdout.buffer.flush()
    return code


def _report(chosen: Chosen) -> int:
    from questionnaire.assess_command import read_one_case
    from questionnaire.reading import AnswersRefusedError
    from questionnaire.reports.case import case_of
    from questionnaire.reports.paper import stamp_now, write_paper
    from questionnaire.reports.typesetting import NotWrittenError

    try:
        answers = read_one_case(_input(chosen.file))
    except AnswersRefusedError as error:
        return _list(error.problems)
    stamp = stamp_now()
    case = case_of(answers, _clinic(chosen), stamp.moment.astimezone().date())
    try:
        made = write_paper(chosen.pdf, case, stamp)
    except NotWrittenError as error:
        words = tr("{path}: can't be written ({reason})")
        return _complain(words.format(path=chosen.pdf, reason=error))
    if made.trouble:
        _complain(made.trouble)
    return EXIT_GOOD


def _review(chosen: Chosen) -> int:
    from questionnaire.reports.paper_size import paper_size
    from questionnaire.review.command import run_review  # only for a reviewer

    size = paper_size(_clinic(chosen))
    return run_review(chosen.out, chosen.take, size, sys.stdout, sys.stderr)


def _window(chosen: Chosen) -> int:
    """Open one of the windows; each is imported only where Qt can be."""
    if chosen.command != "waiting-room":
        # Qt's loop runs no Python while it waits: only the system's own way ends it at once.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    gc.disable()  # nothing that start-up makes is ever let go; later the windows' own collector takes over
    from gui.start.qt_check import prepare_qt

    prepare_qt(window=True)
    match chosen.command:
        case "waiting-room":
            from gui.waiting_room.application import run
        case "desk":
            from gui.desk.application import run
        case _:
            from gui.application import run
    return run(chosen.clinic)


def _records(chosen: Chosen) -> int:
    from gui.start.core_dumps import forbid_core_dumps

    forbid_core_dumps()
    from questionnaire.records.command import run_records
    from questionnaire.records.setup import records_folder
    from questionnaire.records.this_computer import Asked, Terminal

    asked = Asked(
        task=chosen.task,
        file=chosen.file,
        store=chosen.store,
        days=chosen.days,
        sure=chosen.sure,
        passphrase_file=chosen.passphrase_file,
        pin_file=chosen.pin_file,
        keyholder=chosen.keyholder,
        recovery_sheet=chosen.recovery_sheet,
        reference=chosen.reference,
        kind=chosen.kind,
        clinic=_clinic(chosen),
    )
    terminal = Terminal(sys.stdout, sys.stderr, _ask, sys.stdin.buffer)
    return run_records(asked, records_folder(), terminal)


def _ask(question: str) -> str:
    """Return what is typed; nothing where there is no one to type."""
    try:
        return input(question)
    except EOFError:
        return ""


_COMMANDS = {
    None: _window,
    "assess": _assess,
    "report": _report,
    "review": _review,
    "waiting-room": _window,
    "desk": _window,
    "records": _records,
}


def _clinic(chosen: Chosen) -> Clinic:
    """Return the clinic that was named, or the default one, so that output is the same anywhere."""
    return read_clinic(chosen.clinic) if chosen.clinic else default_clinic()


def _input(name: str) -> bytes:
    """Return what a file or standard input holds; an error of the system names it."""
    from questionnaire.assess_command import read_input

    try:
        return read_input(name, sys.stdin.buffer)
    except OSError as error:
        error.filename = error.filename or name
        raise


def _open_missing_streams() -> "NoConsole | None":
    """Open standard streams that are missing, as without a console or under `2>&-`."""
    if sys.stdin is None:
        sys.stdin = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115 for good
    if sys.stdout and sys.stderr:
        return None
    from gui.start.no_console import NoConsole

    return NoConsole()


#: What writing into a pipe raises once its reader has left; Windows calls it an invalid argument.
_NOBODY_READS = {errno.EPIPE, errno.EINVAL} if os.name == "nt" else {errno.EPIPE}


class _Outlet(io.FileIO):
    """A standard stream whose reader may leave: then the rest is written nowhere, and the work goes on.

    A command that stopped half-way would keep less than it was given, and would not say what it found.
    """

    def write(self, data: "ReadableBuffer", /) -> int:
        """Write, or take what nobody reads any more as written."""
        try:
            return super().write(data)
        except OSError as error:
            if error.errno not in _NOBODY_READS:
                raise
            return memoryview(data).nbytes


def _outliving_its_reader(stream: TextIO) -> TextIO:
    """Return a standard stream that takes no harm from a closed pipe; a stand-in for one is left alone."""
    buffer = getattr(stream, "buffer", None)
    raw = getattr(buffer, "raw", buffer)
    if not isinstance(stream, io.TextIOWrapper) or type(raw) is not io.FileIO or not raw.writable():
        return stream
    stream.flush()
    outlet = _Outlet(raw.fileno(), "wb", closefd=False)
    return io.TextIOWrapper(
        io.BufferedWriter(outlet) if isinstance(buffer, io.BufferedWriter) else outlet,
        encoding=stream.encoding,
        errors=stream.errors,
        line_buffering=stream.line_buffering,
        write_through=stream.write_through,
    )


def _drop_output() -> None:
    """Keep Python from writing at exit to a closed stream, of which it would complain itself."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream.buffer, io.BufferedWriter):  # and no stand-in for one
            os.dup2(nowhere, stream.fileno())


def _list(problems: Sequence[str]) -> int:
    """Write one problem on each line, which begins with its file and line, or its field."""
    sys.stderr.writelines(f"{problem}\n" for problem in problems)
    return EXIT_BAD_INPUT


def _complain(text: str, code: int = EXIT_BAD_INPUT) -> int:
    sys.stderr.write(f"dystonia-triage: {text}\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
