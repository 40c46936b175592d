"""Why the window can't open, found out before Qt is asked to, because Qt would end the program."""

import os
import sys

from questionnaire.words import tr

#: What Qt loads on Linux, and the Debian and Fedora packages that hold it.
_LIBRARIES = {
    "libEGL.so.1": ("libegl1", "libglvnd-egl"),
    "libGL.so.1": ("libgl1", "libglvnd-glx"),
    "libfontconfig.so.1": ("libfontconfig1", "fontconfig"),
    "libfreetype.so.6": ("libfreetype6", "freetype"),
    "libglib-2.0.so.0": ("libglib2.0-0", "glib2"),
    "libdbus-1.so.3": ("libdbus-1-3", "dbus-libs"),
    "libxkbcommon.so.0": ("libxkbcommon0", "libxkbcommon"),
}

#: What a window on X11 needs besides.
_X11_LIBRARIES = {
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0", "libxkbcommon-x11"),
    "libX11-xcb.so.1": ("libx11-xcb1", "libX11-xcb"),
    "libxcb-cursor.so.0": ("libxcb-cursor0", "xcb-util-cursor"),
    "libxcb-icccm.so.4": ("libxcb-icccm4", "xcb-util-wm"),
    "libxcb-image.so.0": ("libxcb-image0", "xcb-util-image"),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1", "xcb-util-keysyms"),
    "libxcb-render-util.so.0": ("libxcb-render-util0", "xcb-util-renderutil"),
    "libxcb-randr.so.0": ("libxcb-randr0", "libxcb"),
    "libxcb-shape.so.0": ("libxcb-shape0", "libxcb"),
    "libxcb-sync.so.1": ("libxcb-sync1", "libxcb"),
    "libxcb-xfixes.so.0": ("libxcb-xfixes0", "libxcb"),
    "libxcb-xkb.so.1": ("libxcb-xkb1", "libxcb"),
}


def qt_trouble(*, needs_display: bool) -> str:
    """Return why Qt can't be used here and what to do, or nothing when it can."""
    if sys.platform != "linux":
        return ""
    if needs_display and not _has_display():
        return tr(
            "There is no display to open the window on. "
            "`dystonia-triage assess` and `dystonia-triage report` need none."
        )
    return _library_trouble(on_x11=needs_display and _uses_x11())


def missing_packages(wanted: dict[str, tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the packages of those libraries that can't be loaded, for Debian and for Fedora."""
    from ctypes import CDLL  # loads a library just as Qt will

    missing = []
    for library, packages in wanted.items():
        try:
            CDLL(library)
        except OSError:
            missing.append(packages)
    return missing


def _has_display() -> bool:
    chosen = os.environ.get("QT_QPA_PLATFORM", "")
    return bool(chosen or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _uses_x11() -> bool:
    chosen = os.environ.get("QT_QPA_PLATFORM", "")
    return chosen.startswith("xcb") or not (chosen or os.environ.get("WAYLAND_DISPLAY"))


def _library_trouble(*, on_x11: bool) -> str:
    wanted = _LIBRARIES | (_X11_LIBRARIES if on_x11 else {})
    missing = missing_packages(wanted)
    if not missing:
        return ""
    debian = " ".join(dict.fromkeys(package for package, _ in missing))
    fedora = " ".join(dict.fromkeys(package for _, package in missing))
    text = tr(
        "Some system libraries that the window needs are missing.\n"
        "On Debian or Ubuntu: sudo apt install {debian}\n"
        "On Fedora: sudo dnf install {fedora}"
    )
    return text.format(debian=debian, fedora=fedora)
