"""A sign that is marked late stops the person whichever way they come back."""

from conftest import OpenWizard


def test_a_sign_that_is_added_late_stops_also_after_back_was_pressed(
    open_wizard: OpenWizard,
) -> None:
    visitor = open_wizard(
        at="review", urgent_signs=("new-medicine",), affected=("neck",), onset_age=45
    )
    visitor.change("Urgent signs")
    visitor.choose("Trouble breathing, or a tight throat")
    visitor.go_back()
    visitor.go_on()
    assert visitor.page == "stop"
