"""TransformerBlock: gather from the others, then think; twice around a shortcut."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self, assert_never

from ctml.attention.chain import Chain, Named
from ctml.attention.feed_forward import FeedForward
from ctml.attention.hidden import Hidden
from ctml.attention.layer import Gradient, Layer
from ctml.attention.layer_norm import LayerNorm
from ctml.attention.multi_head import MultiHeadAttention
from ctml.attention.naming import under
from ctml.attention.residual import Residual
from ctml.attention.roles import Model, Seq
from ctml.domain import NamedArrays
from ctml.tensor import Matrix


class NormPlacement(StrEnum):
    """Where a block normalises."""

    PRE = "pre"
    """x + f(norm(x)): the shortcut stays untouched, deep stacks train without warm-up."""

    POST = "post"
    """norm(x + f(x)): as in the first paper; the norm stands in the shortcut's way."""


@dataclass(frozen=True, slots=True, repr=False)
class TransformerBlock(Layer):
    """An endomorphism of Hidden, so that any number of blocks can follow each other.

        pre   h = x + attention(attention_norm(x))    y = h + feed_forward(feed_forward_norm(h))
        post  h = attention_norm(x + attention(x))    y = feed_forward_norm(h + feed_forward(h))

    Both kinds have the same arrays and one type (arXiv 1706.03762 and 2002.04745).

    Attributes:
        attention_norm: goes with the attention.
        attention: where positions meet.
        feed_forward_norm: goes with the feed-forward layer.
        feed_forward: where each position is alone.
        placement: pre or post.
    """

    attention_norm: LayerNorm
    attention: MultiHeadAttention
    feed_forward_norm: LayerNorm
    feed_forward: FeedForward
    placement: NormPlacement = NormPlacement.PRE

    def __call__(self, hidden: Hidden, /) -> Hidden:
        """Return y, [Seq, Model] to the same shape.

        Raises:
            InvalidShapeError: a layer refuses the shape.
        """
        return self._stages(hidden)

    def backward(self, hidden: Hidden, upstream: Matrix[Seq, Model], /) -> Gradient:
        """Walk the block backwards, stage by stage, with a gradient for every array.

        Raises:
            InvalidShapeError: hidden or upstream don't fit a layer.
        """
        return self._stages.backward(hidden, upstream)

    @property
    def arrays(self) -> NamedArrays:
        """The arrays of the four layers, under names such as ``attention.query``."""
        return self._stages.arrays

    def with_arrays(self, arrays: NamedArrays, /) -> Self:
        """Return the same block with other numbers.

        Raises:
            InvalidShapeError: a name is missing or unknown, or a shape differs.
        """
        self.arrays.require_fit("TransformerBlock", arrays)
        return replace(
            self,
            attention_norm=self.attention_norm.with_arrays(under("attention_norm", arrays)),
            attention=self.attention.with_arrays(under("attention", arrays)),
            feed_forward_norm=self.feed_forward_norm.with_arrays(
                under("feed_forward_norm", arrays)
            ),
            feed_forward=self.feed_forward.with_arrays(under("feed_forward", arrays)),
        )

    @property
    def _stages(self) -> Chain:
        attention = Named("attention", self.attention)
        attention_norm = Named("attention_norm", self.attention_norm)
        feed_forward = Named("feed_forward", self.feed_forward)
        feed_forward_norm = Named("feed_forward_norm", self.feed_forward_norm)
        match self.placement:
            case NormPlacement.PRE:
                gather = Residual(Chain([attention_norm, attention]))
                return Chain([gather, Residual(Chain([feed_forward_norm, feed_forward]))])
            case NormPlacement.POST:
                gather = Residual(attention)
                return Chain([gather, attention_norm, Residual(feed_forward), feed_forward_norm])
            case _:
                assert_never(self.placement)
