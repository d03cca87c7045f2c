"""Writing a zip whose bytes depend on nothing but what is in it."""

import io
import zipfile
from collections.abc import Iterable

_LONG_AGO = 1980, 1, 1, 0, 0, 0
_REGULAR = 0o100644 << 16


def zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Return a zip of these names and bytes, in this order, all of one date."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for name, data in files:
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # whatever system writes it
            entry.external_attr = _REGULAR
            archive.writestr(entry, data, compresslevel=9)
    return whole.getvalue()
