"""Every operation on tensors, at a place with no special numbers in it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from tests.core.slopes import drawn

from ctml.domain import NamedArrays
from ctml.tensor import (
    Tensor,
    constant,
    cubed,
    erf,
    exp,
    joined,
    largest,
    log,
    log_softmax,
    masked_softmax,
    mean,
    one_of_each_row,
    permuted,
    relu,
    reshaped,
    rows_at,
    sigmoid,
    softmax,
    sqrt,
    squared,
    stacked,
    standardised,
    tanh,
    total,
    transposed,
)

SHAPE = (3, 4)
REPEATED = np.array([[2, 0, 2], [1, 2, 1]])
PICKED = np.array([3, 0, 3])
CAUSAL = np.tri(4, dtype=np.bool)


@dataclass(frozen=True)
class Case:
    """An operation and the shapes it is tried with; ``positive`` keeps roots and logarithms real.

    The result is weighted by uneven numbers, so that no slope is alike everywhere, and squared, so
    that the slope that comes in depends on the result.
    """

    compute: Callable[..., Tensor]
    shapes: tuple[tuple[int, ...], ...] = (SHAPE,)
    positive: bool = False

    @property
    def at(self) -> NamedArrays:
        arrays = [drawn(seed, shape) for seed, shape in enumerate(self.shapes, 11)]
        names = "xyz"[: len(arrays)]
        return NamedArrays(
            {
                name: abs(array) + 0.5 if self.positive else array
                for name, array in zip(names, arrays, strict=True)
            }
        )

    def loss(self, given: Mapping[str, Tensor]) -> Tensor:
        result = self.compute(*(given[name] for name in sorted(given)))
        return total(squared(result + 0.3) * constant(drawn(5, result.shape) + 2))


CASES: dict[str, Case] = {
    "add": Case(lambda x, y: x + y, (SHAPE, SHAPE)),
    "add_row": Case(lambda x, y: x + y, (SHAPE, (4,))),
    "add_column": Case(lambda x, y: x + y, (SHAPE, (3, 1))),
    "add_in_front": Case(lambda x, y: x + y, ((4,), (2, 3, 4))),
    "add_both_stretched": Case(lambda x, y: x + y, ((3, 1), (1, 4))),
    "add_number": Case(lambda x: 1.5 + (x + 2)),
    "subtract": Case(lambda x, y: x - y, (SHAPE, (4,))),
    "subtract_from_number": Case(lambda x: 2.0 - x),
    "multiply": Case(lambda x, y: x * y, (SHAPE, (3, 1))),
    "multiply_itself": Case(lambda x: x * x),
    "multiply_number": Case(lambda x: 3 * x * 0.5),
    "divide": Case(lambda x, y: x / y, (SHAPE, (4,)), positive=True),
    "divide_number": Case(lambda x: 1.5 / x, positive=True),
    "negate": Case(lambda x: -x),
    "matmul": Case(lambda x, y: x @ y, ((3, 4), (4, 2))),
    "matmul_batched": Case(lambda x, y: x @ y, ((2, 3, 4), (2, 4, 2))),
    "matmul_one_right_for_all": Case(lambda x, y: x @ y, ((2, 3, 4), (4, 2))),
    "matmul_one_left_for_all": Case(lambda x, y: x @ y, ((3, 4), (2, 4, 2))),
    "matmul_stretched": Case(lambda x, y: x @ y, ((2, 1, 3, 4), (3, 4, 2))),
    "part_of_rows": Case(lambda x: x[1:]),
    "part_one_column": Case(lambda x: x[:, 2]),
    "part_backwards": Case(lambda x: x[::-2, 1:3]),
    "diamond": Case(lambda x: (x * 2 + tanh(x)) * x),
    "exp": Case(exp),
    "log": Case(log, positive=True),
    "sqrt": Case(sqrt, positive=True),
    "squared": Case(squared),
    "cubed": Case(cubed),
    "tanh": Case(tanh),
    "sigmoid": Case(sigmoid),
    "relu": Case(relu),
    "erf": Case(erf),
    "total": Case(total),
    "total_over_rows": Case(lambda x: total(x, 0) * x),
    "total_over_two": Case(lambda x: total(x, 0, -1) * x, ((2, 3, 4),)),
    "mean": Case(mean),
    "mean_over_columns": Case(lambda x: mean(x, -1) * x),
    "largest": Case(lambda x: largest(x, 1)),
    "largest_over_rows": Case(lambda x: largest(x, 0) * x),
    "reshaped": Case(lambda x: reshaped(x, 2, -1) @ reshaped(x, 6, 2)),
    "permuted": Case(lambda x, y: permuted(x, 2, 0, 1) * y, ((2, 3, 4), (4, 2, 3))),
    "transposed": Case(lambda x: transposed(x) @ x),
    "rows_at_repeated": Case(lambda x: rows_at(x, REPEATED)),
    "one_of_each_row": Case(lambda x: one_of_each_row(x, PICKED)),
    "joined": Case(lambda x, y: joined([x, y, x], 1), (SHAPE, (3, 2))),
    "stacked": Case(lambda x, y: stacked([x, y]), (SHAPE, SHAPE)),
    "softmax": Case(softmax),
    "softmax_of_tables": Case(softmax, ((2, 3, 4),)),
    "masked_softmax": Case(lambda x: masked_softmax(x, CAUSAL), ((2, 4, 4),)),
    "log_softmax": Case(log_softmax),
    "standardised_rows": Case(lambda x: standardised(x, -1)),
    "standardised_batch": Case(lambda x: standardised(x, 0, 2), ((3, 2, 4),)),
}
