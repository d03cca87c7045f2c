"""TrainedPart: which of a transformer's arrays a training step may move."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self, assert_never

from ctml.attention.parameters import TransformerParameters
from ctml.domain import NamedArrays


class TrainedPart(StrEnum):
    """The parts that can be trained while all others keep still."""

    READOUT = "readout"
    FEED_FORWARD = "feed_forward"
    BLOCKS = "blocks"
    EVERYTHING = "everything"

    def includes(self, name: str) -> bool:
        """Return whether the array of this name belongs to the part.

        Args:
            name: one of ``TransformerParameters.arrays``.
        """
        match self:
            case TrainedPart.READOUT:
                return name.startswith("readout.")
            case TrainedPart.FEED_FORWARD:
                return ".feed_forward." in name
            case TrainedPart.BLOCKS:
                return name.startswith("block_")
            case TrainedPart.EVERYTHING:
                return True
            case _:
                assert_never(self)

    def of(self, arrays: NamedArrays) -> NamedArrays:
        """Return the arrays of this part.

        Args:
            arrays: those of the whole, or their gradient.

        Raises:
            InvalidValueError: the part has none among them.
        """
        return NamedArrays({name: one for name, one in arrays.items() if self.includes(name)})


@dataclass(frozen=True, slots=True)
class PartOfTransformer:
    """A transformer of which an optimiser sees one part only.

    Attributes:
        whole: all parameters.
        part: which of them may move.
    """

    whole: TransformerParameters
    part: TrainedPart

    @property
    def arrays(self) -> NamedArrays:
        """The arrays that may move."""
        return self.part.of(self.whole.arrays)

    def with_arrays(self, arrays: NamedArrays, /) -> Self:
        """Return the transformer with this part replaced, and all the rest as it was.

        Args:
            arrays: the names and shapes of ``self.arrays``.

        Raises:
            InvalidShapeError: a name is missing or unknown, or a shape differs.
        """
        self.arrays.require_fit(f"the part {self.part}", arrays)
        whole = self.whole.with_arrays(NamedArrays({**self.whole.arrays, **arrays}))
        return replace(self, whole=whole)
