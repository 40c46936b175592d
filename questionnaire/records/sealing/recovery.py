"""The recovery sheet: the one key that opens the records without any passphrase and without this program."""

import hmac
from datetime import date

import msgspec

from questionnaire.records.setup import Setup
from questionnaire.words import tr

#: How many of the key's last letters a person types to show that the sheet can be read.
LETTERS_TO_TYPE = 8

_GROUP = 4  # characters that are read at a glance
_IN_A_LINE = 4  # groups
_HEAD = len("AGE-SECRET-KEY-1")

_FROM_FILE = (
    'sqlite3 records.db "SELECT id, ticket, written_at FROM versions ORDER BY written_at"',
    """sqlite3 records.db "SELECT writefile('one.age', body) FROM versions WHERE id = 'ID'\"""",
)
_FROM_SERVER = (
    'psql DATABASE -Atc "SELECT id, ticket, written_at FROM versions ORDER BY written_at"',
    """psql DATABASE -Atc "SELECT encode(body,'base64') FROM versions WHERE id='ID'" | base64 -d > one.age""",
)
_OPEN = "age --decrypt --identity key.txt one.age | gunzip"


class RecoverySheet(msgspec.Struct, frozen=True):
    """What is printed on a clinic's sheet; it must be forgotten once the sheet is safe."""

    identity: str
    setup: Setup
    clinic: str
    day: date

    @property
    def title(self) -> str:
        """The sheet's heading."""
        return tr("Recovery sheet for the records")

    @property
    def purpose(self) -> str:
        """What the sheet is for."""
        return tr(
            "This key opens every record of the clinic, even when all passphrases are forgotten. "
            "Without it and without a passphrase, the records can never be opened again. Anyone "
            "who holds it can read them all."
        )

    @property
    def duties(self) -> tuple[str, ...]:
        """What to do with the sheet."""
        return (
            tr("Print two sheets and lock them away in two places."),
            tr("Keep no copy on this computer: no photograph, no file, no e-mail."),
            tr("If a sheet is lost or was read by someone else, set up new records."),
        )

    @property
    def place(self) -> str:
        """Where the records are kept."""
        return tr("The records are kept in {place}.").format(place=shown_place(self.setup.store))

    @property
    def reading(self) -> str:
        """How the records are read without this program, in words."""
        words = tr(
            "To read the records without this program, use the free program age "
            "(age-encryption.org). Type the key without spaces into a file key.txt, or read the "
            "square with a scanner. The first line below lists the records, the second takes one "
            "out, the third opens it and shows everything as text. Put its id in place of ID."
        )
        if self.setup.is_shared:
            return words + " " + tr("Put the database's address in place of DATABASE.")
        return words

    @property
    def commands(self) -> tuple[str, ...]:
        """Three lines for a computer's command line."""
        return (*(_FROM_SERVER if self.setup.is_shared else _FROM_FILE), _OPEN)

    @property
    def lines(self) -> tuple[tuple[str, ...], ...]:
        """The key as it is shown: its head alone, then a few groups of letters in each line."""
        head, *groups = self.groups
        starts = range(0, len(groups), _IN_A_LINE)
        return ((head,), *(tuple(groups[at : at + _IN_A_LINE]) for at in starts))

    @property
    def groups(self) -> tuple[str, ...]:
        """The key in groups of letters, which are read without the spaces between them."""
        return groups(self.identity)


def groups(identity: str) -> tuple[str, ...]:
    """Return a key in groups of four letters; the first has what age puts before every key, too."""
    first = _HEAD + (len(identity) - _HEAD) % _GROUP
    rest = range(first, len(identity), _GROUP)
    return (identity[:first], *(identity[at : at + _GROUP] for at in rest))


def qr_rows(text: str) -> list[list[bool]]:
    """Return a QR code as rows of dark and light squares, without the light margin that it needs."""
    import segno  # only where a sheet is made

    made = segno.make_qr(text, error="q")
    return [[bool(square) for square in row] for row in made.matrix]


def confirms(identity: str, typed: str) -> bool:
    """Tell whether the end of the key, or all of it, was typed as it is printed on the sheet."""
    # There is no letter O in a key, so it is meant as the digit.
    letters = "".join(typed.upper().replace("O", "0").replace("-", "").split())
    plain = identity.replace("-", "")
    if not letters.isascii() or not LETTERS_TO_TYPE <= len(letters) <= len(plain):
        return False
    return hmac.compare_digest(letters, plain[-len(letters) :])


def shown_place(store: str) -> str:
    """Return where a store is, without the password that a database's URL may hold."""
    if "://" not in store:
        return store
    from sqlalchemy import URL, make_url  # only for what is shown

    url = make_url(store)
    bare = URL.create("postgresql", host=url.host, port=url.port, database=url.database)
    return bare.render_as_string()
