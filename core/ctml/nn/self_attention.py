"""SelfAttention: every position gathers from those before it (arXiv 1706.03762, section 3.2)."""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from ctml.category import Endomorphism, Identity
from ctml.domain import ModelDimension
from ctml.domain.whole_number import whole_number
from ctml.errors import InvalidShapeError
from ctml.nn.initial import Beginning, Fan
from ctml.nn.layer import PlainLayer
from ctml.nn.module import require_shape
from ctml.tensor import Tensor, Visible, masked_softmax, permuted, reshaped, transposed

UNTURNED: Final = Identity[Tensor]()
"""Queries and keys stay as they are; the positions were told before."""


def causal(length: int) -> Visible:
    """Return the mask that hides the future: row i may look at column j if j <= i.

    Args:
        length: how many positions there are, 1 or more.

    Raises:
        InvalidTypeError: the length is not an int.
        InvalidValueError: it is less than 1.
    """
    whole_number("causal", length, at_least=1)
    return np.tri(length, dtype=np.bool)


def attended(query: Tensor, key: Tensor, value: Tensor, visible: Visible) -> Tensor:
    """Return softmax(Q · Kᵀ / √d) · V, within what is visible (equation 1 of the paper).

    Args:
        query: what each position looks for, [..., q, d].
        key: what each position can be found by, [..., k, d].
        value: what each position tells, [..., k, e].
        visible: True where a row may look at a column, [q, k].

    Returns:
        what each position gathered, [..., q, e].

    Raises:
        InvalidTypeError: they differ in precision, or the mask holds no True and False.
        InvalidShapeError: the four don't belong together.
        InvalidValueError: a position may look nowhere.
    """
    scores = query @ transposed(key) * (1 / math.sqrt(query.shape[-1]))
    return masked_softmax(scores, visible) @ value


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class SelfAttention(PlainLayer):
    """Project, cut into heads, attend in all heads at once, put together, project once more.

    It is ``ctml.attention.MultiHeadAttention`` for many texts at once, with the same names.

    Attributes:
        query: shape [D, D].
        key: shape [D, D].
        value: shape [D, D].
        output: mixes what the heads found, shape [D, D].
        heads: how many heads; it divides D.
        turn: what is done to the queries and keys of each head, such as ``RotaryPositions``.

    Raises:
        InvalidTypeError: the heads are not an int.
        InvalidValueError: there are no heads.
        InvalidShapeError: a projection is not square, they differ in width, or the heads don't
            divide it.
    """

    query: Tensor
    key: Tensor
    value: Tensor
    output: Tensor
    heads: int
    turn: Endomorphism[Tensor] = UNTURNED

    def __post_init__(self) -> None:
        whole_number("SelfAttention.heads", self.heads, at_least=1)
        require_shape("SelfAttention.query", self.query, -1, -1)
        width = self.query.shape[0]
        for name, projection in self.tensors.items():
            require_shape(f"SelfAttention.{name}", projection, width, width)
        if width % self.heads:
            given = f"{self.heads} heads for a width of {width}"
            raise InvalidShapeError("SelfAttention", given, "a number that divides the width")

    @classmethod
    def initial(
        cls,
        dimension: ModelDimension,
        heads: int,
        beginning: Beginning,
        turn: Endomorphism[Tensor] = UNTURNED,
    ) -> "SelfAttention":
        """Return a layer with random projections.

        Args:
            dimension: D.
            heads: how many heads; it divides D.
            beginning: how the projections are drawn.
            turn: what is done to the queries and keys of each head.

        Raises:
            InvalidTypeError: the heads are not an int.
            InvalidValueError: there are no heads, or they don't divide D.
        """
        width = dimension.size
        fan = Fan(width, width)
        query, key, value, output = (beginning.table(fan, width, width) for _ in range(4))
        return cls(query, key, value, output, heads, turn)

    def __call__(self, x: Tensor, /) -> Tensor:
        """Return what each position gathered up to itself, [N, T, D] to the same shape.

        Raises:
            InvalidTypeError: input and layer differ in precision.
            InvalidShapeError: there are not three sides, or the last one is not D.
        """
        require_shape("SelfAttention", x, -1, -1, self.query.shape[0])
        query, key = (self.turn(self._split(x @ table)) for table in (self.query, self.key))
        value = self._split(x @ self.value)
        return self._merged(attended(query, key, value, causal(x.shape[1]))) @ self.output

    def _split(self, wide: Tensor) -> Tensor:
        texts, length, width = wide.shape
        narrow = reshaped(wide, texts, length, self.heads, width // self.heads)
        return permuted(narrow, 0, 2, 1, 3)

    def _merged(self, narrow: Tensor) -> Tensor:
        texts, heads, length, width = narrow.shape
        return reshaped(permuted(narrow, 0, 2, 1, 3), texts, length, heads * width)
