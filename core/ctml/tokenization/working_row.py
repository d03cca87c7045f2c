"""WorkingRow: the tokens while they are being merged, four bytes each and free to be written to.

Nobody outside this room sees one. Half as wide as a ``TokenStream``, it is gone through in half
the time, and going through it is nearly all the work there is.
"""

from typing import TypeAlias

import numpy as np

from ctml.domain import IntArray, TokenStream
from ctml.errors import InvalidValueError

WorkingRow: TypeAlias = np.ndarray[tuple[int, ...], np.dtype[np.int32]]

_BITS = 32
_LARGEST = 2**31 - 1


def of_bytes(text: bytes) -> WorkingRow:
    """Return each byte as the token of that number, shape [N]."""
    return np.frombuffer(text, dtype=np.uint8).astype(np.int32)


def of_stream(stream: TokenStream) -> WorkingRow:
    """Return the ids of a stream, shape [N].

    Raises:
        InvalidValueError: an id is beyond any vocabulary that can be stored.
    """
    if stream.ids.size:
        require_storable(int(stream.ids.max()))
    return stream.ids.astype(np.int32)


def require_storable(index: int) -> None:
    """Do nothing, if a token id fits into four bytes.

    Raises:
        InvalidValueError: it does not.
    """
    if index > _LARGEST:
        raise InvalidValueError("merge", f"the token id {index}", f"ids of at most {_LARGEST}")


def pair_codes(row: WorkingRow, places: IntArray) -> IntArray:
    """Return the pair at each place as one number, left · 2^32 + right; shape as ``places``.

    The smaller pair has the smaller code, so that numbers can stand for pairs.
    """
    return (row[places].astype(np.int64) << _BITS) | row[places + 1]


def decoded(code: int) -> tuple[int, int]:
    """Return the left and the right token of a code."""
    return divmod(code, 1 << _BITS)


def pair_places(row: WorkingRow, left: int, right: int) -> IntArray:
    """Return where the pair begins, from left to right and without overlap, shape [K].

    In "aaa" the pair "aa" is found at 0 alone: the second "a" is then used up.
    """
    places = np.flatnonzero((row[:-1] == left) & (row[1:] == right))
    return _every_other(places) if left == right else places


def replaced(row: WorkingRow, places: IntArray, new: int) -> WorkingRow:
    """Return the row with one token in place of the pair at each place, shape [N - K].

    The given row is used up: it has been written to.
    """
    kept = np.ones(row.size, dtype=np.bool)
    kept[places + 1] = False
    row[places] = new
    return row[kept]


def _every_other(places: IntArray) -> IntArray:
    """Keep the first, third, fifth ... of each run of places that follow one another."""
    order = np.arange(places.size)
    begins = np.diff(places, prepend=-2) != 1
    since: IntArray = order - np.maximum.accumulate(np.where(begins, order, 0))
    kept: IntArray = places[since % 2 == 0]
    return kept
