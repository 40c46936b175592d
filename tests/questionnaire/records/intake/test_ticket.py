import re
from pathlib import Path

import pytest

from questionnaire.records.intake.ticket import (
    REMEMBERED,
    STATION_CODES,
    TICKET_NOTE,
    TICKETS,
    Tickets,
    new_station_code,
    ticket,
)
from questionnaire.records.notes import Notes


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


@pytest.fixture
def tickets(tmp_path: Path) -> Tickets:
    return Tickets("K7", Notes(tmp_path))


def test_a_code_that_an_intake_bears_is_passed_over(tickets: Tickets, tmp_path: Path) -> None:
    tickets.learn(["K7-01", "K7-02", "K7-04", "M2-03"])
    assert [tickets.give(tickets.draw()) for _ in range(2)] == ["K7-03", "K7-05"]
    assert Notes(tmp_path).get(TICKET_NOTE) == "5"


def test_a_code_that_became_known_after_it_was_drawn_is_passed_over(tickets: Tickets) -> None:
    drawn = tickets.draw()
    tickets.learn([drawn])
    assert tickets.give(drawn) == "K7-02"


def test_what_was_given_is_passed_over_when_the_note_is_set_back(
    tickets: Tickets, tmp_path: Path
) -> None:
    given = [tickets.give(tickets.draw()) for _ in range(3)]
    Notes(tmp_path).set(TICKET_NOTE, "0")
    assert tickets.give(tickets.draw()) not in given


def test_a_random_code_is_none_that_is_borne(tickets: Tickets) -> None:
    tickets.learn(ticket("K7", number) for number in range(REMEMBERED))
    borne = {ticket("K7", number) for number in range(REMEMBERED)}
    assert not borne & {tickets.at_random() for _ in range(100)}


def test_when_all_were_given_the_oldest_come_again(tickets: Tickets, tmp_path: Path) -> None:
    tickets.learn(ticket("K7", number) for number in range(TICKETS))
    Notes(tmp_path).set(TICKET_NOTE, str(TICKETS - 1))
    assert [tickets.give(tickets.draw()) for _ in range(2)] == ["K7-00", "K7-01"]
