"""TransformerParameters: every number that a transformer learns."""

from dataclasses import dataclass, replace
from typing import Self

from ctml.attention.block import TransformerBlock
from ctml.attention.layer_norm import LayerNorm
from ctml.attention.naming import prefixed, under
from ctml.attention.readout import Readout
from ctml.attention.roles import Model, Vocab
from ctml.domain import FloatArray, NamedArrays
from ctml.errors import InvalidShapeError, InvalidValueError
from ctml.tensor import Matrix


@dataclass(frozen=True, slots=True, repr=False)
class TransformerParameters:
    """The arrays of a transformer, each with a name such as ``block_0.attention.query``.

    Attributes:
        embedding: a row for each token, shape [Vocab, Model].
        blocks: the blocks, first to last; all of one width.
        final_norm: brings what the last block gives to one scale before it is read out.
        readout: turns it into scores.

    Raises:
        InvalidValueError: there is no block.
        InvalidShapeError: the parts differ in width, or embedding and readout in vocabulary.
    """

    embedding: Matrix[Vocab, Model]
    blocks: tuple[TransformerBlock, ...]
    final_norm: LayerNorm
    readout: Readout

    def __post_init__(self) -> None:
        if not self.blocks:
            raise InvalidValueError("TransformerParameters", "no blocks", "at least one")
        vocab, width = self.embedding.values.shape
        _require("final_norm", (self.final_norm.gain.columns,), (width,))
        _require("readout", self.readout.weight.values.shape, (width, vocab))
        for i, block in enumerate(self.blocks):
            _require(f"block_{i}.attention_norm", block.attention_norm.gain.values.shape, (width,))
            _require(f"block_{i}.attention", block.attention.query.values.shape, (width, width))
            norm, thought = block.feed_forward_norm, block.feed_forward
            _require(f"block_{i}.feed_forward_norm", norm.gain.values.shape, (width,))
            _require(f"block_{i}.feed_forward", thought.b_out.values.shape, (width,))

    @property
    def arrays(self) -> NamedArrays:
        """All arrays by name; what an optimiser works on, and what a checkpoint keeps."""
        named: dict[str, FloatArray] = {"embedding": self.embedding.values}
        for i, block in enumerate(self.blocks):
            named |= prefixed(f"block_{i}", block.arrays)
        named |= prefixed("final_norm", self.final_norm.arrays)
        return NamedArrays(named | prefixed("readout", self.readout.arrays))

    def with_arrays(self, arrays: NamedArrays, /) -> Self:
        """Return the same transformer with other numbers.

        Args:
            arrays: the names and shapes of ``self.arrays``.

        Raises:
            InvalidShapeError: a name is missing or unknown, or a shape differs.
        """
        self.arrays.require_fit("TransformerParameters", arrays)
        blocks = (
            block.with_arrays(under(f"block_{i}", arrays)) for i, block in enumerate(self.blocks)
        )
        return replace(
            self,
            embedding=Matrix(arrays["embedding"]),
            blocks=tuple(blocks),
            final_norm=self.final_norm.with_arrays(under("final_norm", arrays)),
            readout=self.readout.with_arrays(under("readout", arrays)),
        )

    def __repr__(self) -> str:
        vocab, width = self.embedding.values.shape
        return f"TransformerParameters(vocab={vocab}, model={width}, blocks={len(self.blocks)})"


def _require(part: str, given: tuple[int, ...], needed: tuple[int, ...]) -> None:
    if given != needed:
        noun = f"TransformerParameters.{part}"
        raise InvalidShapeError(noun, f"shape {given}", f"shape {needed}")
