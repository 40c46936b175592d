import pytest

from questionnaire.records.errors import NoRoomError
from questionnaire.records.intake.listeners import notify, reason


def test_a_listener_is_notified() -> None:
    heard: list[str] = []
    notify(heard.append, "news")
    assert heard == ["news"]


def test_only_a_window_that_is_gone_need_not_hear() -> None:
    def gone(_news: str) -> None:
        raise RuntimeError("Internal C++ object already deleted.")

    def broken(_news: str) -> None:
        raise ValueError("a mistake")

    notify(gone, "news")
    with pytest.raises(ValueError, match="mistake"):
        notify(broken, "news")


def test_our_own_errors_speak_for_themselves_and_others_say_nothing_of_what_was_entered() -> None:
    assert reason(NoRoomError("The disk is full.")) == "The disk is full."
    assert "Zebra" not in reason(ValueError("Zebra-4711"))
    assert "ValueError" in reason(ValueError("Zebra-4711"))
