"""Real catalogues in a folder of their own, for the tests that speak another language."""

from collections.abc import Mapping
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo


def write_catalogue(
    folder: Path, code: str, texts: Mapping[str | tuple[str, str], str | tuple[str, ...]]
) -> None:
    """Write `languages/CODE.mo` below the folder."""
    catalogue = Catalog(locale=None, project="a test", version="1", language_team=code)
    for text, translation in texts.items():
        catalogue.add(text, translation)
    path = folder / "languages" / f"{code}.mo"
    path.parent.mkdir(exist_ok=True)
    with path.open("wb") as file:
        write_mo(file, catalogue)
