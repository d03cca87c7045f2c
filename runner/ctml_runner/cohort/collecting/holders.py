"""Where a place is that a collection told, and that no path of the disk leads to."""

import re
from pathlib import Path

from ctml_runner.cohort.collecting.git import is_repository

LOOSE = "_….py"
"""How the name ends that is told for one learner's files which lie about."""

_BRANCH = re.compile(r"(.+) \(branch .+\)", re.DOTALL)


def holder_of(place: Path) -> Path:
    """Return the zip, the repository or the folder that holds the place.

    Raises:
        FileNotFoundError: there is none.
    """
    branch = _BRANCH.fullmatch(str(place))
    if branch is not None and is_repository(Path(branch[1])):
        return Path(branch[1])
    if place.name.endswith(LOOSE) and place.parent.is_dir():
        return place.parent
    for above in place.parents:
        if above.is_file():
            return above
    raise FileNotFoundError
