"""TransformerBlock: gather from the others, then think; twice around a shortcut."""

from dataclasses import dataclass
from typing import Final

from ctml.category import Endomorphism
from ctml.domain import ModelDimension
from ctml.nn.activation import GeluTanh
from ctml.nn.initial import Beginning, Fan
from ctml.nn.layer import PlainLayer
from ctml.nn.layer_norm import LayerNorm
from ctml.nn.module import require_shape
from ctml.nn.self_attention import UNTURNED, SelfAttention
from ctml.tensor import Tensor

GELU: Final = GeluTanh()
"""The bend that is taken if none is named."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class FeedForward(PlainLayer):
    """Each position thinks by itself: y = bend(x · w_in + b_in) · w_out + b_out.

    Attributes:
        w_in: shape [D, INNER].
        b_in: shape [INNER].
        w_out: shape [INNER, D].
        b_out: shape [D].
        bend: the activation between the two maps; it learns nothing.

    Raises:
        InvalidShapeError: the four don't fit together.
    """

    w_in: Tensor
    b_in: Tensor
    w_out: Tensor
    b_out: Tensor
    bend: PlainLayer = GELU

    def __post_init__(self) -> None:
        require_shape("FeedForward.w_in", self.w_in, -1, -1)
        width, inner = self.w_in.shape
        require_shape("FeedForward.b_in", self.b_in, inner)
        require_shape("FeedForward.w_out", self.w_out, inner, width)
        require_shape("FeedForward.b_out", self.b_out, width)

    @classmethod
    def initial(
        cls,
        dimension: ModelDimension,
        inner: int,
        beginning: Beginning,
        bend: PlainLayer = GELU,
    ) -> "FeedForward":
        """Return a layer with random weights and biases 0.

        Args:
            dimension: D.
            inner: how many numbers it thinks in; usually four times D.
            beginning: how the weights are drawn.
            bend: the activation.

        Raises:
            InvalidTypeError: the inner size is not an int.
            InvalidValueError: it is less than 1.
        """
        width = dimension.size
        w_in = beginning.table(Fan(width, inner), width, inner)
        w_out = beginning.table(Fan(inner, width), inner, width)
        return cls(w_in, beginning.zeros(inner), w_out, beginning.zeros(width), bend)

    def __call__(self, x: Tensor, /) -> Tensor:
        """Return y, [..., T, D] to the same shape.

        Raises:
            InvalidTypeError: input and layer differ in precision.
            InvalidShapeError: the last side is not D.
        """
        return self.bend(x @ self.w_in + self.b_in) @ self.w_out + self.b_out


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class TransformerBlock(PlainLayer):
    """An endomorphism of [N, T, D], so that any number of blocks can follow each other.

        h = x + attention(attention_norm(x))        y = h + feed_forward(feed_forward_norm(h))

    It normalises before each part, so the shortcut stays untouched (arXiv 2002.04745). It is the
    pre-norm ``ctml.attention.TransformerBlock`` for many texts at once, with the same names: the
    arrays of the one fit into the other.

    Attributes:
        attention_norm: goes with the attention.
        attention: where positions meet.
        feed_forward_norm: goes with the feed-forward layer.
        feed_forward: where each position is alone.
    """

    attention_norm: LayerNorm
    attention: SelfAttention
    feed_forward_norm: LayerNorm
    feed_forward: FeedForward

    @classmethod
    def initial(
        cls,
        dimension: ModelDimension,
        heads: int,
        beginning: Beginning,
        turn: Endomorphism[Tensor] = UNTURNED,
    ) -> "TransformerBlock":
        """Return a block with random weights, an inner size of 4D and the tanh form of GELU.

        Args:
            dimension: D.
            heads: how many heads; it divides D.
            beginning: how the weights are drawn.
            turn: what is done to queries and keys, such as ``RotaryPositions``.

        Raises:
            InvalidTypeError: the heads are not an int.
            InvalidValueError: there are no heads, or they don't divide D.
        """
        return cls(
            LayerNorm.initial(dimension, beginning),
            SelfAttention.initial(dimension, heads, beginning, turn),
            LayerNorm.initial(dimension, beginning),
            FeedForward.initial(dimension, 4 * dimension.size, beginning),
        )

    def __call__(self, x: Tensor, /) -> Tensor:
        """Return y, [N, T, D] to the same shape.

        Raises:
            InvalidTypeError: input and block differ in precision.
            InvalidShapeError: there are not three sides, or a layer refuses the shape.
        """
        gathered = x + self.attention(self.attention_norm(x))
        return gathered + self.feed_forward(self.feed_forward_norm(gathered))
