"""The system's own libraries that Qt is linked to on Linux, and the packages that hold them.

It imports nothing that has to be installed: the project's checks use it on a bare Python.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple


class Packages(NamedTuple):
    """What to install for a library."""

    debian: str
    fedora: str


#: Without these Qt can't be imported, not even to write a PDF.
FOR_QT = {
    "libEGL.so.1": Packages("libegl1", "libglvnd-egl"),
    "libGL.so.1": Packages("libgl1", "libglvnd-glx"),
    "libX11.so.6": Packages("libx11-6", "libX11"),
    "libdbus-1.so.3": Packages("libdbus-1-3", "dbus-libs"),
    "libfontconfig.so.1": Packages("libfontconfig1", "fontconfig"),
    "libfreetype.so.6": Packages("libfreetype6", "freetype"),
    "libglib-2.0.so.0": Packages("libglib2.0-0", "glib2"),
    "libgthread-2.0.so.0": Packages("libglib2.0-0", "glib2"),
    "libxkbcommon.so.0": Packages("libxkbcommon0", "libxkbcommon"),
    "libz.so.1": Packages("zlib1g", "zlib"),
    "libzstd.so.1": Packages("libzstd1", "libzstd"),
}

#: A window on X11 needs these besides.
FOR_X11 = {
    "libX11-xcb.so.1": Packages("libx11-xcb1", "libX11-xcb"),
    "libxcb.so.1": Packages("libxcb1", "libxcb"),
    "libxcb-cursor.so.0": Packages("libxcb-cursor0", "xcb-util-cursor"),
    "libxcb-icccm.so.4": Packages("libxcb-icccm4", "xcb-util-wm"),
    "libxcb-image.so.0": Packages("libxcb-image0", "xcb-util-image"),
    "libxcb-keysyms.so.1": Packages("libxcb-keysyms1", "xcb-util-keysyms"),
    "libxcb-randr.so.0": Packages("libxcb-randr0", "libxcb"),
    "libxcb-render.so.0": Packages("libxcb-render0", "libxcb"),
    "libxcb-render-util.so.0": Packages("libxcb-render-util0", "xcb-util-renderutil"),
    "libxcb-shape.so.0": Packages("libxcb-shape0", "libxcb"),
    "libxcb-shm.so.0": Packages("libxcb-shm0", "libxcb"),
    "libxcb-sync.so.1": Packages("libxcb-sync1", "libxcb"),
    "libxcb-util.so.1": Packages("libxcb-util1", "xcb-util"),
    "libxcb-xfixes.so.0": Packages("libxcb-xfixes0", "libxcb"),
    "libxcb-xkb.so.1": Packages("libxcb-xkb1", "libxcb"),
    "libxkbcommon-x11.so.0": Packages("libxkbcommon-x11-0", "libxkbcommon-x11"),
}

#: A window on Wayland needs these besides.
FOR_WAYLAND = {
    "libwayland-client.so.0": Packages("libwayland-client0", "libwayland-client"),
    "libwayland-cursor.so.0": Packages("libwayland-cursor0", "libwayland-cursor"),
}

PACKAGES = FOR_QT | FOR_X11 | FOR_WAYLAND


def missing(libraries: Iterable[str]) -> Iterator[str]:
    """Yield each library that can't be loaded, by its own name or by that of one it needs."""
    from ctypes import CDLL  # loads a library just as Qt does

    for library in libraries:
        try:
            CDLL(library)
        except OSError as error:
            yield named_in(error) or library


def named_in(error: Exception) -> str:
    """Return the library that the system's own message begins with, or nothing."""
    name = Path(str(error).partition(":")[0]).name
    return name if ".so" in name else ""
