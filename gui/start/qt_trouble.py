"""Why Qt failed, and what to do: libraries of the system that are missing, or no display."""

import os
import sys
from collections.abc import Iterable, Iterator

from gui.start.system_libraries import FOR_QT, FOR_WAYLAND, FOR_X11, PACKAGES, missing, named_in
from questionnaire.words import tr

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
        found = (_library_trouble(names), no_display() if window else "")
    return "\n".join(filter(None, found)) or _qt_says(str(error))


def why_not_started(said: str) -> str:
    """Return why Qt could be imported and yet can't open a window; it said why in its own way."""
    if sys.platform != "linux":
        return _qt_says(said)
    trouble = _library_trouble(missing(_libraries_of_the_display()))
    return trouble or _odd_platform() or no_display() or _unreachable_display()


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


def no_display() -> str:
    """Return what to do where no display is named at all; "" where one is."""
    if any(os.environ.get(name) for name in (*_DISPLAYS, _PLATFORM)):
        return ""
    text = tr("There is no display to open the window on.")
    return f"{text} {_without_a_display()}"


def _unreachable_display() -> str:
    names = (_PLATFORM, *_DISPLAYS)
    settings = " ".join(f"{name}={os.environ[name]}" for name in names if os.environ.get(name))
    text = tr("The display can't be reached ({settings}).").format(settings=settings)
    return f"{text} {_without_a_display()}"


def _without_a_display() -> str:
    return tr("`dystonia-triage assess` and `dystonia-triage report` need none.")


def _qt_says(said: str) -> str:
    return tr("Qt can't be used here: {reason}").format(reason=said)
