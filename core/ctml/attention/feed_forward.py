"""FeedForward: each position thinks by itself (arXiv 1706.03762, section 3.3)."""

from dataclasses import dataclass, replace
from typing import Self

import numpy as np

from ctml.attention.hidden import Hidden
from ctml.attention.layer import Gradient, Layer
from ctml.attention.roles import Inner, Model, Seq
from ctml.domain import NamedArrays
from ctml.errors import InvalidShapeError
from ctml.tensor import Matrix, Row, require_matrix, require_row


@dataclass(frozen=True, slots=True, repr=False)
class FeedForward(Layer):
    """Two linear maps with a bend between them: y = max(0, x · w_in + b_in) · w_out + b_out.

    The same maps serve every position, and no position sees another.

    Attributes:
        w_in: shape [Model, Inner].
        b_in: shape [Inner].
        w_out: shape [Inner, Model].
        b_out: shape [Model].

    Raises:
        InvalidTypeError: one of them is no matrix, or no row.
        InvalidShapeError: the four don't fit together.
    """

    w_in: Matrix[Model, Inner]
    b_in: Row[Inner]
    w_out: Matrix[Inner, Model]
    b_out: Row[Model]

    def __post_init__(self) -> None:
        require_matrix("FeedForward.w_in", self.w_in)
        require_row("FeedForward.b_in", self.b_in)
        require_matrix("FeedForward.w_out", self.w_out)
        require_row("FeedForward.b_out", self.b_out)
        width, inner = self.w_in.values.shape
        given = tuple(one.values.shape for one in (self.b_in, self.w_out, self.b_out))
        needed = ((inner,), (inner, width), (width,))
        if given != needed:
            message = f"b_in, w_out, b_out of shapes {needed}, to go with w_in {(width, inner)}"
            raise InvalidShapeError("FeedForward", f"shapes {given}", message)

    def __call__(self, hidden: Hidden, /) -> Hidden:
        """Return max(0, x · w_in + b_in) · w_out + b_out, [Seq, Model] to the same shape.

        Raises:
            InvalidShapeError: the positions have not as many numbers as ``w_in`` has rows.
        """
        return Hidden((_relu(self._before_the_bend(hidden)) @ self.w_out).plus_row(self.b_out))

    def backward(self, hidden: Hidden, upstream: Matrix[Seq, Model], /) -> Gradient:
        """Walk the two maps backwards; a gradient passes the bend where its input was above 0.

        With a = x · w_in + b_in and h = max(0, a):  dw_out = hᵀ · dy,  db_out = Σ dy,
        da = (dy · w_outᵀ) where a > 0, else 0,  dw_in = xᵀ · da,  db_in = Σ da,  dx = da · w_inᵀ.

        Raises:
            InvalidShapeError: hidden or upstream don't fit the layer.
        """
        before = self._before_the_bend(hidden)
        of_after = upstream @ self.w_out.transpose()
        of_before: Matrix[Seq, Inner] = Matrix(of_after.values * (before.values > 0))
        of_parameters = {
            "w_in": (hidden.matrix.transpose() @ of_before).values,
            "b_in": of_before.column_sums().values,
            "w_out": (_relu(before).transpose() @ upstream).values,
            "b_out": upstream.column_sums().values,
        }
        return Gradient(of_before @ self.w_in.transpose(), of_parameters)

    @property
    def arrays(self) -> NamedArrays:
        """The two maps with their biases, by the names of the fields."""
        return NamedArrays(
            {
                "w_in": self.w_in.values,
                "b_in": self.b_in.values,
                "w_out": self.w_out.values,
                "b_out": self.b_out.values,
            }
        )

    def with_arrays(self, arrays: NamedArrays, /) -> Self:
        """Return the layer with other numbers.

        Raises:
            InvalidShapeError: a name is missing or unknown, or a shape differs.
        """
        self.arrays.require_fit("FeedForward", arrays)
        return replace(
            self,
            w_in=Matrix(arrays["w_in"]),
            b_in=Row(arrays["b_in"]),
            w_out=Matrix(arrays["w_out"]),
            b_out=Row(arrays["b_out"]),
        )

    def _before_the_bend(self, hidden: Hidden) -> Matrix[Seq, Inner]:
        return (hidden.matrix @ self.w_in).plus_row(self.b_in)


def _relu(before: Matrix[Seq, Inner]) -> Matrix[Seq, Inner]:
    return Matrix(np.maximum(before.values, 0.0))
