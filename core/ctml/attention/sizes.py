"""TransformerSizes: how large a transformer is, in five numbers that fit together."""

from dataclasses import dataclass

from ctml.attention.heads import HeadCount
from ctml.domain import ModelDimension, VocabSize
from ctml.domain.kind import require_kind
from ctml.domain.whole_number import whole_number
from ctml.errors import InvalidValueError


@dataclass(frozen=True, slots=True)
class InnerDimension:
    """How many numbers the feed-forward layer thinks in.

    Attributes:
        size: the count, 1 or more; usually four times the model's dimension.

    Raises:
        InvalidTypeError: the size is not an int (a bool is refused too).
        InvalidValueError: the size is less than 1.
    """

    size: int

    def __post_init__(self) -> None:
        whole_number("InnerDimension", self.size, at_least=1)


@dataclass(frozen=True, slots=True)
class BlockCount:
    """How many blocks follow each other.

    Attributes:
        count: the number of blocks, 1 or more.

    Raises:
        InvalidTypeError: the count is not an int (a bool is refused too).
        InvalidValueError: the count is less than 1.
    """

    count: int

    def __post_init__(self) -> None:
        whole_number("BlockCount", self.count, at_least=1)


@dataclass(frozen=True, slots=True)
class TransformerSizes:
    """Everything that decides the shapes of a transformer's arrays.

    Attributes:
        vocab: V, the number of tokens.
        model: D, the numbers that describe a position; even, because positions are waves.
        heads: how many heads look at the text; it divides D.
        inner: the width of the feed-forward layers.
        blocks: how many blocks there are.

    Raises:
        InvalidTypeError: one of the five is a bare number.
        InvalidValueError: D is odd, or the heads don't divide it.
    """

    vocab: VocabSize
    model: ModelDimension
    heads: HeadCount
    inner: InnerDimension
    blocks: BlockCount

    def __post_init__(self) -> None:
        require_kind("TransformerSizes.vocab", self.vocab, VocabSize, "a VocabSize")
        require_kind("TransformerSizes.model", self.model, ModelDimension, "a ModelDimension")
        require_kind("TransformerSizes.heads", self.heads, HeadCount, "a HeadCount")
        require_kind("TransformerSizes.inner", self.inner, InnerDimension, "an InnerDimension")
        require_kind("TransformerSizes.blocks", self.blocks, BlockCount, "a BlockCount")
        width = self.model.size
        if width % 2:
            raise InvalidValueError("TransformerSizes.model", f"{self.model}", "an even dimension")
        if width % self.heads.count:
            given = f"{self.heads} for {self.model}"
            raise InvalidValueError("TransformerSizes.heads", given, "a divisor of the dimension")
