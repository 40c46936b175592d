"""What can go wrong with records; each error says in a sentence or two what happened and what to do."""

#: What reading content that others may have written raises; a RecursionError comes from thousands of brackets.
NOT_OURS = (ValueError, RecursionError)


class RecordsError(Exception):
    """Something with the records; `str(error)` is for the person in front of the screen."""


class StoreUnreachableError(RecordsError):
    """The clinic's database doesn't answer; what was written waits on this computer."""


class StoreDamagedError(RecordsError):
    """A file or table is not what this program wrote."""


class NoRoomError(RecordsError):
    """The disk is full."""


class ReadOnlyError(RecordsError):
    """The folder or the file may not be written to."""


class NotAllowedError(RecordsError):
    """The database role of this computer may not do this."""


class RefusedRowError(RecordsError):
    """The database takes no such row; others it does."""


class GoneError(RecordsError):
    """The intake has since been deleted, or the records or their keys are not there."""


class ChangedMeanwhileError(RecordsError):
    """Someone else changed the same thing first."""


class WrongPassphraseError(RecordsError):
    """The passphrase does not open this keyholder's key."""


class WrongKeyError(RecordsError):
    """No available key opens this, or the clinic's key is not the one that this computer knows."""


class SetupRefusedError(RecordsError):
    """The records' set-up on this computer can't be used."""


class NotEmptyError(RecordsError):
    """A backup may be restored into an empty store only."""
