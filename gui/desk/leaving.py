"""What a page says that something typed there would be lost with."""

from typing import Protocol, runtime_checkable


@runtime_checkable
class AsksBeforeLeaving(Protocol):
    """A page that holds what is not kept yet."""

    def may_leave(self) -> bool:
        """Ask, where there is something to lose, and tell whether it may be forgotten."""
