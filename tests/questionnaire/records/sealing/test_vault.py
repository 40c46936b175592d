import msgspec
import pytest
from keys_for_tests import OTHER_PASSPHRASE, PASSPHRASE, quick_wrap
from msgspec.structs import replace
from sealed_examples import ODD

from questionnaire.records.errors import (
    RecordsError,
    StoreDamagedError,
    WrongKeyError,
    WrongPassphraseError,
)
from questionnaire.records.sealing.age import Opener, new_identity, seal, seal_to
from questionnaire.records.sealing.signing import new_signing_key
from questionnaire.records.sealing.vault import (
    ClinicKey,
    Keyholder,
    Ring,
    Unlocked,
    Vault,
    new_vault,
    read_vault,
    unlock,
)

FIRST, RECOVERY = new_vault("Ada", PASSPHRASE, quick_wrap)
TWO = FIRST.with_keyholder("Ben", OTHER_PASSPHRASE, quick_wrap)
CONTENT = b"what was entered"


def stored(vault: Vault) -> Vault:
    """Return the vault as it comes back from a store."""
    return read_vault(vault.encode())


def forged(keys: tuple[ClinicKey, ...], vault: Vault = TWO.vault) -> Vault:
    """Return the vault with another ring for the same keyholders, whose recipients anybody can read."""
    ring = msgspec.json.encode(Ring(keys, vault.recipients))
    return replace(vault, ring=seal_to(ring, list(vault.recipients.values())))


def unlocked(vault: Vault) -> Unlocked:
    return unlock(stored(vault), "Ada", PASSPHRASE)


def test_a_keyholder_opens_what_was_sealed() -> None:
    assert unlocked(FIRST.vault).opener().open(seal(CONTENT, FIRST.public)) == CONTENT


def test_the_recovery_key_opens_it_too() -> None:
    assert Opener([RECOVERY]).open(seal(CONTENT, FIRST.public)) == CONTENT


def test_the_vault_holds_no_key_and_no_passphrase_in_the_clear() -> None:
    for text in (RECOVERY, FIRST.keys[0].identity, PASSPHRASE):
        assert text.encode() not in TWO.vault.encode()


def test_the_recovery_key_is_not_in_the_vault_even_for_its_keyholders() -> None:
    assert RECOVERY.encode() not in msgspec.json.encode(unlocked(FIRST.vault))


def test_a_wrong_passphrase_opens_nothing() -> None:
    with pytest.raises(WrongPassphraseError):
        unlock(FIRST.vault, "Ada", OTHER_PASSPHRASE)


def test_each_keyholder_unlocks_with_their_own_passphrase() -> None:
    for name, passphrase in (("Ada", PASSPHRASE), ("Ben", OTHER_PASSPHRASE)):
        opened = unlock(stored(TWO.vault), name, passphrase)
        assert (opened.name, opened.keys) == (name, FIRST.keys)
    with pytest.raises(WrongPassphraseError):
        unlock(TWO.vault, "Ben", PASSPHRASE)


def test_a_name_is_given_once() -> None:
    with pytest.raises(RecordsError, match="already a keyholder"):
        TWO.with_keyholder("Ben", PASSPHRASE, quick_wrap)


def test_who_was_removed_unlocks_no_more() -> None:
    left = unlocked(TWO.vault).without_keyholder("Ben")
    assert set(stored(left.vault).keyholders) == {"Ada"}
    put_back = {**left.vault.keyholders, "Ben": TWO.vault.keyholders["Ben"]}
    with pytest.raises(WrongKeyError):
        unlock(replace(left.vault, keyholders=put_back), "Ben", OTHER_PASSPHRASE)
    assert unlocked(left.vault).keys == FIRST.keys


def test_the_last_keyholder_is_not_removed() -> None:
    with pytest.raises(RecordsError, match="last keyholder"):
        FIRST.without_keyholder("Ada")


def test_another_passphrase_takes_the_place_of_the_old_one() -> None:
    changed = unlocked(TWO.vault).with_passphrase("a new one entirely", quick_wrap)
    assert unlock(stored(changed.vault), "Ada", "a new one entirely").keys == FIRST.keys
    assert unlock(changed.vault, "Ben", OTHER_PASSPHRASE).keys == FIRST.keys
    with pytest.raises(WrongPassphraseError):
        unlock(changed.vault, "Ada", PASSPHRASE)


def test_the_old_passphrase_does_not_open_the_new_ring_from_an_old_copy() -> None:
    changed = unlocked(TWO.vault).with_passphrase("a new one entirely", quick_wrap)
    old = {**changed.vault.keyholders, "Ada": TWO.vault.keyholders["Ada"]}
    with pytest.raises(WrongKeyError):
        unlock(replace(changed.vault, keyholders=old), "Ada", PASSPHRASE)


def test_who_removed_themselves_gets_no_new_passphrase() -> None:
    gone = TWO.without_keyholder("Ada")
    with pytest.raises(RecordsError, match="no longer a keyholder"):
        gone.with_passphrase(PASSPHRASE, quick_wrap)


