"""The crowd: processes outside a box that the kernel counts as if they were in it.

A limit on processes is one for all of a user's, wherever they run. A box whose user nobody else
is, or that has a namespace of users of its own, is alone in the count; any other shares it with
all that its owner has running, and that may be a whole desktop.
"""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

MORE = 64
"""How many the owner may start while a box is open, before they count against it."""


def crowd() -> int:
    """Return how many processes and threads of this user there may be, beside those of a box.

    The superuser gives each box a user of its own. Where nobody can be counted, nobody is.
    """
    return 0 if os.geteuid() == 0 else sum(_threads()) + MORE


def _threads() -> Iterator[int]:
    """Yield the number of threads of each process of this user."""
    own = os.getuid()
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):  # it ended while we looked
            if process.stat().st_uid == own:
                yield sum(1 for _ in (process / "task").iterdir())
