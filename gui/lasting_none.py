"""Keeps None alive: below Python 3.12, PySide6 6.12 would use it up and end the program.

PySide6 is built for interpreters in which None can't run out. With every call that returns nothing it
gives away a reference to None that it never took; some 50 drawings of the figure would take the last.
"""

import sys


def keep_none() -> None:
    """Give None so many references that no session can use them up."""
    if sys.version_info < (3, 12):
        from ctypes import c_ssize_t  # costs some milliseconds, so only where it is needed

        c_ssize_t.from_address(id(None)).value = sys.maxsize // 2
