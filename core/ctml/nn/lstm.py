"""LSTM: a cell with a memory that is added to, so that slopes survive a long text."""

from dataclasses import dataclass

import numpy as np

from ctml.domain import Product
from ctml.nn.initial import Beginning, Fan
from ctml.nn.module import require_shape
from ctml.nn.recurrent import Cell, zeros_for
from ctml.tensor import Tensor, parameter, sigmoid, tanh


@dataclass(frozen=True, slots=True, eq=False)
class HiddenState:
    """h: what the cell shows to the outside.

    Attributes:
        tensor: shape [N, H], between -1 and 1.
    """

    tensor: Tensor


@dataclass(frozen=True, slots=True, eq=False)
class CellState:
    """c: what the cell keeps to itself.

    Attributes:
        tensor: shape [N, H].
    """

    tensor: Tensor


@dataclass(frozen=True, slots=True, eq=False)
class LstmState:
    """Both at once. They have equal shapes and different types, so nobody can mix them up.

    Attributes:
        hidden: h.
        cell: c.
    """

    hidden: HiddenState
    cell: CellState


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class LstmCell(Cell[LstmState]):
    """Long short-term memory (Hochreiter and Schmidhuber 1997), with the forget gate of 2000.

        [i f g o] = x · weight + h · recurrent + bias       four parts of H columns, in this order
        c' = sigmoid(f) ∘ c + sigmoid(i) ∘ tanh(g)          forget some, take in some
        h' = sigmoid(o) ∘ tanh(c')                          show some

    Attributes:
        weight: shape [IN, 4H].
        recurrent: shape [H, 4H].
        bias: shape [4H].

    Raises:
        InvalidShapeError: the three don't fit together.
    """

    weight: Tensor
    recurrent: Tensor
    bias: Tensor

    def __post_init__(self) -> None:
        require_shape("LstmCell.recurrent", self.recurrent, -1, -1)
        require_shape("LstmCell.recurrent", self.recurrent, -1, 4 * self.recurrent.shape[0])
        columns = self.recurrent.shape[1]
        require_shape("LstmCell.weight", self.weight, -1, columns)
        require_shape("LstmCell.bias", self.bias, columns)

    @classmethod
    def initial(cls, inputs: int, hidden: int, beginning: Beginning) -> "LstmCell":
        """Return a cell with random weights and bias 0, but 1 where it forgets: it begins to keep.

        Args:
            inputs: IN, how many numbers are read at each position.
            hidden: H, how many numbers are known.
            beginning: how the weights are drawn.

        Raises:
            InvalidTypeError: a size is not an int.
            InvalidValueError: a size is less than 1.
        """
        weight = beginning.table(Fan(inputs, hidden), inputs, 4 * hidden)
        recurrent = beginning.table(Fan(hidden, hidden), hidden, 4 * hidden)
        bias = np.repeat([0.0, 1.0, 0.0, 0.0], hidden)
        return cls(weight, recurrent, parameter(bias, beginning.precision))

    def start(self, x: Tensor, /) -> LstmState:
        """Return zeros for both, [N, H].

        Args:
            x: what will be read, [N, ...].

        Raises:
            InvalidShapeError: it is a single number.
        """
        zeros = zeros_for(x, self.bias[: self.recurrent.shape[0]])
        return LstmState(HiddenState(zeros), CellState(zeros))

    def __call__(self, at: Product[LstmState, Tensor], /) -> LstmState:
        """Return both states of [N, H] after x of [N, IN] was read.

        Raises:
            InvalidTypeError: input and cell differ in precision.
            InvalidShapeError: they don't fit the cell.
        """
        before, x = at.first, at.second
        gates = x @ self.weight + before.hidden.tensor @ self.recurrent + self.bias
        width = self.recurrent.shape[0]
        take_in, keep, new, show = (gates[:, i * width : (i + 1) * width] for i in range(4))
        kept = sigmoid(keep) * before.cell.tensor
        cell = kept + sigmoid(take_in) * tanh(new)
        return LstmState(HiddenState(sigmoid(show) * tanh(cell)), CellState(cell))
