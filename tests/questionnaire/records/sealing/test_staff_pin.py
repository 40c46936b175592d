from pathlib import Path

import pytest

from questionnaire.records.notes import Notes
from questionnaire.records.sealing import staff_pin
from questionnaire.records.sealing.staff_pin import PinLock, hash_pin, problem_with

PIN = "271828"
REAL_COST = staff_pin._COST
with pytest.MonkeyPatch.context() as quick:
    quick.setattr(staff_pin, "_COST", 2)  # what is tested here is not the work that each try takes
    HASHED = hash_pin(PIN)
LONGEST = 900.0


class Clock:
    """A clock that the test sets."""

    def __init__(self) -> None:
        self.now = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(autouse=True)
def quick_tries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staff_pin, "_COST", 2)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def lock(tmp_path: Path, clock: Clock) -> PinLock:
    return PinLock(Notes(tmp_path), HASHED, clock)


def after_wrong_ones(lock: PinLock, clock: Clock, number: int) -> None:
    """Try so many wrong PINs, each as soon as it is looked at."""
    for _ in range(number):
        clock.now += lock.wait()
        assert not lock.try_pin("000000")


@pytest.mark.parametrize("pin", [PIN, "471147", "839201", "50" + "314159" * 20])
def test_six_figures_make_a_pin(pin: str) -> None:
    assert problem_with(pin) == ""


@pytest.mark.parametrize(
    ("pin", "problem"),
    [
        ("", "Use at least 6 digits."),
        ("12345", "Use at least 6 digits."),
        ("12345a", "Use digits only: the waiting room may have no keyboard."),
        ("١٢٣٤٥٦", "Use digits only: the waiting room may have no keyboard."),
        ("123 456", "Use digits only: the waiting room may have no keyboard."),
        ("111111", "Use at least three different digits."),
        ("121212", "Use at least three different digits."),
    ],
)
def test_a_pin_that_cannot_be_taken_says_why(pin: str, problem: str) -> None:
    assert problem_with(pin) == problem


PATTERNS = ("123456", "654321", "123456789012", "246810", "135790", "147258", "123123", "112233")
YEARS = ("198512", "121999", "20260101")


@pytest.mark.parametrize("pin", PATTERNS + YEARS)
def test_a_pattern_or_a_year_is_no_pin(pin: str) -> None:
    assert problem_with(pin) == (
        "This PIN is among the first that people try. Use digits without a pattern and without a year."
    )


def test_the_pin_cannot_be_seen_in_what_is_kept() -> None:
    assert PIN not in HASHED
    assert hash_pin(PIN) != HASHED


def test_a_try_takes_work_and_32_mb() -> None:
    assert 128 * staff_pin._BLOCK * REAL_COST >= 2**25


def test_the_right_pin_opens(lock: PinLock) -> None:
    assert lock.wait() == 0
    assert lock.try_pin(PIN)


@pytest.mark.parametrize("wrong", ["", PIN[:-1], PIN + "0", "\uff12", "\x00"])
def test_any_other_does_not(lock: PinLock, wrong: str) -> None:
    assert not lock.try_pin(wrong)


def test_without_a_pin_nothing_opens(tmp_path: Path) -> None:
    lock = PinLock(Notes(tmp_path), "")
    assert not lock.try_pin("")
    assert not lock.try_pin(PIN)


def test_two_wrong_pins_need_no_wait(lock: PinLock, clock: Clock) -> None:
    after_wrong_ones(lock, clock, 2)
    assert lock.wait() == 0


def test_from_the_third_on_the_wait_doubles_up_to_a_quarter_of_an_hour(
    lock: PinLock, clock: Clock
) -> None:
    after_wrong_ones(lock, clock, 2)
    waits = []
    for _ in range(12):
        after_wrong_ones(lock, clock, 1)
        waits.append(lock.wait())
    assert waits == [5, 10, 20, 40, 80, 160, 320, 640, *[LONGEST] * 4]


def test_after_thousands_of_wrong_pins_the_wait_is_still_the_longest(
    tmp_path: Path, lock: PinLock, clock: Clock
) -> None:
    Notes(tmp_path).set("staff-pin-failures", "5000")
    Notes(tmp_path).set("staff-pin-failed-at", str(clock.now))
    assert lock.wait() == LONGEST


@pytest.mark.parametrize("note", ["staff-pin-failures", "staff-pin-failed-at"])
def test_after_a_damaged_note_the_longest_wait_begins_and_then_the_right_pin_opens(
    tmp_path: Path, lock: PinLock, clock: Clock, note: str
) -> None:
    Notes(tmp_path).set(note, "rubbish")
    assert not lock.try_pin(PIN)
    assert lock.wait() == LONGEST
    clock.now += LONGEST
    assert lock.try_pin(PIN)
    assert lock.wait() == 0


def test_while_one_has_to_wait_the_right_pin_does_not_open(lock: PinLock, clock: Clock) -> None:
    after_wrong_ones(lock, clock, 3)
    clock.now += 4.9
    assert not lock.try_pin(PIN)
    clock.now += 0.2
    assert lock.try_pin(PIN)


def test_a_try_while_one_has_to_wait_does_not_lengthen_the_wait(
    lock: PinLock, clock: Clock
) -> None:
    after_wrong_ones(lock, clock, 3)
    clock.now += 2
    assert not lock.try_pin("000000")
    assert lock.wait() == 3


def test_the_wait_survives_a_restart(tmp_path: Path, lock: PinLock, clock: Clock) -> None:
    after_wrong_ones(lock, clock, 5)
    clock.now += 1
    again = PinLock(Notes(tmp_path), HASHED, clock)
    assert again.wait() == 19
    assert not again.try_pin(PIN)


def test_the_right_pin_makes_the_next_person_begin_anew(lock: PinLock, clock: Clock) -> None:
    after_wrong_ones(lock, clock, 6)
    clock.now += lock.wait()
    assert lock.try_pin(PIN)
    after_wrong_ones(lock, clock, 2)
    assert lock.wait() == 0


def test_a_clock_set_back_shortens_nothing(lock: PinLock, clock: Clock) -> None:
    after_wrong_ones(lock, clock, 4)
    clock.now -= 86_400
    assert lock.wait() == 10
    assert not lock.try_pin(PIN)
    clock.now += 9
    assert lock.wait() == 1
    clock.now += 1
    assert lock.try_pin(PIN)


def test_a_pin_is_counted_before_it_is_looked_at(tmp_path: Path, clock: Clock) -> None:
    """Pulling the plug while a PIN is compared does not avoid the wait."""
    for _ in range(3):
        lock = PinLock(Notes(tmp_path), "scrypt:pulled:plug", clock)
        with pytest.raises(ValueError, match="hexadecimal"):
            lock.try_pin(PIN)
    assert PinLock(Notes(tmp_path), HASHED, clock).wait() == 5
