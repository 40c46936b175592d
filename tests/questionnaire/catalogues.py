"""Real catalogues in a folder of their own, for the tests that speak another language."""

from collections.abc import Mapping
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo


def write_catalogue(
    folder: Path,
    code: str,
    texts: Mapping[str | tuple[str, str], str | tuple[str, ...]],
    contexts: Mapping[tuple[str, str], str] | None = None,
) -> None:
    """Write `languages/CODE.mo` below the folder; `contexts` has pairs of context and text."""
    catalogue = Catalog(locale=None, project="a test", version="1", language_team=code)
    for text, translation in texts.items():
        catalogue.add(text, translation)
    for (context, text), translation in (contexts or {}).items():
        catalogue.add(text, translation, context=context)
    path = folder / "languages" / f"{code}.mo"
    path.parent.mkdir(exist_ok=True)
    with path.open("wb") as file:
        write_mo(file, catalogue)
