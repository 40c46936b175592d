"""A voice for tests: it writes down who it is and each line that it is told, and how it was started.

`speaks` answers each line at once; `goes-on` never comes to the end of one; `once` ends with its input.
"""

import os
import sys
from pathlib import Path

_log, _how, _language = sys.argv[1:]
sys.stdin.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a text stream, here
for _line in sys.stdin:
    with Path(_log).open("a", encoding="utf-8") as _file:
        _file.write(f"{os.getpid()} {_language} {_line}")
    if _how == "speaks":
        print("done", flush=True)  # noqa: T201 the protocol
