"""The clinic's keys: who holds them, under which passphrase, and the ring of keys itself.

Each keyholder has an age identity of their own, wrapped under their passphrase. The ring of the clinic's keys
is sealed to all keyholders, so that one of them can add or remove another without knowing any passphrase
but their own. The ring names whom it was sealed to: write access to the database makes no one a keyholder.
A forged ring has no key that a desk knows.
"""

import hmac
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from hashlib import sha256
from typing import Annotated

import msgspec
from msgspec.structs import replace

from questionnaire.decoding import from_json
from questionnaire.records.errors import (
    NOT_OURS,
    RecordsError,
    StoreDamagedError,
    WrongKeyError,
    WrongPassphraseError,
)
from questionnaire.records.format.version import Station
from questionnaire.records.sealing.age import Opener, new_identity, recipient_of, seal_to
from questionnaire.records.sealing.passphrase import unwrap, wrap
from questionnaire.records.sealing.public_key import PublicKey
from questionnaire.records.sealing.signing import Signer, new_signing_key, public_signing_key
from questionnaire.words import mark, tr

#: What is said where a store that should have keys has none.
NO_KEYS = mark("The records' keys are not in the database. Restore the last backup.")

#: What encrypts a secret under a passphrase; `wrap` takes seconds on purpose.
Wrap = Callable[[bytes, str], bytes]


class Keyholder(msgspec.Struct, frozen=True):
    """A person who can open the records: their recipient, and their identity under their passphrase."""

    recipient: str
    wrapped: bytes


class ClinicKey(msgspec.Struct, frozen=True):
    """One key of the clinic, to open and, with `signing`, to certify its computers.

    `endorsement` shows that its maker had the one before it.
    """

    identity: str
    recovery: str
    signing: str
    endorsement: str = ""

    @property
    def public(self) -> PublicKey:
        """The public part; it follows from the secret one, so that another's can't be claimed."""
        clinic, signing = recipient_of(self.identity), public_signing_key(self.signing)
        return PublicKey(clinic, self.recovery, signing)


class Ring(msgspec.Struct, frozen=True):
    """What is sealed to the keyholders: the clinic's keys, and each keyholder's recipient by their name."""

    keys: Annotated[tuple[ClinicKey, ...], msgspec.Meta(min_length=1)]
    recipients: dict[str, str]


class Vault(msgspec.Struct, frozen=True):
    """What the store keeps of the keys: nothing in it opens anything without a passphrase."""

    keyholders: dict[str, Keyholder]
    ring: bytes

    @property
    def recipients(self) -> dict[str, str]:
        """Each keyholder's recipient by their name."""
        return {name: holder.recipient for name, holder in self.keyholders.items()}

    def encode(self) -> bytes:
        """Return the vault as the store keeps it."""
        return msgspec.json.encode(self)


class Unlocked(msgspec.Struct, frozen=True):
    """The vault while one keyholder has it open; forget this to lock it."""

    name: str
    vault: Vault
    keys: tuple[ClinicKey, ...]

    @property
    def public(self) -> PublicKey:
        """The key that new entries are encrypted to."""
        return self.keys[-1].public

    def opener(self) -> Opener:
        """Return what opens old and new entries, the newest key first."""
        return Opener([key.identity for key in reversed(self.keys)])

    def certified(self, station: Station) -> Station:
        """Return what a computer of the clinic is, certified with the newest key."""
        return Signer("", self.keys[-1].signing).signed(station)

    def proven(self, pinned: Collection[str]) -> str:
        """Return the newest fingerprint; raises WrongKeyError where no pinned one leads to it."""
        known = [key.public.fingerprint for key in self.keys]
        if not set(pinned) & set(known):
            raise _not_known()
        for before, after in zip(self.keys, self.keys[1:], strict=False):
            due = _endorsement(before, after.public)
            if not hmac.compare_digest(after.endorsement.encode(), due.encode()):
                raise _not_known()
        return known[-1]

    def with_keyholder(self, name: str, passphrase: str, wrap: Wrap = wrap) -> "Unlocked":
        """Return the vault with another keyholder; takes a few seconds."""
        holders = self.vault.keyholders
        if name in holders:
            raise RecordsError(tr("There is already a keyholder with this name. Use another name."))
        return self._with({**holders, name: _keyholder(passphrase, wrap)}, self.keys)

    def without_keyholder(self, name: str) -> "Unlocked":
        """Return the vault without a keyholder; the last one can't be removed."""
        rest = {other: holder for other, holder in self.vault.keyholders.items() if other != name}
        if not rest:
            raise RecordsError(
                tr("The last keyholder can't be removed. Add another keyholder first.")
            )
        return self._with(rest, self.keys)

    def with_passphrase(self, passphrase: str, wrap: Wrap = wrap) -> "Unlocked":
        """Return the vault with another passphrase for the keyholder who has it open; takes a few seconds."""
        if self.name not in self.vault.keyholders:
            raise RecordsError(tr("You are no longer a keyholder. Another keyholder can add you."))
        changed = {**self.vault.keyholders, self.name: _keyholder(passphrase, wrap)}
        return self._with(changed, self.keys)

    def with_new_key(self) -> "Unlocked":
        """Return the vault with a new key of the clinic; the recovery key stays the same."""
        before = self.keys[-1]
        key = ClinicKey(new_identity()[0], before.recovery, new_signing_key())
        key = replace(key, endorsement=_endorsement(before, key.public))
        return self._with(self.vault.keyholders, (*self.keys, key))

    def _with(self, holders: Mapping[str, Keyholder], keys: tuple[ClinicKey, ...]) -> "Unlocked":
        return replace(self, vault=_vault(holders, keys), keys=keys)


