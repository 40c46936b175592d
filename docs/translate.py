"""Keeps the catalogues of the languages; what they hold stands in docs/language_files.py.

    python docs/translate.py                    collect the texts, update and compile every language
    python docs/translate.py --add de           begin a language
    python docs/translate.py --try he-XB desk   run the program in a language made up for tests

It says what a language still lacks.
"""

import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from language_files import (
    FOLDER,
    TEMPLATE,
    as_mo,
    as_po,
    collected,
    faults,
    new_catalogue,
    read_catalogue,
    updated,
)
from pseudo_languages import CODES, write_pseudo_resources

import resources
from gui.command import main as run


def main() -> int:
    """Bring every file up to date, and say what each language still lacks."""
    parser = ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--add", metavar="CODE", help="begin a language, such as de or pt-BR")
    parser.add_argument("--try", dest="tried", choices=CODES, help="run in a made-up language")
    parser.add_argument("arguments", nargs="*", help="what to run; without it, the questionnaire")
    chosen = parser.parse_args()
    if chosen.tried:
        return run_in(chosen.tried, chosen.arguments)
    FOLDER.mkdir(exist_ok=True)
    template = collected()
    TEMPLATE.write_bytes(as_po(template))
    if chosen.add:
        path = FOLDER / f"{chosen.add}.po"
        if not path.exists():
            path.write_bytes(as_po(new_catalogue(chosen.add)))
    for path in sorted(FOLDER.glob("*.po")):
        catalogue = updated(read_catalogue(path), template)
        path.write_bytes(as_po(catalogue))
        path.with_suffix(".mo").write_bytes(as_mo(catalogue))
        found = faults(path, template)
        sys.stdout.writelines(f"{path.name}: {fault}\n" for fault in found)
        sys.stdout.write(f"{path.name}: {len(found)} left to do, of {len(template)} texts\n")
    sys.stdout.write(f"{TEMPLATE.name}: {len(template)} texts\n")
    return 0


def run_in(code: str, arguments: Sequence[str]) -> int:
    """Run the program in a made-up language, which it knows only while it runs."""
    with TemporaryDirectory() as folder:
        resources.FOLDER = write_pseudo_resources(Path(folder))
        return run(["--language", code, *arguments])


if __name__ == "__main__":
    sys.exit(main())
