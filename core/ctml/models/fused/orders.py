"""Orders: what a worker can be told to do; each is answered with one number."""

from dataclasses import dataclass
from typing import TypeAlias

from ctml.domain import IntArray


@dataclass(frozen=True, slots=True)
class FindLoss:
    """Answer with the loss of these windows.

    Attributes:
        tokens: ids, shape [B, T].
        targets: what came next, shape [B, T].
        count: how many targets the whole batch has, of which these may be a part.
    """

    tokens: IntArray
    targets: IntArray
    count: int


@dataclass(frozen=True, slots=True)
class FindSlopes:
    """Write the slopes of these windows' loss to your own row, and answer with the loss.

    Attributes:
        tokens: ids, shape [B, T].
        targets: what came next, shape [B, T].
        count: how many targets the whole batch has, of which these may be a part.
    """

    tokens: IntArray
    targets: IntArray
    count: int


@dataclass(frozen=True, slots=True)
class Gather:
    """Add up your stretch of all rows of slopes into the first; answer with its squared length.

    Attributes:
        rows: how many rows there are slopes in.
    """

    rows: int


@dataclass(frozen=True, slots=True)
class Move:
    """Take a step of AdamW with your stretch of the row; the answer says nothing.

    Attributes:
        rate: the learning rate.
        step: which step it is, counted from 1.
        shrink: what the slopes are multiplied by first.
    """

    rate: float
    step: int
    shrink: float


Order: TypeAlias = FindLoss | FindSlopes | Gather | Move
