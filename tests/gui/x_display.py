"""A display of X11 without a screen and without a window manager, looked at from outside."""

import ctypes
from ctypes import POINTER, Structure, byref, c_char_p, c_int, c_uint, c_ulong, c_void_p
from typing import Any, NamedTuple

WIDTH, HEIGHT = 1366, 768
#: With these the tests look.
LOOKING = ("libX11.so.6", "libXrandr.so.2", "libXtst.so.6")


class Place(NamedTuple):
    """A part of the display, in pixels."""

    x: int
    y: int
    width: int
    height: int

    def covers(self, other: "Place") -> bool:
        across = self.x <= other.x and other.x + other.width <= self.x + self.width
        return across and self.y <= other.y and other.y + other.height <= self.y + self.height


WHOLE = Place(0, 0, WIDTH, HEIGHT)


class _Monitor(Structure):
    _fields_ = (
        ("name", c_ulong),
        ("primary", c_int),
        ("automatic", c_int),
        ("count", c_int),
        ("x", c_int),
        ("y", c_int),
        ("width", c_int),
        ("height", c_int),
        ("millimetres_wide", c_int),
        ("millimetres_high", c_int),
        ("outputs", POINTER(c_ulong)),
    )


class _Attributes(Structure):
    """The beginning of XWindowAttributes, up to whether the window is in sight."""

    _fields_ = (
        ("x", c_int),
        ("y", c_int),
        ("width", c_int),
        ("height", c_int),
        ("border_and_depth", c_int * 2),
        ("visual", c_void_p),
        ("root", c_ulong),
        ("kind_and_gravity", c_int * 3),
        ("backing_store", c_int),
        ("planes_and_pixel", c_ulong * 2),
        ("save_under", c_int),
        ("colours", c_ulong),
        ("is_installed", c_int),
        ("state", c_int),
        ("rest", c_ulong * 16),
    )


_VIEWABLE = 2


def _pass_over(_display: Any, _error: Any) -> int:
    """A window that is gone by the time it is looked at is no reason to end the tests."""
    return 0


_ON_ERROR = ctypes.CFUNCTYPE(c_int, c_void_p, c_void_p)(_pass_over)


class Display:
    """One display; its monitors can be changed while programs run on it."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._x, self._randr, self._hand = (ctypes.CDLL(library) for library in LOOKING)
        self._x.XOpenDisplay.restype = c_void_p
        self._x.XInternAtom.restype = c_ulong
        self._x.XDefaultRootWindow.restype = c_ulong
        self._randr.XRRGetMonitors.restype = POINTER(_Monitor)
        self._x.XSetErrorHandler(_ON_ERROR)
        self._display = c_void_p(self._x.XOpenDisplay(c_char_p(name.encode())))
        self._root = c_ulong(self._x.XDefaultRootWindow(self._display))

    def add_monitor(self, name: str, place: Place, *, is_first: bool = False) -> None:
        """Add a monitor; the first one takes the place of the one that is there."""
        count = c_int()
        there = self._randr.XRRGetMonitors(self._display, self._root, 1, byref(count))
        monitor = _Monitor(self._atom(name), int(is_first), 0, int(is_first), *place, 300, 200)
        monitor.outputs = there[0].outputs
        self._randr.XRRSetMonitor(self._display, self._root, byref(monitor))
        self._x.XSync(self._display, 0)

    def remove_monitor(self, name: str) -> None:
        self._randr.XRRDeleteMonitor(self._display, self._root, c_ulong(self._atom(name)))
        self._x.XSync(self._display, 0)

    def windows(self) -> list[tuple[int, Place]]:
        """Return every window in sight with its place, the topmost last."""
        root, parent, children, count = c_ulong(), c_ulong(), POINTER(c_ulong)(), c_uint()
        self._x.XQueryTree(
            self._display, self._root, byref(root), byref(parent), byref(children), byref(count)
        )
        found = []
        for window in children[: count.value]:
            seen = _Attributes()
            self._x.XGetWindowAttributes(self._display, c_ulong(window), byref(seen))
            if seen.state == _VIEWABLE:
                found.append((window, Place(seen.x, seen.y, seen.width, seen.height)))
        return found

    def over(self, place: Place) -> int:
        """Return the topmost window that covers a place as a whole; 0 where none does."""
        return next((one for one, its in reversed(self.windows()) if its.covers(place)), 0)

    def focused(self) -> int:
        """Return the window that gets what is typed."""
        window, back = c_ulong(), c_int()
        self._x.XGetInputFocus(self._display, byref(window), byref(back))
        return window.value

    def move(self, window: int, place: Place) -> None:
        """Put a window elsewhere, as somebody else's program can."""
        self._x.XMoveResizeWindow(self._display, c_ulong(window), *place)
        self._x.XSync(self._display, 0)

    def click(self, place: Place, button: int) -> None:
        """Press and let go in the middle of a place, as a mouse does."""
        middle = place.x + place.width // 2, place.y + place.height // 2
        self._hand.XTestFakeMotionEvent(self._display, -1, *middle, c_ulong(0))
        for is_down in (1, 0):
            self._hand.XTestFakeButtonEvent(self._display, button, is_down, c_ulong(0))
        self._x.XSync(self._display, 0)

    def close(self) -> None:
        self._x.XCloseDisplay(self._display)

    def _atom(self, name: str) -> int:
        return int(self._x.XInternAtom(self._display, c_char_p(name.encode()), 0))
