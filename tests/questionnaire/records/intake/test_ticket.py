import re

import pytest

from questionnaire.records.intake.ticket import STATION_CODES, new_station_code, ticket


def test_a_stations_code_is_a_letter_and_a_figure_that_nobody_mixes_up() -> None:
    assert "K7" in STATION_CODES
    assert len(set(STATION_CODES)) == len(STATION_CODES)
    assert all(re.fullmatch("[A-Z][2-9]", code) for code in STATION_CODES)


@pytest.mark.parametrize("alike", ["BCDEGPTV", "AKJ", "FS", "MN", "QU", "IY", "LO", "ISZ"])
def test_of_letters_that_sound_or_look_alike_only_one_is_used(alike: str) -> None:
    assert len({code[0] for code in STATION_CODES} & set(alike)) <= 1


def test_a_new_station_gets_a_code_that_is_free() -> None:
    assert new_station_code([code for code in STATION_CODES if code != "K7"]) == "K7"


def test_once_all_are_taken_a_code_is_longer_and_still_free() -> None:
    taken = list(STATION_CODES)
    for _ in range(20):
        taken.append(new_station_code(taken))
    assert len(set(taken)) == len(taken)
    assert {len(code) for code in taken} == {2, 3}


@pytest.mark.parametrize(
    ("number", "code"),
    [(1, "K7-01"), (42, "K7-42"), (100, "K7-100"), (999, "K7-999"), (1042, "K7-42")],
)
def test_a_ticket_is_the_stations_code_and_two_or_three_figures(number: int, code: str) -> None:
    assert ticket("K7", number) == code
