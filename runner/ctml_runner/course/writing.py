"""What a learner reads when something of theirs can't be written."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ctml_runner.errors import LearnerError


@contextmanager
def writing(thing: str, where: Path, elsewhere: str) -> Iterator[None]:
    """Tell what stops a thing from being written.

    Args:
        thing: what is written, such as ``the workspace``.
        where: the folder that it is written to.
        elsewhere: the command that writes it to another folder.

    Raises:
        LearnerError: in place of the operating system's error.
    """
    try:
        yield
    except OSError as error:
        raise LearnerError(
            f"{thing} can't be written: {error.strerror}",
            where=where,
            next_step=f"make room, or choose a folder of yours: {elsewhere}",
        ) from error
