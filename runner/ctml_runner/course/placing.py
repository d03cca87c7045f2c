"""Putting a whole file in place at once, so that nobody ever reads half of one."""

import os
import uuid
from pathlib import Path


def place(path: Path, data: bytes) -> None:
    """Write `data` to `path`, all of it or nothing.

    Raises:
        OSError: it can't be written; what stood there is as it was.
    """
    draft = path.with_name(f"{path.name}.{uuid.uuid4().hex}.tmp")
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