def new_vault(name: str, passphrase: str, wrap: Wrap = wrap) -> tuple[Unlocked, str]:
    """Return a vault with its first keyholder, and the recovery identity, which is kept on the sheet alone."""
    recovery, recovery_recipient = new_identity()
    keys = (ClinicKey(new_identity()[0], recovery_recipient, new_signing_key()),)
    vault = _vault({name: _keyholder(passphrase, wrap)}, keys)
    return Unlocked(name, vault, keys), recovery


def unlock(vault: Vault, name: str, passphrase: str) -> Unlocked:
    """Open the vault as one of its keyholders; takes a few seconds.

    Raises WrongPassphraseError, and WrongKeyError where someone without a key changed the vault.
    """
    identity = unwrap(vault.keyholders[name].wrapped, passphrase).decode()
    try:
        ring = from_json(Opener([identity]).open(vault.ring), Ring)
    except (WrongKeyError, *NOT_OURS) as error:
        raise _not_known() from error
    if ring.recipients != vault.recipients:
        raise WrongKeyError(
            tr(
                "The list of keyholders was changed by someone without a key. Nothing was opened. "
                "Tell the person who set the records up."
            )
        )
    return Unlocked(name, vault, ring.keys)


def unlock_as_any(vault: Vault, passphrase: str) -> Unlocked:
    """Open the vault as whichever keyholder has this passphrase; each one takes a few seconds."""
    for name in vault.keyholders:
        with suppress(WrongPassphraseError):
            return unlock(vault, name, passphrase)
    raise WrongPassphraseError(tr("No keyholder has this passphrase. Check it and try again."))


def read_vault(content: bytes) -> Vault:
    """Return the vault that a store keeps; raises StoreDamagedError."""
    try:
        return from_json(content, Vault)
    except NOT_OURS as error:
        text = tr("The records' keys are damaged in the database. Restore the last backup.")
        raise StoreDamagedError(text) from error


def _keyholder(passphrase: str, wrap: Wrap) -> Keyholder:
    identity, recipient = new_identity()
    return Keyholder(recipient, wrap(identity.encode(), passphrase))


def _vault(holders: Mapping[str, Keyholder], keys: tuple[ClinicKey, ...]) -> Vault:
    vault = Vault(dict(holders), b"")
    ring = Ring(keys, vault.recipients)
    return replace(vault, ring=seal_to(msgspec.json.encode(ring), list(ring.recipients.values())))


def _endorsement(before: ClinicKey, public: PublicKey) -> str:
    """Return what only a person with the key before can make for the next."""
    return hmac.new(before.identity.encode(), public.fingerprint.encode(), sha256).hexdigest()


def _not_known() -> WrongKeyError:
    return WrongKeyError(
        tr(
            "The clinic's key in the database is not the one that this computer knows. "
            "Nothing was opened. It may have been replaced: tell the person who set the records up."
        )
    )