def test_a_new_key_seals_from_now_on_and_the_old_one_still_opens() -> None:
    renewed = unlocked(TWO.vault).with_new_key()
    old, new = seal(CONTENT, TWO.public), seal(CONTENT, renewed.public)
    opener = unlocked(renewed.vault).opener()
    assert opener.open(old) == opener.open(new) == CONTENT
    assert renewed.public.fingerprint != TWO.public.fingerprint
    with pytest.raises(WrongKeyError):
        TWO.opener().open(new)


def test_the_recovery_key_stays_the_same_with_a_new_key() -> None:
    renewed = TWO.with_new_key().with_new_key()
    assert Opener([RECOVERY]).open(seal(CONTENT, renewed.public)) == CONTENT


def test_who_was_removed_with_a_new_key_opens_old_entries_only() -> None:
    ben = unlock(TWO.vault, "Ben", OTHER_PASSPHRASE)
    renewed = unlocked(TWO.vault).without_keyholder("Ben").with_new_key()
    assert ben.opener().open(seal(CONTENT, TWO.public)) == CONTENT
    with pytest.raises(WrongKeyError):
        ben.opener().open(seal(CONTENT, renewed.public))


def test_a_known_key_leads_to_the_newest() -> None:
    renewed = TWO.with_new_key().with_new_key()
    for key in renewed.keys:
        assert renewed.proven([key.public.fingerprint]) == renewed.public.fingerprint


def test_records_of_another_clinic_are_not_the_known_ones() -> None:
    other, _ = new_vault("Ada", PASSPHRASE, quick_wrap)
    with pytest.raises(WrongKeyError, match="replaced"):
        other.proven([FIRST.public.fingerprint])


@pytest.mark.parametrize("endorsement", ["", "0" * 64, "ü"])
def test_a_key_without_the_endorsement_of_the_one_before_is_refused(endorsement: str) -> None:
    slipped_in = ClinicKey(
        new_identity()[0], FIRST.keys[0].recovery, new_signing_key(), endorsement
    )
    opened = unlocked(forged((*FIRST.keys, slipped_in)))
    with pytest.raises(WrongKeyError, match="replaced"):
        opened.proven([FIRST.public.fingerprint])


def test_an_endorsement_counts_for_its_own_key_only() -> None:
    renewed = TWO.with_new_key()
    slipped_in = replace(renewed.keys[1], identity=new_identity()[0])
    opened = unlocked(forged((*FIRST.keys, slipped_in), renewed.vault))
    with pytest.raises(WrongKeyError, match="replaced"):
        opened.proven([FIRST.public.fingerprint])


def test_whoever_has_no_key_makes_no_ring_that_a_desk_knows() -> None:
    """They know every recipient, the public keys and how a ring is made, and none of the identities."""
    own = ClinicKey(new_identity()[0], FIRST.keys[0].recovery, new_signing_key())
    stranger = replace(TWO, keys=(own,)).with_new_key()
    opened = unlocked(stranger.vault)
    with pytest.raises(WrongKeyError, match="replaced"):
        opened.proven([FIRST.public.fingerprint])


def test_nobody_without_a_key_makes_themselves_a_keyholder() -> None:
    identity, recipient = new_identity()
    stranger = Keyholder(recipient, quick_wrap(identity.encode(), "let me in, please"))
    slipped_in = replace(TWO.vault, keyholders={**TWO.vault.keyholders, "Eve": stranger})
    with pytest.raises(WrongKeyError):
        unlock(slipped_in, "Eve", "let me in, please")
    with pytest.raises(WrongKeyError, match="list of keyholders"):
        unlocked(slipped_in)


def test_nobody_without_a_key_has_the_next_ring_sealed_to_themselves() -> None:
    of_ben = replace(TWO.vault.keyholders["Ben"], recipient=new_identity()[1])
    exchanged = replace(TWO.vault, keyholders={**TWO.vault.keyholders, "Ben": of_ben})
    with pytest.raises(WrongKeyError, match="list of keyholders"):
        unlocked(exchanged)


def test_a_vault_that_lost_a_keyholder_in_the_database_is_refused() -> None:
    with pytest.raises(WrongKeyError, match="list of keyholders"):
        unlocked(replace(TWO.vault, keyholders={"Ada": TWO.vault.keyholders["Ada"]}))


def test_a_ring_that_was_altered_is_refused() -> None:
    altered = TWO.vault.ring[:-1] + bytes([TWO.vault.ring[-1] ^ 1])
    with pytest.raises(WrongKeyError, match="replaced"):
        unlocked(replace(TWO.vault, ring=altered))


@pytest.mark.parametrize("content", [*ODD, b'{"keys": [], "recipients": {}}'])
def test_a_ring_that_is_none_is_refused(content: bytes) -> None:
    vault = TWO.vault
    ring = content.replace(b"{}", msgspec.json.encode(vault.recipients))
    odd = replace(vault, ring=seal_to(ring, list(vault.recipients.values())))
    with pytest.raises(WrongKeyError, match="replaced"):
        unlocked(odd)


@pytest.mark.parametrize("content", [*ODD, b"{}", b'{"keyholders": 3, "ring": ""}'])
def test_a_damaged_vault_is_said_to_be_damaged(content: bytes) -> None:
    with pytest.raises(StoreDamagedError, match="last backup"):
        read_vault(content)
