"""What several commands say at their end, and when a file can't be written."""

import errno
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ctml_runner.cohort.standing.gathering import Gathered
from ctml_runner.cohort.standing.shown import shown
from ctml_runner.cohort.way_out import way_out
from ctml_runner.errors import InstructorError

MOST = 10
"""So many notes are told beside other work; ``ctml cohort status`` tells all."""


def tell_notes(gathered: Gathered) -> None:
    """Tell what an instructor should know, on the error stream, apart from what was asked for."""
    for note in gathered.notes[:MOST]:
        print(f"note  {shown(note, 200)}", file=sys.stderr)
    if len(gathered.notes) > MOST:
        more = len(gathered.notes) - MOST
        print(f"note  and {more} more: ctml cohort status", file=sys.stderr)


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turn the operating system's errors within into one that an instructor may read.

    Raises:
        InstructorError: something can't be written; a full disk is left to the command line.
    """
    try:
        yield
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise
        raise InstructorError(
            f"it can't be written: {error.strerror}",
            where=path,
            next_step=way_out(error, path.parent),
        ) from error
