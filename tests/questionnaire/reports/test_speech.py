import pytest
from cases import CLINIC

from questionnaire.answers import AnsweredBy, Answers
from questionnaire.clinic import Clinic
from questionnaire.reports.speech import UrgentPage, sentences, urgent_page

BREATHING = Answers(answered_by="patient", urgent_signs=("breathing",))


def page(
    answers: Answers = BREATHING,
    clinic: Clinic = CLINIC,
    *,
    waits: bool = False,
    told: bool = False,
    ticket: str = "",
) -> UrgentPage:
    found = urgent_page(answers, clinic, waits=waits, told=told, ticket=ticket)
    assert found is not None
    return found


def test_where_nothing_is_urgent_there_is_no_page() -> None:
    assert urgent_page(Answers(urgent_signs=()), CLINIC, waits=True, told=False) is None


def test_everything_is_read_out_in_the_order_in_which_it_stands() -> None:
    clinic = Clinic(name="Ours", emergency_number="112", advice={"any": "Ring the bell."})
    words = page(clinic=clinic, ticket="K7-42").words
    said = (
        "Tell a member of staff now. ",
        "Emergency number: 112. ",
        "Ring the bell. ",
        "You marked trouble breathing or a tight throat. ",
        "This screen can't call anyone for you. ",
        "Your code is K7-42. ",
        "After that, press Continue to go on with the questions.",
    )
    places = [words.index(one) for one in said]
    assert places == sorted(places)


def test_every_sign_that_was_marked_is_read_out() -> None:
    words = page(Answers(urgent_signs=("breathing", "new-medicine"))).words
    assert "You marked trouble breathing" in words
    assert "You marked new spasms" in words


@pytest.mark.parametrize(
    ("who", "sign", "title"),
    [
        ("patient", "breathing", "Tell the desk now"),
        ("carer", "new-medicine", "Tell the desk now"),
        ("patient", "unsure", "Please speak to a member of staff"),
        ("staff", "breathing", "Get clinical help now"),
    ],
)
def test_the_waiting_room_names_the_desk_to_whoever_is_no_staff(
    who: AnsweredBy, sign: str, title: str
) -> None:
    answers = Answers(answered_by=who, urgent_signs=(sign,))  # type: ignore[arg-type]  # a literal
    assert page(answers, waits=True).title == title
    assert page(answers, waits=True).words.startswith(f"{title}. ")


def test_outside_the_waiting_room_no_desk_is_named() -> None:
    assert page().title == "Tell a member of staff now"


def test_a_desk_that_knows_is_read_out() -> None:
    assert "The desk has been told." in page(told=True).words
    assert "can't call anyone" not in page(told=True).words


def test_a_voice_pauses_after_each_part_and_says_nothing_for_an_empty_one() -> None:
    assert sentences(("Title", "", "Why?", "Done.")) == "Title. Why? Done."
