"""Why Qt failed, and what to do: libraries of the system that are missing, or no display."""

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from questionnaire.words import tr


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


_PLATFORM = "QT_QPA_PLATFORM"
_DISPLAYS = ("WAYLAND_DISPLAY", "DISPLAY")


def why_not_imported(error: ImportError, *, window: bool) -> str:
    """Return why PySide6 can't be imported."""
    if error.name == "PySide6":
        return tr("PySide6 is not installed. Install it: python -m pip install PySide6-Essentials")
    found: tuple[str, ...] = ()
    if sys.platform == "linux":
        wanted = (*FOR_QT, *(_libraries_of_the_display() if window else ()))
        names = list(missing(wanted)) or [name for name in (named_in(error),) if name]
        found = (_library_trouble(names), _no_display() if window else "")
    return "\n".join(filter(None, found)) or _qt_says(str(error))


def why_not_started(said: str) -> str:
    """Return why Qt could be imported and yet can't open a window; it said why in its own way."""
    if sys.platform != "linux":
        return _qt_says(said)
    trouble = _library_trouble(missing(_libraries_of_the_display()))
    return trouble or _odd_platform() or _no_display() or _unreachable_display()


def _libraries_of_the_display() -> Iterator[str]:
    """Yield what the display needs, and last Qt's own part for it, which may need still more."""
    asked = os.environ.get(_PLATFORM, "")
    if "wayland" in asked or (not asked and os.environ.get("WAYLAND_DISPLAY")):
        yield from (*FOR_WAYLAND, _plugin("wayland"))
    if "xcb" in asked or (not asked and os.environ.get("DISPLAY")):
        yield from (*FOR_X11, _plugin("xcb"))


def _plugin(platform: str) -> str:
    """Return the file through which Qt reaches a kind of display."""
    import PySide6

    return f"{PySide6.__path__[0]}/Qt/plugins/platforms/libq{platform}.so"


def _library_trouble(names: Iterable[str]) -> str:
    names = list(dict.fromkeys(names))
    if not names:
        return ""
    trouble = tr("Some libraries of the system are missing: {names}").format(names=" ".join(names))
    packages = [PACKAGES[name] for name in names if name in PACKAGES]
    if not packages:
        return trouble
    install = tr(
        "On Debian or Ubuntu: sudo apt install {debian}\nOn Fedora: sudo dnf install {fedora}"
    ).format(
        debian=" ".join(dict.fromkeys(one.debian for one in packages)),
        fedora=" ".join(dict.fromkeys(one.fedora for one in packages)),
    )
    return f"{trouble}\n{install}"


def _odd_platform() -> str:
    """Return what is wrong where another platform plugin was chosen and failed."""
    asked = os.environ.get(_PLATFORM, "")
    if not asked or "xcb" in asked or "wayland" in asked:
        return ""
    text = tr(
        "Qt can open no window with {variable}={value}. Take this setting away, and try again."
    )
    return text.format(variable=_PLATFORM, value=asked)


def _no_display() -> str:
    if any(os.environ.get(name) for name in (*_DISPLAYS, _PLATFORM)):
        return ""
    return f"{tr('There is no display to open the window on.')} {_without_a_display()}"


def _unreachable_display() -> str:
    names = (_PLATFORM, *_DISPLAYS)
    settings = " ".join(f"{name}={os.environ[name]}" for name in names if os.environ.get(name))
    text = tr("The display can't be reached ({settings}).").format(settings=settings)
    return f"{text} {_without_a_display()}"


def _without_a_display() -> str:
    return tr("`dystonia-triage assess` and `dystonia-triage report` need none.")


def _qt_says(said: str) -> str:
    return tr("Qt can't be used here: {reason}").format(reason=said)
