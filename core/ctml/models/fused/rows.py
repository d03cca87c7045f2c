"""Rows: all numbers of a training in one piece of memory, which processes can share."""

import mmap
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ctml.tensor import Array, Precision

MEMORY_FOLDER = Path("/dev/shm")  # noqa: S108 - the file has a name of its own
"""Where Linux keeps files that never go to a disk; elsewhere a temporary file will do."""


@dataclass(frozen=True, slots=True)
class Rows:
    """As many rows of numbers as it takes, each of the layout's length.

    Attributes:
        values: θ, the numbers of the model.
        first: m, what AdamW remembers of the slopes.
        second: v, what it remembers of their squares.
        slopes: a row for each worker; after they were put together, the first is the gradient.
    """

    values: Array
    first: Array
    second: Array
    slopes: tuple[Array, ...]

    @classmethod
    def over(cls, table: Array) -> "Rows":
        """Return the rows of a table.

        Args:
            table: shape [3 + workers, length].
        """
        values, first, second, *slopes = table
        return cls(values, first, second, tuple(slopes))


@dataclass(frozen=True, slots=True)
class SharedTable:
    """A table in a file that several processes have in their memory at once.

    Attributes:
        path: the file; it can be removed as soon as all have it.
        shape: of the table.
        precision: of its numbers.
    """

    path: Path
    shape: tuple[int, int]
    precision: Precision

    @classmethod
    def made(cls, shape: tuple[int, int], precision: Precision) -> "SharedTable":
        """Return a new table of zeros; its place is taken at once, so that it can't run out later.

        Args:
            shape: how many rows, and how long.
            precision: of its numbers.

        Raises:
            OSError: there is no room for it.
        """
        size = shape[0] * shape[1] * np.dtype(precision.value).itemsize
        folder = MEMORY_FOLDER if MEMORY_FOLDER.is_dir() else None
        try:
            return cls(_file(folder, size), shape, precision)
        except OSError:
            if folder is None:
                raise
            return cls(_file(None, size), shape, precision)

    def opened(self) -> Array:
        """Return the table; who writes to it writes for all.

        Raises:
            OSError: the file is gone.
        """
        with self.path.open("r+b") as file:
            memory = mmap.mmap(file.fileno(), 0)
        return np.ndarray(self.shape, self.precision.value, memory)

    def remove_file(self) -> None:
        """Remove the file, if the system lets go of it; the memory of those who have it stays."""
        try:
            self.path.unlink(missing_ok=True)
        except PermissionError:  # Windows keeps a file that is in use
            return


def _file(folder: Path | None, size: int) -> Path:
    descriptor, name = tempfile.mkstemp(prefix="ctml-", dir=folder)
    try:
        if hasattr(os, "posix_fallocate"):
            os.posix_fallocate(descriptor, 0, size)
        else:
            os.truncate(descriptor, size)
    except OSError:
        Path(name).unlink()
        raise
    finally:
        os.close(descriptor)
    return Path(name)
