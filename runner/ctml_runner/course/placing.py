"""Putting a whole file in place at once, so that nobody ever reads half of one."""

import os
from pathlib import Path


def place(path: Path, data: bytes) -> None:
    """Write `data` to `path`, all of it or nothing; for a file that one process writes at a time.

    What a killed process left of its draft is overwritten by the next.

    Raises:
        OSError: it can't be written; what stood there is as it was.
    """
    draft = path.with_name(f".{path.name}.draft")
    draft.unlink(missing_ok=True)
    place_by(draft, path, data)


def place_by(draft: Path, path: Path, data: bytes) -> None:
    """Write `data` to `draft`, a name that nobody else uses, and give that the name `path`.

    Raises:
        OSError: it can't be written; what stood there is as it was.
    """
    try:
        draw_up(draft, data)
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def draw_up(draft: Path, data: bytes) -> None:
    """Write a new file whose bytes are on the disk when this returns.

    Raises:
        OSError: it can't be written, or it is there already.
    """
    with draft.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
