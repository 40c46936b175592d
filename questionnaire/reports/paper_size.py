"""Which paper is used: the clinic's, or what the system says is usual where the computer is."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from questionnaire.clinic import Clinic

PaperSize = Literal["A4", "Letter"]

#: Where Letter is the usual paper, after Unicode's list; all others use A4.
_LETTER = frozenset(
    ["BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"]
)
_LOCALE_IPAPERSIZE = 0x100A
_WINDOWS_LETTER = "1"


def paper_size(clinic: Clinic) -> PaperSize:
    """Return the clinic's paper, or with "auto" the system's."""
    return usual_paper(sys.platform) if clinic.paper == "auto" else clinic.paper


def usual_paper(
    platform: str,
    environment: Mapping[str, str] = os.environ,
    files: Path = Path("/"),
    home: Path | None = None,
    libraries: Any = None,
) -> PaperSize:
    """Return what the system says of paper; A4 where it says nothing."""
    if platform == "win32":
        said = _of_windows(libraries)
    elif platform == "darwin":
        said = _of_macos((home or Path.home()) / "Library" / "Preferences")
    else:
        said = _of_linux(environment, files)
    return "Letter" if "letter" in said.lower() or said.upper() in _LETTER else "A4"


def _of_linux(environment: Mapping[str, str], files: Path) -> str:
    """Return a paper's name or a country: as libpaper does, what is nearest to the person first."""
    if named := environment.get("PAPERSIZE", ""):
        return named
    locale = next(
        (environment[key] for key in ("LC_ALL", "LC_PAPER", "LANG") if environment.get(key)), ""
    )
    if country := _country(locale):
        return country
    try:
        lines = (files / "etc" / "papersize").read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return ""
    return next((line.strip() for line in lines if line.strip() and line[0] != "#"), "")


def _of_macos(preferences: Path) -> str:
    """Return the paper that was chosen for printing, or else the country of the system's language."""
    printing = _settings(preferences / "com.apple.print.PrintingPrefs.plist")
    everywhere = _settings(preferences / ".GlobalPreferences.plist")
    named = printing.get("DefaultPaperID", "")
    return str(named or _country(str(everywhere.get("AppleLocale", ""))))


def _of_windows(libraries: Any) -> str:
    """Return the paper of the person's region."""
    import ctypes

    libraries = libraries or getattr(ctypes, "windll", None)
    said = ctypes.create_unicode_buffer(8)
    if libraries:
        libraries.kernel32.GetLocaleInfoEx(None, _LOCALE_IPAPERSIZE, said, len(said))
    return "Letter" if said.value == _WINDOWS_LETTER else ""


def _country(locale: str) -> str:
    """Return the country of a locale such as en_US.UTF-8 or de_CH@euro; empty for C and for none."""
    name = locale.partition(".")[0].partition("@")[0]
    return name.replace("-", "_").rpartition("_")[2] if "_" in name.replace("-", "_") else ""


def _settings(path: Path) -> dict[str, Any]:
    """Return what a settings file of macOS holds; nothing where it can't be read."""
    import plistlib
    from xml.parsers.expat import ExpatError

    try:
        found = plistlib.loads(path.read_bytes())
    except (OSError, ValueError, AttributeError, ExpatError):  # plistlib lets through what it meets
        return {}
    return found if isinstance(found, dict) else {}
