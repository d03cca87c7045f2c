"""What was altered since it was collected: files that are not what the account of them says."""

import os
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum

from ctml_runner.cohort.folder import CohortFolder
from ctml_runner.cohort.received import PARTS, Received, submission
from ctml_runner.cohort.roster import Learner
from ctml_runner.course.compose import digest_of


class Alteration(Enum):
    """How a file differs from what was collected; it goes on after the file's name."""

    CHANGED = "was changed after it was collected"
    MISSING = "was collected, and is not there any more"
    FOREIGN = "was never collected"


def digests(
    folder: CohortFolder, learner: Learner, slugs: Iterable[str]
) -> Iterator[tuple[str, str]]:
    """Yield the digest of each file that lies there of a learner; many thousands are looked at.

    Raises:
        OSError: one is there and can't be read.
    """
    place = os.fspath(submission(folder, learner) / PARTS)
    for slug in slugs:
        try:
            with open(f"{place}/{slug}.py", "rb", buffering=0) as file:  # noqa: PTH123  # fast
                digest = digest_of(file.read())
        except (FileNotFoundError, NotADirectoryError):
            continue
        yield slug, digest


def alterations(
    received: Received | None, there: Mapping[str, str], slugs: Iterable[str]
) -> Mapping[str, Alteration]:
    """Return what is not as it was collected, by exercise.

    Args:
        received: what is known of the submission; None if nothing is.
        there: for each slug, the digest of the file that lies there.
        slugs: the exercises that are compared.
    """
    collected = {} if received is None else received.files
    return {
        slug: _how(collected.get(slug), there.get(slug))
        for slug in slugs
        if collected.get(slug) != there.get(slug)
    }


def _how(collected: str | None, there: str | None) -> Alteration:
    if collected is None:
        return Alteration.FOREIGN
    return Alteration.MISSING if there is None else Alteration.CHANGED
