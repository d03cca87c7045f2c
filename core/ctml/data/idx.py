"""idx files: the form in which MNIST comes, a few numbers and then all bytes.

0, 0, 8, D          two zeros, 8 for "each entry is a byte", the number of dimensions
n_1 ... n_D         each dimension in four bytes, the largest first
n_1 · ... · n_D     bytes
"""

import gzip
import math
import struct
import zlib
from pathlib import Path

import numpy as np

from ctml.data.labelled_images import Pixels
from ctml.domain.file_bytes import file_bytes
from ctml.domain.wording import shown
from ctml.errors import InvalidValueError

_GZIP = b"\x1f\x8b"
_UNSIGNED_BYTE = 8
_DIMENSIONS = range(1, 10)


def read_idx(path: Path) -> Pixels:
    """Return the bytes of an idx file in their arrangement, read-only.

    Args:
        path: the file; one that gzip made is unpacked, whatever it is called.

    Raises:
        InvalidValueError: it can't be read, is no idx file of bytes, or is damaged.
    """
    content = _unpacked(path, file_bytes("read_idx", path))
    shape = _shape(path, content)
    entries = content[4 + 4 * len(shape) :]
    if len(entries) != math.prod(shape):
        needed = f"{math.prod(shape)} bytes after its head, for shape {shape}"
        raise InvalidValueError(f"{path}", f"{len(entries)} bytes", needed)
    return np.ndarray(shape=shape, dtype=np.uint8, buffer=entries)


def _unpacked(path: Path, content: bytes) -> bytes:
    if not content.startswith(_GZIP):
        return content
    try:
        return gzip.decompress(content)
    except (OSError, EOFError, zlib.error) as error:
        raise InvalidValueError(f"{path}", f"its content ({error})", "a whole gzip file") from error


def _shape(path: Path, content: bytes) -> tuple[int, ...]:
    head = content[:4]
    if len(head) < 4 or head[:3] != bytes([0, 0, _UNSIGNED_BYTE]) or head[3] not in _DIMENSIONS:
        needed = "an idx file of bytes, which begins with 0, 0, 8 and 1 to 9 dimensions"
        raise InvalidValueError(f"{path}", shown(head), needed)
    sizes = content[4 : 4 + 4 * head[3]]
    if len(sizes) < 4 * head[3]:
        needed = f"{4 * head[3]}, for {head[3]} dimensions"
        raise InvalidValueError(f"{path}", f"{len(sizes)} bytes after the first four", needed)
    shape: tuple[int, ...] = struct.unpack(f">{head[3]}I", sizes)
    if 0 in shape:
        raise InvalidValueError(f"{path}", f"shape {shape}", "at least one entry")
    return shape
