"""No core dumps: what the system writes when a program crashes would hold the keys and the answers."""

import sys


def forbid_core_dumps() -> None:
    """Let neither this program nor one that it starts leave a core dump, from now on."""
    if sys.platform == "win32":
        return  # Windows writes none unless an administrator asks for them
    import resource

    # On Linux 0 only keeps files from being written; with 1 none is handed to a crash handler either.
    # (PR_SET_DUMPABLE would do so too, but it also shuts out the desktop's portals and their dialogs.)
    allowed = 1 if sys.platform == "linux" else 0
    resource.setrlimit(resource.RLIMIT_CORE, (allowed, allowed))
