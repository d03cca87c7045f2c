"""Cells walked along a text: what they compute, and slopes back through time."""

from collections.abc import Callable

import numpy as np
import pytest
from tests.core.module_slopes import assert_module_slopes, scattered
from tests.core.slopes import drawn

from ctml.domain import LearningRate, Product
from ctml.errors import InvalidShapeError
from ctml.nn import (
    Beginning,
    Cell,
    CellState,
    Embedding,
    HiddenState,
    Linear,
    LstmCell,
    LstmState,
    Module,
    RnnCell,
    cross_entropy,
    unrolled,
)
from ctml.optim import Adam, ClipByNorm
from ctml.tensor import Precision, Tensor, constant, gradients, parameter, stacked


def fresh() -> Beginning:
    """Return equal random numbers each time, so that no test depends on another."""
    return Beginning.seeded(1)


def rnn() -> RnnCell:
    return scattered(RnnCell.initial(3, 4, fresh()))


def lstm() -> LstmCell:
    return scattered(LstmCell.initial(3, 4, fresh()))


def rnn_walked(cell: RnnCell, texts: Tensor, h: Tensor) -> Tensor:
    return stacked(unrolled(cell, h, texts))


def lstm_walked(cell: LstmCell, texts: Tensor, h: Tensor, c: Tensor) -> Tensor:
    states = unrolled(cell, LstmState(HiddenState(h), CellState(c)), texts)
    return stacked([one.hidden.tensor for one in states] + [states[-1].cell.tensor])


def test_slopes_through_time_are_those_that_are_measured() -> None:
    at = {"texts": drawn(7, (2, 5, 3)), "h": drawn(8, (2, 4))}
    assert_module_slopes(rnn(), rnn_walked, **at)
    assert_module_slopes(lstm(), lstm_walked, **at, c=drawn(9, (2, 4)))


def test_a_walk_is_a_fold_so_that_it_can_be_interrupted_anywhere() -> None:
    cell, texts = rnn(), constant(drawn(1, (2, 6, 3)))
    whole = unrolled(cell, cell.start(texts), texts)
    first = unrolled(cell, cell.start(texts), texts[:, :2])
    rest = unrolled(cell, first[-1], texts[:, 2:])
    assert [one.values.tolist() for one in first + rest] == [one.values.tolist() for one in whole]
    assert unrolled(cell, cell.start(texts), texts[:, :0]) == ()


def test_the_rnn_is_its_equation() -> None:
    cell, h, x = rnn(), drawn(1, (2, 4)), drawn(2, (2, 3))
    arrays = cell.arrays
    wanted = np.tanh(x @ arrays["weight"] + h @ arrays["recurrent"] + arrays["bias"])
    found = cell(Product(constant(h), constant(x))).values
    np.testing.assert_allclose(found, wanted, 1e-14)


def test_the_lstm_has_its_gates_in_the_order_that_it_says() -> None:
    cell, x = lstm(), constant(np.zeros((1, 3)))
    before = LstmState(HiddenState(constant(np.zeros((1, 4)))), CellState(constant([[2.0] * 4])))
    open_, shut = 40.0, -40.0

    def after(i: float, f: float, g: float, o: float) -> tuple[list[float], list[float]]:
        bias = parameter(np.repeat([i, f, g, o], 4))
        state = LstmCell(cell.weight, cell.recurrent, bias)(Product(before, x))
        return state.hidden.tensor.values[0].tolist(), state.cell.tensor.values[0].tolist()

    kept, taken, hidden = after(shut, open_, 40, shut), after(open_, shut, 40, open_), np.tanh(1)
    np.testing.assert_allclose(kept, [[0.0] * 4, [2.0] * 4], atol=1e-15)
    np.testing.assert_allclose(taken, [[hidden] * 4, [1.0] * 4], atol=1e-15)


def test_a_new_lstm_begins_to_keep() -> None:
    bias = LstmCell.initial(3, 2, fresh()).bias.values
    assert bias.tolist() == [0.0, 0.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0]


@pytest.mark.parametrize("make", [RnnCell.initial, LstmCell.initial])
def test_cells_keep_their_precision(make: Callable[[int, int, Beginning], Module]) -> None:
    cell = make(3, 4, Beginning.seeded(1, precision=Precision.SINGLE))
    texts = constant(drawn(1, (2, 5, 3)), Precision.SINGLE)
    assert isinstance(cell, RnnCell | LstmCell)
    last = states(cell, texts)[-1]
    assert last.precision is Precision.SINGLE


def states(cell: RnnCell | LstmCell, texts: Tensor) -> list[Tensor]:
    if isinstance(cell, RnnCell):
        return list(unrolled(cell, cell.start(texts), texts))
    return [one.hidden.tensor for one in unrolled(cell, cell.start(texts), texts)]


def test_a_slope_lives_longer_in_an_lstm_than_in_an_rnn() -> None:
    texts = parameter(drawn(1, (1, 30, 3)))

    def first_over_last(cell: RnnCell | LstmCell) -> float:
        last = states(cell, texts)[-1]
        slope = gradients(last[0, 0]).of(texts)[0]
        return float(np.abs(slope[0]).max() / np.abs(slope[-1]).max())

    small = Beginning.seeded(3)
    fading = first_over_last(RnnCell.initial(3, 16, small))
    keeping = LstmCell.initial(3, 16, small)
    assert first_over_last(keeping) > 3 * fading


def test_a_cell_learns_to_tell_what_it_read_first() -> None:
    begin = Beginning.seeded(4)
    cell, readout = LstmCell.initial(2, 8, begin), Linear.initial(8, 2, begin)
    firsts = np.array([0, 1, 0, 1])
    noise = np.random.default_rng(1).integers(0, 2, (4, 5))
    texts = constant(np.eye(2)[np.column_stack([firsts, noise])])
    adam, clip = Adam(LearningRate(0.1)), ClipByNorm(1.0)
    now, after = Product(cell, adam.start(cell)), Product(readout, adam.start(readout))
    for _ in range(40):
        last = unrolled(now.first, now.first.start(texts), texts)[-1].hidden.tensor
        loss = cross_entropy(after.first(last), firsts)
        found = gradients(loss)
        now = adam.step(now, clip(now.first.by_name(found)))
        after = adam.step(after, after.first.by_name(found))
    assert float(loss.values) < 0.05


def test_cells_refuse_what_does_not_fit() -> None:
    table, row = parameter(drawn(1, (3, 4))), parameter([1.0, 2.0, 3.0, 4.0])
    refused: dict[str, Callable[[], object]] = {
        "RnnCell.recurrent": lambda: RnnCell(table, table, row),
        "LstmCell.recurrent": lambda: LstmCell(table, table, row),
        "LstmCell.weight": lambda: LstmCell(table, parameter(drawn(1, (2, 8))), row),
        "unrolled": lambda: unrolled(rnn(), row, table),
        "Cell.start": lambda: rnn().start(parameter(1.0)),
        "Tensor @": lambda: unrolled(rnn(), table, parameter(drawn(1, (3, 2, 2)))),
    }
    for start, make in refused.items():
        with pytest.raises(InvalidShapeError) as caught:
            make()
        assert str(caught.value).startswith(f"{start} refuses "), str(caught.value)


def test_every_cell_is_an_arrow() -> None:
    for cell in (rnn(), lstm()):
        assert isinstance(cell, Cell)
        assert cell.name == type(cell).__name__
    assert not isinstance(Embedding(parameter([[1.0]])), Cell)
