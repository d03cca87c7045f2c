"""What the entries of a zip are called, whichever program wrote their names."""

import struct
import zipfile
import zlib
from collections.abc import Iterator

_UTF_8 = 0x800
"""The flag of an entry whose name is in UTF-8."""
_UNICODE_PATH = 0x7075
"""The extra field in which Info-ZIP repeats a name in UTF-8: version 1, the CRC of the name."""


def entry_name(info: zipfile.ZipInfo) -> str:
    """Return the name of an entry, with slashes as it was written.

    Without the flag a name is in the code page of old PCs, says the format; but programs write
    UTF-8 all the same, and other code pages with the UTF-8 beside them.
    """
    if info.flag_bits & _UTF_8:
        return info.orig_filename
    raw = info.orig_filename.encode("cp437", "replace")
    beside = _beside(info.extra, raw)
    try:
        return (raw if beside is None else beside).decode("utf-8")
    except UnicodeDecodeError:
        return info.orig_filename


def _beside(extra: bytes, raw: bytes) -> bytes | None:
    """Return the name that stands beside, unless it is that of another name."""
    for field, data in _fields(extra):
        if field == _UNICODE_PATH and len(data) > 5:
            version, crc = struct.unpack_from("<BL", data)
            if (version, crc) == (1, zlib.crc32(raw)):
                return data[5:]
    return None


def _fields(extra: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 4 <= len(extra):
        field, size = struct.unpack_from("<HH", extra, at)
        yield field, extra[at + 4 : at + 4 + size]
        at += 4 + size
