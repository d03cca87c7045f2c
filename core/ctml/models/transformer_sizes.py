"""TransformerSizes: everything that decides what a transformer is made of."""

from dataclasses import dataclass
from enum import StrEnum

from ctml.attention import BlockCount, HeadCount
from ctml.data import WindowLength
from ctml.domain import ModelDimension, VocabSize
from ctml.domain.finite_number import share_below_one
from ctml.domain.kind import require_kind
from ctml.errors import InvalidValueError


class Positions(StrEnum):
    """How the model is told which place is which."""

    LEARNED = "learned"
    """A row of numbers for each place, learned like all others."""

    SINUSOIDAL = "sinusoidal"
    """Waves, added to √D times the embedding (arXiv 1706.03762)."""

    ROTARY = "rotary"
    """Queries and keys are turned by their place (arXiv 2104.09864)."""


@dataclass(frozen=True, slots=True)
class TransformerSizes:
    """Everything that decides the names and shapes of a transformer's arrays.

    Attributes:
        vocab: V, the number of tokens.
        context: C, the longest window that it can read.
        width: D, the numbers that describe a position; the feed-forward layers think in 4D.
        heads: H, how many heads look at the text; it divides D.
        blocks: how many blocks there are.
        positions: how it is told which place is which.
        tied: whether the embedding is the readout as well, turned around.
        dropout: the share of numbers that is left out while training, from 0 to below 1.

    Raises:
        InvalidTypeError: one of them is of another kind.
        InvalidValueError: the heads don't divide D, dropout is no share, or the waves of
            sinusoidal positions find D odd, or those of rotary ones D / H.
    """

    vocab: VocabSize
    context: WindowLength
    width: ModelDimension
    heads: HeadCount
    blocks: BlockCount
    positions: Positions = Positions.LEARNED
    tied: bool = False
    dropout: float = 0.0

    def __post_init__(self) -> None:
        require_kind("TransformerSizes.vocab", self.vocab, VocabSize, "a VocabSize")
        require_kind("TransformerSizes.context", self.context, WindowLength, "a WindowLength")
        require_kind("TransformerSizes.width", self.width, ModelDimension, "a ModelDimension")
        require_kind("TransformerSizes.heads", self.heads, HeadCount, "a HeadCount")
        require_kind("TransformerSizes.blocks", self.blocks, BlockCount, "a BlockCount")
        require_kind("TransformerSizes.positions", self.positions, Positions, "a Positions")
        require_kind("TransformerSizes.tied", self.tied, bool, "True or False")
        share = share_below_one("TransformerSizes.dropout", self.dropout)
        object.__setattr__(self, "dropout", share)
        self._require_shares()

    @property
    def head_width(self) -> int:
        """How many numbers each head has of a position, D / H."""
        return self.width.size // self.heads.count

    def _require_shares(self) -> None:
        if self.width.size % self.heads.count:
            given = f"{self.heads} for {self.width}"
            raise InvalidValueError("TransformerSizes.heads", given, "a divisor of the width")
        waves = {Positions.SINUSOIDAL: self.width.size, Positions.ROTARY: self.head_width}
        if waves.get(self.positions, 0) % 2:
            given = f"{self.width} with {self.heads}"
            needed = f"an even number of them for {self.positions} positions, which come in pairs"
            raise InvalidValueError("TransformerSizes.width", given, needed)
