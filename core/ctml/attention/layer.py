"""Layer: a stage that runs forwards on a text, and takes a gradient back."""

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from ctml.attention.hidden import Hidden
from ctml.attention.roles import Model, Seq
from ctml.category import Morphism
from ctml.domain import FloatArray, NamedArrays
from ctml.tensor import Matrix


@dataclass(frozen=True, slots=True)
class Gradient:
    """What a layer answers on the way back.

    Attributes:
        of_input: ∂loss/∂input, shape [Seq, Model].
        of_parameters: ∂loss/∂θ for every array of the layer, by name, each in the array's shape.
    """

    of_input: Matrix[Seq, Model]
    of_parameters: Mapping[str, FloatArray]


class Layer(Morphism[Hidden, Hidden]):
    """An arrow Hidden -> Hidden that can be trained; every layer of a block is one.

    It is an endomorphism: layers compose with ``>>`` and repeat with ``iterate``, and an
    optimiser can move its ``arrays``.
    """

    __slots__ = ()

    @property
    @abstractmethod
    def arrays(self) -> NamedArrays:
        """All numbers that the layer learns, by name."""

    @abstractmethod
    def with_arrays(self, arrays: NamedArrays, /) -> Self:
        """Return the same layer with these numbers.

        Args:
            arrays: the names and shapes of ``self.arrays``.

        Raises:
            InvalidShapeError: a name is missing or unknown, or a shape differs.
        """

    @abstractmethod
    def backward(self, hidden: Hidden, upstream: Matrix[Seq, Model], /) -> Gradient:
        """Apply the chain rule: from the gradient of the output to that of everything before it.

        Args:
            hidden: what the layer was given on the way forwards.
            upstream: ∂loss/∂output, shape [Seq, Model].

        Raises:
            InvalidShapeError: they don't fit the layer or each other.
        """
