"""Layer: a module that makes a tensor of a tensor, in a mode that its type says."""

from abc import abstractmethod
from dataclasses import dataclass
from typing import Generic, Self, TypeVar

from ctml.category import Morphism
from ctml.nn.mode import AnyMode, Eval, Train
from ctml.nn.module import Module
from ctml.tensor import Tensor

Mode_contra = TypeVar("Mode_contra", bound=AnyMode, contravariant=True)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Layer(Module, Morphism[Tensor, Tensor], Generic[Mode_contra]):
    """An arrow Tensor -> Tensor with parameters.

    ``Layer[Train]`` may be used while training, ``Layer[Eval]`` while judged, and what does the
    same in both, ``Layer[AnyMode]``, wherever one of the two is asked for.
    """

    @abstractmethod
    def training(self, mode: Train, /) -> "Layer[Train]":
        """Return the layer as it trains.

        Args:
            mode: with the seed of all chance in it.
        """

    @abstractmethod
    def evaluating(self) -> "Layer[Eval]":
        """Return the layer as it is judged."""

    def observed(self, _x: Tensor, /) -> Self:
        """Return the layer after it has seen a batch; most layers keep nothing of it.

        Args:
            _x: the batch, as the layer is given it.
        """
        return self


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class PlainLayer(Layer[AnyMode]):
    """A layer that does the same while training and while judged."""

    def training(self, _mode: Train, /) -> Self:
        """Return the layer itself."""
        return self

    def evaluating(self) -> Self:
        """Return the layer itself."""
        return self
