"""AttentionMask: who may look at whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from ctml.domain.whole_number import whole_number
from ctml.domain.wording import shown
from ctml.errors import InvalidShapeError, InvalidTypeError, InvalidValueError

BoolArray: TypeAlias = np.ndarray[tuple[int, ...], np.dtype[np.bool]]
"""A numpy array of True and False; the type says nothing about how many dimensions it has."""

NEEDED = "somewhere to look for every position"


@dataclass(frozen=True, slots=True, init=False, eq=False)
class AttentionMask:
    """True where a position may attend to another, False where it must not.

    There is one polarity, and the field's name says it. Masks of other libraries often mean the
    opposite by True, or are numbers to be added to the scores; numbers are refused here.

    Attributes:
        may_attend: row i says where position i may look, shape [Seq, Seq], read-only.

    Raises:
        InvalidTypeError: something in it is neither True nor False.
        InvalidShapeError: it is no table, or an empty one.
        InvalidValueError: a position may look nowhere; no weights could sum to 1 there.
    """

    may_attend: BoolArray

    def __init__(self, may_attend: Sequence[Sequence[bool]] | BoolArray) -> None:
        object.__setattr__(self, "may_attend", _checked(may_attend))

    @classmethod
    def causal(cls, length: int) -> "AttentionMask":
        """Return the mask that hides the future: i may attend to j if j <= i.

        Args:
            length: how many positions there are, 1 or more.

        Raises:
            InvalidTypeError: the length is not an int.
            InvalidValueError: it is less than 1.
        """
        whole_number("AttentionMask.causal", length, at_least=1)
        return cls(np.tri(length, dtype=np.bool))

    @classmethod
    def full(cls, length: int) -> "AttentionMask":
        """Return the mask that hides nothing.

        Args:
            length: how many positions there are, 1 or more.

        Raises:
            InvalidTypeError: the length is not an int.
            InvalidValueError: it is less than 1.
        """
        whole_number("AttentionMask.full", length, at_least=1)
        return cls(np.ones((length, length), dtype=np.bool))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, AttentionMask) and np.array_equal(
            self.may_attend, other.may_attend
        )

    def __hash__(self) -> int:
        return hash((self.may_attend.shape, self.may_attend.tobytes()))

    def __reduce__(self) -> tuple[type["AttentionMask"], tuple[BoolArray]]:
        """Copy and unpickle through the constructor, so that a copy is as valid and read-only."""
        return (AttentionMask, (self.may_attend,))


def _checked(given: Sequence[Sequence[bool]] | BoolArray) -> BoolArray:
    try:
        table = np.asarray(given)
    except ValueError as error:
        raise InvalidTypeError("AttentionMask", shown(given), "rows of one length") from error
    if table.ndim != 2 or table.size == 0:
        raise InvalidShapeError("AttentionMask", f"shape {table.shape}", "a table, not empty")
    if table.dtype != np.bool:
        needed = "True (may attend) and False (must not) only"
        raise InvalidTypeError("AttentionMask", f"entries of type {table.dtype}", needed)
    blind = np.flatnonzero(~table.any(axis=1))
    if blind.size:
        raise InvalidValueError("AttentionMask", f"row {blind[0]} without a True", NEEDED)
    return np.ndarray(shape=table.shape, dtype=np.bool, buffer=table.tobytes())
