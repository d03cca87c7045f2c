"""Transformer: a language model of blocks, from ids to scores (arXiv 1706.03762, 2002.04745)."""

import math
from dataclasses import dataclass
from typing import assert_never

from ctml.category import Endomorphism
from ctml.data import WindowLength
from ctml.domain import IntArray, VocabSize
from ctml.errors import InvalidShapeError
from ctml.models.language_model import LanguageModel
from ctml.models.learned_positions import LearnedPositions
from ctml.models.transformer_sizes import Positions, TransformerSizes
from ctml.nn import (
    AnyMode,
    Beginning,
    Dropout,
    Embedding,
    Eval,
    GeluTanh,
    LayerNorm,
    Linear,
    RotaryPositions,
    SinusoidalPositions,
    Train,
    TransformerBlock,
)
from ctml.nn.self_attention import UNTURNED
from ctml.tensor import Tensor, transposed


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Transformer(LanguageModel):
    """Embed, tell the place, blocks, norm, read out; built from ``ctml.nn`` alone.

        x = place(embedding[tokens]),  x = block(x) for each,  z = readout(norm(x))

    While training, dropout leaves out numbers of what is embedded and of what each half of a
    block adds. Sinusoidal and untied, it is ``ctml.attention.Transformer`` for many texts at once.

    Attributes:
        sizes: what it is made of.
        embedding: a row for each token, [V, D].
        place: adds where each position is; rotary positions are told within the attention.
        blocks: first to last.
        final_norm: brings what the last block gives to one scale.
        readout: D numbers to V scores; None, if the embedding is read backwards for it.
    """

    sizes: TransformerSizes
    embedding: Embedding
    place: Endomorphism[Tensor]
    blocks: tuple[TransformerBlock, ...]
    final_norm: LayerNorm
    readout: Linear | None

    @classmethod
    def initial(cls, sizes: TransformerSizes, beginning: Beginning) -> "Transformer":
        """Return a transformer with random numbers.

        Args:
            sizes: what it is made of.
            beginning: how the numbers are drawn, and their precision.
        """
        width, vocab = sizes.width, sizes.vocab
        turn = RotaryPositions() if sizes.positions is Positions.ROTARY else UNTURNED
        return cls(
            sizes,
            Embedding.initial(vocab, width, beginning),
            _place(sizes, beginning),
            tuple(
                TransformerBlock.initial(width, sizes.heads.count, beginning, turn)
                for _ in range(sizes.blocks.count)
            ),
            LayerNorm.initial(width, beginning),
            None if sizes.tied else Linear.initial(width.size, vocab.size, beginning),
        )

    @property
    def vocab(self) -> VocabSize:
        """How many different tokens there are, V."""
        return self.sizes.vocab

    @property
    def context(self) -> WindowLength:
        """The longest window that it can read, C."""
        return self.sizes.context

    @property
    def bends_by_gelu(self) -> bool:
        """Whether every block bends by the tanh form of GELU, as ``initial`` makes them.

        The faster ways to train and to read know that one bend.
        """
        return all(isinstance(block.feed_forward.bend, GeluTanh) for block in self.blocks)

    def scores(self, tokens: IntArray, mode: AnyMode, /) -> Tensor:
        """Return the scores, [B, T] to [B, T, V].

        Args:
            tokens: ids from 0 to below V; T is at most C.
            mode: whether dropout leaves something out.

        Raises:
            InvalidTypeError: the ids are no whole numbers.
            InvalidShapeError: they are no table, or T is longer than C.
            InvalidValueError: an id is outside the vocabulary, or a number beyond every float.
        """
        self._require_window(tokens)
        x = self._dropped(self.place(self._scaled(self.embedding(tokens))), mode, 0)
        for i, block in enumerate(self.blocks):
            gathered = block.attention(block.attention_norm(x))
            x = x + self._dropped(gathered, mode, 2 * i + 1)
            thought = block.feed_forward(block.feed_forward_norm(x))
            x = x + self._dropped(thought, mode, 2 * i + 2)
        x = self.final_norm(x)
        return self.readout(x) if self.readout else x @ transposed(self.embedding.table)

    def _scaled(self, rows: Tensor) -> Tensor:
        scale = self.sizes.positions is Positions.SINUSOIDAL
        return rows * math.sqrt(self.sizes.width.size) if scale else rows

    def _dropped(self, x: Tensor, mode: AnyMode, part: int) -> Tensor:
        match mode:
            case Train() if self.sizes.dropout:
                return Dropout(self.sizes.dropout, mode.part(part))(x)
            case Train() | Eval():
                return x
            case _:
                assert_never(mode)

    def _require_window(self, tokens: IntArray) -> None:
        if tokens.ndim != 2 or not 0 < tokens.shape[1] <= self.context.length:
            needed = f"a table [B, T] with T from 1 to {self.context.length}"
            raise InvalidShapeError("Transformer", f"tokens of shape {tokens.shape}", needed)


def _place(sizes: TransformerSizes, beginning: Beginning) -> Endomorphism[Tensor]:
    match sizes.positions:
        case Positions.LEARNED:
            return LearnedPositions.initial(sizes.context, sizes.width, beginning)
        case Positions.SINUSOIDAL:
            return SinusoidalPositions()
        case Positions.ROTARY:
            return UNTURNED
        case _:
            assert_never(sizes.positions)
