"""Sealing: what was entered leaves this module as age ciphertext, readable by the clinic's keys alone."""

from collections.abc import Sequence

import pyrage

from questionnaire.records.errors import WrongKeyError
from questionnaire.records.sealing.public_key import PublicKey
from questionnaire.words import tr


def seal(content: bytes, key: PublicKey) -> bytes:
    """Return the content as an age file that the clinic's key and the recovery key open."""
    return seal_to(content, (key.clinic, key.recovery))


def seal_to(content: bytes, recipients: Sequence[str]) -> bytes:
    """Return the content as an age file that each of these recipients can open."""
    return pyrage.encrypt(content, _recipients(recipients))


class Opener:
    """Opens what was sealed to any of these age identities; raises WrongKeyError for an invalid one."""

    def __init__(self, identities: Sequence[str]) -> None:
        self._identities = [_identity(one) for one in identities]

    def open(self, sealed: bytes) -> bytes:
        """Return the content; raises WrongKeyError where no key opens it or a byte was altered."""
        try:
            return pyrage.decrypt(sealed, self._identities)
        except pyrage.DecryptError as error:
            raise WrongKeyError(
                tr(
                    "This entry can't be opened with the clinic's keys, or it was altered. "
                    "The recovery sheet may still open it."
                )
            ) from error


def new_identity() -> tuple[str, str]:
    """Return a new age identity, which stays secret, and its recipient."""
    identity = pyrage.x25519.Identity.generate()
    return str(identity), str(identity.to_public())


def recipient_of(identity: str) -> str:
    """Return the recipient of an identity; raises WrongKeyError where it is invalid."""
    return str(_identity(identity).to_public())


def _identity(text: str) -> pyrage.x25519.Identity:
    try:
        return pyrage.x25519.Identity.from_str(text.strip())
    except pyrage.IdentityError as error:
        raise WrongKeyError(tr("Not a valid key. Type it exactly as printed.")) from error


def _recipients(names: Sequence[str]) -> list[pyrage.x25519.Recipient]:
    try:
        return [pyrage.x25519.Recipient.from_str(name) for name in names]
    except pyrage.RecipientError as error:
        text = tr("The clinic's key on this computer is damaged. Set this computer up again.")
        raise WrongKeyError(text) from error
