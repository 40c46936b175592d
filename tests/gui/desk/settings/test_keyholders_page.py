"""Keyholders are added and removed and change their passphrase, with real keys."""

from collections.abc import Callable
from functools import partialmethod

import pytest
from desk_forms import ADA, LONG_MS, PASSPHRASE, Clerk
from keys_for_tests import quick_wrap
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from gui.desk.settings.keyholders_page import KeyholdersPage
from questionnaire.records.desk.office import Office
from questionnaire.records.errors import WrongPassphraseError
from questionnaire.records.sealing.vault import Unlocked

pytest_plugins = ["desk_form_fixtures"]

GRACE, OTHER, CLINIC = "Grace", "another four words here", "Neurology, Lausanne"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make new passphrases without the seconds that they take; what they cost has tests of its own."""
    for change in (Unlocked.with_keyholder, Unlocked.with_passphrase):
        monkeypatch.setattr(Unlocked, change.__name__, partialmethod(change, wrap=quick_wrap))


@pytest.fixture
def with_grace(office: Office) -> None:
    office.keys.add_holder(GRACE, OTHER)


@pytest.fixture
def clerk(qtbot: QtBot, office: Office, show: Callable[[KeyholdersPage], KeyholdersPage]) -> Clerk:
    page = show(KeyholdersPage(office, CLINIC))
    clerk = Clerk(qtbot, lambda: page)
    clerk.wait_for("This is you.")
    return clerk


def add(clerk: Clerk, name: str = GRACE, words: str = OTHER, again: str = OTHER) -> None:
    clerk.type("name", name)
    clerk.type("passphrase", words)
    clerk.type("again", again)
    clerk.press("Add the keyholder")


def secrets(clerk: Clerk) -> list[str]:
    """Return what stands in the lines for secrets."""
    lines = clerk.page.findChildren(QLineEdit)
    return [one.text() for one in lines if one.echoMode() != QLineEdit.EchoMode.Normal]


@pytest.mark.parametrize("words", ["lausanne neurology", "123456789012", "grace! lausanne"])
def test_a_passphrase_that_is_easy_to_guess_is_refused(clerk: Clerk, words: str) -> None:
    add(clerk, words=words, again=words)
    assert "easy to guess" in clerk.error("passphrase")


def test_somebody_who_was_added_is_listed_and_can_unlock(clerk: Clerk, office: Office) -> None:
    add(clerk)
    assert "This takes some seconds." in clerk.read()
    clerk.wait_for("Grace is now a keyholder.")
    assert set(secrets(clerk)) == {""}
    assert clerk.button("Remove: Grace")
    office.keys.unlock(GRACE, OTHER)
    assert office.keys.name == GRACE


def test_a_keyholder_needs_a_name_and_a_good_passphrase_twice(clerk: Clerk, office: Office) -> None:
    add(clerk, name=" ", words="short", again="short")
    assert clerk.summary() == [clerk.error("name"), clerk.error("passphrase")]
    add(clerk, again="something else")
    assert clerk.error("again") == "The two passphrases differ. Type the same one twice."
    assert office.keys.holders() == (ADA,)


def test_a_name_can_be_there_only_once(clerk: Clerk) -> None:
    add(clerk, name=ADA)
    clerk.wait_for("There is already a keyholder with this name. Use another name.")
    assert clerk.error("name")


def test_the_last_keyholder_can_not_be_removed(clerk: Clerk) -> None:
    with pytest.raises(LookupError):
        clerk.button("Remove: Ada")


@pytest.mark.usefixtures("with_grace")
@pytest.mark.parametrize("new_key", [True, False])
def test_removing_asks_and_offers_a_new_key(clerk: Clerk, office: Office, *, new_key: bool) -> None:
    before = office.keys.fingerprint
    asked = clerk.reply("Remove, with a new key" if new_key else "Remove only")
    clerk.press("Remove: Grace")
    clerk.wait_for("Grace is no longer a keyholder.")
    assert "What was entered before stays readable with the old key" in asked[0]
    assert office.keys.holders() == (ADA,)
    assert (office.keys.fingerprint != before) is new_key


@pytest.mark.usefixtures("with_grace")
def test_somebody_who_was_not_meant_stays(clerk: Clerk, office: Office) -> None:
    clerk.reply("Go back")
    clerk.press("Remove: Grace")
    assert set(office.keys.holders()) == {ADA, GRACE}


def test_a_passphrase_is_changed_by_whoever_knows_the_one_before(
    clerk: Clerk, office: Office
) -> None:
    for field, text in (("current", PASSPHRASE), ("new", OTHER), ("new_again", OTHER)):
        clerk.type(field, text)
    clerk.press("Change your passphrase")
    clerk.wait_for("Your passphrase was changed.")
    assert set(secrets(clerk)) == {""}
    with pytest.raises(WrongPassphraseError):
        office.keys.unlock(ADA, PASSPHRASE)
    office.keys.unlock(ADA, OTHER)


def test_a_wrong_passphrase_changes_nothing(clerk: Clerk, office: Office) -> None:
    for field, text in (("current", OTHER), ("new", OTHER), ("new_again", OTHER)):
        clerk.type(field, text)
    clerk.press("Change your passphrase")
    clerk.qtbot.waitUntil(lambda: bool(clerk.error("current")), timeout=LONG_MS)
    assert clerk.error("current") == "This passphrase is wrong. Check it and try again."
    assert office.keys.is_unlocked
    office.keys.unlock(ADA, PASSPHRASE)


def test_the_passphrase_of_now_must_be_given(clerk: Clerk) -> None:
    clerk.type("new", OTHER)
    clerk.type("new_again", OTHER)
    clerk.press("Change your passphrase")
    assert clerk.summary() == ["Enter your current passphrase."]


def test_enter_in_a_line_does_what_its_section_does(clerk: Clerk) -> None:
    clerk.type("new_again", "x\n")
    assert "Enter your current passphrase." in clerk.summary()
    clerk.type("again", "x\n")
    assert "Enter a name, such as the one on the door." in clerk.summary()


def test_what_was_typed_is_forgotten_when_the_page_is_left(clerk: Clerk) -> None:
    clerk.type("name", GRACE)
    clerk.type("passphrase", OTHER)
    with clerk.qtbot.waitSignal(clerk.page.closed):
        clerk.press("Back")
    assert (set(secrets(clerk)), clerk.text("name")) == ({""}, "")
