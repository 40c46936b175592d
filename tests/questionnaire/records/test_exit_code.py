from pathlib import Path

import pytest

from questionnaire.records import exit_code
from questionnaire.records.exit_code import ExitLock, hash_code, problem_with
from questionnaire.records.notes import Notes

CODE = "271828"
REAL_COST = exit_code._COST
with pytest.MonkeyPatch.context() as quick:
    quick.setattr(exit_code, "_COST", 2)  # what is tested here is not the work that each try takes
    HASHED = hash_code(CODE)
LONGEST = 900.0


class Clock:
    """A clock that the test sets."""

    def __init__(self) -> None:
        self.now = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(autouse=True)
def quick_tries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exit_code, "_COST", 2)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def lock(tmp_path: Path, clock: Clock) -> ExitLock:
    return ExitLock(Notes(tmp_path), HASHED, clock)


def after_wrong_ones(lock: ExitLock, clock: Clock, number: int) -> None:
    """Try so many wrong codes, each as soon as it is looked at."""
    for _ in range(number):
        clock.now += lock.wait()
        assert not lock.try_code("000000")


@pytest.mark.parametrize("code", [CODE, "123456789012", "010203"])
def test_six_figures_make_a_code(code: str) -> None:
    assert problem_with(code) == ""


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ("", "Use at least 6 figures."),
        ("12345", "Use at least 6 figures."),
        ("12345a", "Use figures only: the waiting room may have no keyboard."),
        ("١٢٣٤٥٦", "Use figures only: the waiting room may have no keyboard."),
        ("123 456", "Use figures only: the waiting room may have no keyboard."),
        ("111111", "Use at least three different figures."),
        ("121212", "Use at least three different figures."),
    ],
)
def test_a_code_that_cannot_be_taken_says_why(code: str, problem: str) -> None:
    assert problem_with(code) == problem


def test_the_code_cannot_be_seen_in_what_is_kept() -> None:
    assert CODE not in HASHED
    assert hash_code(CODE) != HASHED


def test_a_try_takes_work_and_32_mb() -> None:
    assert 128 * exit_code._BLOCK * REAL_COST >= 2**25


def test_the_right_code_opens(lock: ExitLock) -> None:
    assert lock.wait() == 0
    assert lock.try_code(CODE)


@pytest.mark.parametrize("wrong", ["", CODE[:-1], CODE + "0", "\uff12", "\x00"])
def test_any_other_does_not(lock: ExitLock, wrong: str) -> None:
    assert not lock.try_code(wrong)


def test_without_a_code_nothing_opens(tmp_path: Path) -> None:
    lock = ExitLock(Notes(tmp_path), "")
    assert not lock.try_code("")
    assert not lock.try_code(CODE)


def test_two_wrong_codes_need_no_wait(lock: ExitLock, clock: Clock) -> None:
    after_wrong_ones(lock, clock, 2)
    assert lock.wait() == 0


def test_from_the_third_on_the_wait_doubles_up_to_a_quarter_of_an_hour(
    lock: ExitLock, clock: Clock
) -> None:
    after_wrong_ones(lock, clock, 2)
    waits = []
    for _ in range(12):
        after_wrong_ones(lock, clock, 1)
        waits.append(lock.wait())
    assert waits == [5, 10, 20, 40, 80, 160, 320, 640, *[LONGEST] * 4]


def test_after_thousands_of_wrong_codes_the_wait_is_still_the_longest(
    tmp_path: Path, lock: ExitLock, clock: Clock
) -> None:
    Notes(tmp_path).set("exit-code-failures", "5000")
    Notes(tmp_path).set("exit-code-failed-at", str(clock.now))
    assert lock.wait() == LONGEST


def test_while_one_has_to_wait_the_right_code_does_not_open(lock: ExitLock, clock: Clock) -> None:
    after_wrong_ones(lock, clock, 3)
    clock.now += 4.9
    assert not lock.try_code(CODE)
    clock.now += 0.2
    assert lock.try_code(CODE)


def test_a_try_while_one_has_to_wait_does_not_lengthen_the_wait(
    lock: ExitLock, clock: Clock
) -> None:
    after_wrong_ones(lock, clock, 3)
    clock.now += 2
    assert not lock.try_code("000000")
    assert lock.wait() == 3


def test_the_wait_survives_a_restart(tmp_path: Path, lock: ExitLock, clock: Clock) -> None:
    after_wrong_ones(lock, clock, 5)
    clock.now += 1
    again = ExitLock(Notes(tmp_path), HASHED, clock)
    assert again.wait() == 19
    assert not again.try_code(CODE)


def test_the_right_code_makes_the_next_person_begin_anew(lock: ExitLock, clock: Clock) -> None:
    after_wrong_ones(lock, clock, 6)
    clock.now += lock.wait()
    assert lock.try_code(CODE)
    after_wrong_ones(lock, clock, 2)
    assert lock.wait() == 0


def test_a_clock_set_back_shortens_nothing(lock: ExitLock, clock: Clock) -> None:
    after_wrong_ones(lock, clock, 4)
    clock.now -= 86_400
    assert lock.wait() == 10
    assert not lock.try_code(CODE)
    clock.now += 9
    assert lock.wait() == 1
    clock.now += 1
    assert lock.try_code(CODE)


def test_a_code_is_counted_before_it_is_looked_at(tmp_path: Path, clock: Clock) -> None:
    """Whoever pulls the plug while a code is compared is not spared the wait."""
    for _ in range(3):
        lock = ExitLock(Notes(tmp_path), "scrypt:pulled:plug", clock)
        with pytest.raises(ValueError, match="hexadecimal"):
            lock.try_code(CODE)
    assert ExitLock(Notes(tmp_path), HASHED, clock).wait() == 5
