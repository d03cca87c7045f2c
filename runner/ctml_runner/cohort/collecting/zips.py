"""A zip as leaves. Nothing of it is unpacked but what is wanted, and never to the disk by name."""

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial

from ctml_runner.cohort.collecting.leaf import Found, Leaf, Trouble, UnreadableError
from ctml_runner.cohort.collecting.meaning import leads_out
from ctml_runner.cohort.collecting.zip_names import entry_name

ONE, CLASS = 2 * 1024 * 1024, 64 * 1024 * 1024
"""Bytes of the table of contents of one learner's zip, and of that of a class of thousands."""
RATIO = 200
"""How many times larger than its packed form a file may be: ten times is common."""
SMALL = 256 * 1024
"""Bytes up to which the ratio doesn't matter: such a file may well be one letter repeated."""

_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OSError,
)
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})


class _Sparing(io.BufferedReader):
    """A file of which nobody reads very much at once, whatever it says of itself."""

    def __init__(self, file: io.RawIOBase | io.BytesIO, most: int) -> None:
        super().__init__(file)
        self.most = most

    def read(self, size: int | None = -1, /) -> bytes:
        """Read, unless it is too much.

        Raises:
            UnreadableError: it is too much.
        """
        if size is None or size < 0:
            return super().read(self.most)
        if size > self.most:
            raise UnreadableError("has too many files for one zip")
        return super().read(size)


@contextmanager
def zip_leaves(file: io.RawIOBase | io.BytesIO, most: int = ONE) -> Iterator[Iterator[Found]]:
    """Open a zip, and close it in the end.

    Args:
        file: what is read.
        most: bytes of its table of contents.

    Raises:
        UnreadableError: it is no zip, or a damaged one, or has too many files.
    """
    with _Sparing(file, most) as sparing:
        try:
            archive = zipfile.ZipFile(sparing)
        except _BROKEN as error:
            raise UnreadableError("is no zip that can be read; it may be damaged") from error
        with archive:
            yield _leaves(archive)


def _leaves(archive: zipfile.ZipFile) -> Iterator[Found]:
    named = [(entry_name(info), info) for info in archive.infolist()]
    named = [(name, info) for name, info in named if not name.endswith("/")]
    if any("\\" in name for name, _ in named):
        yield Trouble("its names have backslashes, which are read as slashes")
    for name, info in named:
        path, reading = name.replace("\\", "/"), partial(_read, archive, info)
        yield Leaf(path, info.file_size, _moment(info), reading, _odd(info, path))


def _odd(info: zipfile.ZipInfo, path: str) -> str:
    kind = stat.S_IFMT(info.external_attr >> 16)
    if leads_out(path):
        return "has a name that leads out of its folder"
    if kind not in {0, stat.S_IFREG}:
        return "is a link" if kind == stat.S_IFLNK else "is no regular file"
    if info.flag_bits & 1:
        return "is encrypted"
    if info.compress_type not in _METHODS:
        return "is packed in a way that isn't read"
    if info.file_size > max(SMALL, RATIO * info.compress_size):
        return f"would grow to {info.file_size:,} bytes from {info.compress_size:,}"
    return ""


def _moment(info: zipfile.ZipInfo) -> datetime | None:
    """Return when the file was written: by the clock of this machine, as zips know no zones."""
    try:
        moment = datetime(*info.date_time).astimezone(UTC)  # it is local time
    except (ValueError, OverflowError):
        return None
    return moment if info.date_time[0] > 1980 else None  # where zips begin: it says nothing


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> bytes:
    try:
        with archive.open(info) as file:
            return file.read(most)
    except _BROKEN as error:
        raise UnreadableError("is damaged") from error
