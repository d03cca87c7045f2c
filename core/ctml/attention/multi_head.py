"""MultiHeadAttention: every position gathers from the others (arXiv 1706.03762, section 3.2.2)."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Self

from ctml.attention.attend import HeadGradient, attend, attend_backward
from ctml.attention.heads import HeadCount, merge_heads, split_heads
from ctml.attention.hidden import Hidden
from ctml.attention.layer import Gradient, Layer
from ctml.attention.mask import AttentionMask
from ctml.attention.query_key_value import Key, Query, Value
from ctml.attention.roles import Model, Seq
from ctml.domain import NamedArrays
from ctml.domain.kind import require_kind
from ctml.errors import InvalidShapeError
from ctml.tensor import Matrix, require_matrix


@dataclass(frozen=True, slots=True, repr=False)
class MultiHeadAttention(Layer):
    """Project, attend head by head, put the heads side by side, project once more.

        Q = x · query,  K = x · key,  V = x · value,  each cut into heads of D/h columns
        y = [attend(Q₁, K₁, V₁) … attend(Qₕ, Kₕ, Vₕ)] · output

    Attributes:
        query: shape [Model, Model].
        key: shape [Model, Model].
        value: shape [Model, Model].
        output: mixes what the heads found, shape [Model, Model].
        heads: how many heads; it divides the width.
        mask: makes the mask for a text of so many positions.

    Raises:
        InvalidTypeError: a projection is no matrix, or the number of heads a bare one.
        InvalidShapeError: a projection is not square, they differ in width, or the heads don't
            divide it.
    """

    query: Matrix[Model, Model]
    key: Matrix[Model, Model]
    value: Matrix[Model, Model]
    output: Matrix[Model, Model]
    heads: HeadCount
    mask: Callable[[int], AttentionMask] = AttentionMask.causal

    def __post_init__(self) -> None:
        require_matrix("MultiHeadAttention.query", self.query)
        require_matrix("MultiHeadAttention.key", self.key)
        require_matrix("MultiHeadAttention.value", self.value)
        require_matrix("MultiHeadAttention.output", self.output)
        require_kind("MultiHeadAttention.heads", self.heads, HeadCount, "a HeadCount")
        width = self.query.rows
        for name, array in self.arrays.items():
            if array.shape != (width, width):
                noun = f"MultiHeadAttention.{name}"
                raise InvalidShapeError(noun, f"shape {array.shape}", f"shape {(width, width)}")
        if width % self.heads.count:
            given = f"{self.heads} for a width of {width}"
            raise InvalidShapeError("MultiHeadAttention", given, "a number that divides the width")

    def __call__(self, hidden: Hidden, /) -> Hidden:
        """Return what each position gathered, [Seq, Model] to the same shape.

        Raises:
            InvalidShapeError: the positions have not as many numbers as the projections have rows.
        """
        return Hidden(self._gathered(hidden) @ self.output)

    def backward(self, hidden: Hidden, upstream: Matrix[Seq, Model], /) -> Gradient:
        """Walk back through the output projection, each head, and the three projections.

        The input went into queries, keys and values alike, so its gradient is the sum of three:
        dx = dQ · queryᵀ + dK · keyᵀ + dV · valueᵀ;  dquery = xᵀ · dQ, and the others likewise.

        Raises:
            InvalidShapeError: hidden or upstream don't fit the layer.
        """
        heads = self._heads_backward(hidden, upstream @ self.output.transpose())
        of_query = merge_heads([head.query for head in heads])
        of_key = merge_heads([head.key for head in heads])
        of_value = merge_heads([head.value for head in heads])
        transposed = hidden.matrix.transpose()
        of_parameters = {
            "query": (transposed @ of_query).values,
            "key": (transposed @ of_key).values,
            "value": (transposed @ of_value).values,
            "output": (self._gathered(hidden).transpose() @ upstream).values,
        }
        through_query = of_query @ self.query.transpose()
        through_key = of_key @ self.key.transpose()
        through_value = of_value @ self.value.transpose()
        return Gradient(through_query + through_key + through_value, of_parameters)

    @property
    def arrays(self) -> NamedArrays:
        """The four projections, by the names of the fields."""
        return NamedArrays(
            {
                "query": self.query.values,
                "key": self.key.values,
                "value": self.value.values,
                "output": self.output.values,
            }
        )

    def with_arrays(self, arrays: NamedArrays, /) -> Self:
        """Return the layer with other projections.

        Raises:
            InvalidShapeError: a name is missing or unknown, or a shape differs.
        """
        self.arrays.require_fit("MultiHeadAttention", arrays)
        return replace(
            self,
            query=Matrix(arrays["query"]),
            key=Matrix(arrays["key"]),
            value=Matrix(arrays["value"]),
            output=Matrix(arrays["output"]),
        )

    def _heads(self, hidden: Hidden) -> tuple[tuple[Query, Key, Value], ...]:
        queries = split_heads(hidden.matrix @ self.query, self.heads)
        keys = split_heads(hidden.matrix @ self.key, self.heads)
        values = split_heads(hidden.matrix @ self.value, self.heads)
        return tuple(
            (Query(q), Key(k), Value(v)) for q, k, v in zip(queries, keys, values, strict=True)
        )

    def _gathered(self, hidden: Hidden) -> Matrix[Seq, Model]:
        mask = self.mask(hidden.matrix.rows)
        return merge_heads([attend(q, k, v, mask) for q, k, v in self._heads(hidden)])

    def _heads_backward(
        self, hidden: Hidden, upstream: Matrix[Seq, Model]
    ) -> tuple[HeadGradient, ...]:
        mask = self.mask(hidden.matrix.rows)
        slopes = split_heads(upstream, self.heads)
        return tuple(
            attend_backward(q, k, v, mask, slope)
            for (q, k, v), slope in zip(self._heads(hidden), slopes, strict=True)
        )
