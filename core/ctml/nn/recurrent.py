"""Recurrence: one cell, walked along a text; what it knows so far is its state."""

from abc import abstractmethod
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np

from ctml.category import Morphism
from ctml.domain import Product
from ctml.errors import InvalidShapeError
from ctml.nn.initial import Beginning, Fan
from ctml.nn.module import Module, require_shape
from ctml.tensor import Tensor, constant_like, tanh

S = TypeVar("S")


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Cell(Module, Morphism[Product[S, Tensor], S], Generic[S]):
    """An arrow S x Tensor -> S: from what was known and what is read to what is known then."""

    @abstractmethod
    def start(self, x: Tensor, /) -> S:
        """Return the state before anything was read.

        Args:
            x: what will be read, [N, ...]; it says how many texts there are.
        """


def unrolled(cell: Cell[S], start: S, texts: Tensor) -> tuple[S, ...]:
    """Walk a cell along texts: a fold that keeps every state, sₜ₊₁ = cell(sₜ, xₜ).

    Slopes go back through all steps, with every step adding to those of the one cell.

    Args:
        cell: the step.
        start: the state before the first position.
        texts: N texts of T positions, shape [N, T, D].

    Returns:
        the T states after each position; none, if there are no positions.

    Raises:
        InvalidShapeError: the texts have not three sides, or don't fit the cell.
    """
    require_shape("unrolled", texts, -1, -1, -1)
    states: list[S] = []
    for place in range(texts.shape[1]):
        start = cell(Product(start, texts[:, place]))
        states.append(start)
    return tuple(states)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class RnnCell(Cell[Tensor]):
    """h' = tanh(x · weight + h · recurrent + bias) (Elman, 1990).

    Attributes:
        weight: shape [IN, H].
        recurrent: shape [H, H].
        bias: shape [H].

    Raises:
        InvalidShapeError: the three don't fit together.
    """

    weight: Tensor
    recurrent: Tensor
    bias: Tensor

    def __post_init__(self) -> None:
        require_shape("RnnCell.weight", self.weight, -1, -1)
        hidden = self.weight.shape[1]
        require_shape("RnnCell.recurrent", self.recurrent, hidden, hidden)
        require_shape("RnnCell.bias", self.bias, hidden)

    @classmethod
    def initial(cls, inputs: int, hidden: int, beginning: Beginning) -> "RnnCell":
        """Return a cell with random weights and bias 0.

        Args:
            inputs: IN, how many numbers are read at each position.
            hidden: H, how many numbers are known.
            beginning: how the weights are drawn.

        Raises:
            InvalidTypeError: a size is not an int.
            InvalidValueError: a size is less than 1.
        """
        weight = beginning.table(Fan(inputs, hidden), inputs, hidden)
        recurrent = beginning.table(Fan(hidden, hidden), hidden, hidden)
        return cls(weight, recurrent, beginning.zeros(hidden))

    def start(self, x: Tensor, /) -> Tensor:
        """Return zeros, [N, H].

        Args:
            x: what will be read, [N, ...].

        Raises:
            InvalidShapeError: it is a single number.
        """
        return zeros_for(x, self.bias)

    def __call__(self, at: Product[Tensor, Tensor], /) -> Tensor:
        """Return h' of h and x, [N, H] and [N, IN] to [N, H].

        Raises:
            InvalidTypeError: input and cell differ in precision.
            InvalidShapeError: they don't fit the cell.
        """
        return tanh(at.second @ self.weight + at.first @ self.recurrent + self.bias)


def zeros_for(x: Tensor, bias: Tensor) -> Tensor:
    """Return zeros for each text, [N, ...] and [H] to [N, H].

    Args:
        x: what will be read; it says how many texts there are.
        bias: one of the cell's, with a number for each number of its state.

    Raises:
        InvalidShapeError: x is a single number.
    """
    if not x.shape:
        raise InvalidShapeError("Cell.start", "a single number", "a batch of texts")
    return constant_like(bias, np.zeros((x.shape[0], bias.shape[0])))
