"""Where an update puts what it takes out of a learner's sight: nothing is deleted."""

import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path, PurePosixPath

from ctml_runner.course.workspace.folder import Workspace


def put_away(workspace: Workspace, where: PurePosixPath) -> Path:
    """Move the file at `where` to the same place in ``.ctml/put_away``, and return where it is.

    Raises:
        OSError: it can't be moved.
    """
    target = workspace.hidden / "put_away" / where
    target.parent.mkdir(parents=True, exist_ok=True)
    free = next(path for path in _names(target) if not path.exists())
    shutil.move(workspace.root / where, free)  # the exercises may be on another disk
    return free


def _names(target: Path) -> Iterator[Path]:
    yield target
    for number in count(2):
        yield target.with_name(f"{target.name}.{number}")
