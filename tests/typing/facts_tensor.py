"""What the type checker knows of tensors, modules and modes; checked, never run."""

from typing import assert_type

from ctml.category import Compose, Endomorphism, iterate
from ctml.domain import AdamState, FloatArray, IntArray, NamedArrays, Product, StepCount
from ctml.nn import (
    AnyMode,
    BatchNorm,
    CellState,
    Dropout,
    Embedding,
    Eval,
    HiddenState,
    Layer,
    Linear,
    LstmCell,
    LstmState,
    ReLU,
    RnnCell,
    RotaryPositions,
    SelfAttention,
    Sequential,
    SinusoidalPositions,
    Train,
    TransformerBlock,
    attended,
    causal,
    unrolled,
)
from ctml.optim import Adam
from ctml.tensor import (
    Array,
    Gradients,
    Precision,
    Tensor,
    check_gradients,
    constant,
    exp,
    gradients,
    mean,
    parameter,
)


def what_operations_give(x: Tensor, y: Tensor) -> None:
    assert_type(x + y, Tensor)
    assert_type(2.0 * x - 1, Tensor)
    assert_type(x @ y, Tensor)
    assert_type(x[:, 0], Tensor)
    assert_type(exp(x), Tensor)
    assert_type(mean(x, 0, -1), Tensor)
    assert_type(x.values, Array)
    assert_type(x.shape, tuple[int, ...])
    assert_type(x.precision, Precision)


def what_a_gradient_is(loss: Tensor, weight: Tensor) -> None:
    assert_type(gradients(loss), Gradients)
    assert_type(gradients(loss).plus(gradients(loss)), Gradients)
    assert_type(gradients(loss).of(weight), Array)


def what_is_refused(x: Tensor, array: FloatArray, at: NamedArrays) -> None:
    x + array  # type: ignore[operator]
    x @ 2.0  # type: ignore[operator]
    x**3  # type: ignore[operator]
    x["a"]  # type: ignore[index]
    exp(array)  # type: ignore[arg-type]
    gradients(2.0)  # type: ignore[arg-type]
    parameter([1.0], "float16")  # type: ignore[arg-type]
    constant(["a"])  # type: ignore[arg-type]
    x.values = array  # type: ignore[misc]
    check_gradients(lambda given: given["x"].values, at)  # type: ignore[arg-type,return-value]


def judged(network: Layer[Eval]) -> None:
    """Stand for anything that must not depend on chance or on the rest of a batch."""


def trained(network: Layer[Train]) -> None:
    """Stand for anything that trains."""


def what_modes_are(
    linear: Linear, drop: Dropout[Train], still: Dropout[Eval], norm: BatchNorm[Train]
) -> None:
    network = Sequential((linear, norm, ReLU(), drop))
    assert_type(network, Sequential[Train])
    assert_type(network.evaluating(), Sequential[Eval])
    assert_type(network.evaluating().training(Train((1,))), Sequential[Train])
    assert_type(network.observed(linear.weight), Sequential[Train])
    assert_type(Sequential((linear, still)), Sequential[Eval])
    assert_type(drop.evaluating(), Dropout[Eval])
    assert_type(norm.evaluating(), BatchNorm[Eval])
    assert_type(linear.evaluating(), Linear)
    assert_type(linear.with_arrays(linear.arrays), Linear)
    assert_type(network.by_name(Gradients()), NamedArrays)
    assert_type(linear >> drop, Compose[Tensor, Tensor])
    judged(linear)
    trained(linear)
    judged(network.evaluating())
    trained(network)


def modes_that_are_refused(
    linear: Linear, drop: Dropout[Train], still: Dropout[Eval], norm: BatchNorm[Train]
) -> None:
    judged(drop)  # type: ignore[arg-type]
    judged(norm)  # type: ignore[arg-type]
    trained(still)  # type: ignore[arg-type]
    judged(Sequential((linear, drop)))  # type: ignore[arg-type]
    trained(Sequential((linear, drop)).evaluating())  # type: ignore[arg-type]
    drop.training(3)  # type: ignore[arg-type]
    drop.rate = 0.5  # type: ignore[misc]


def what_enters_a_network(embedding: Embedding, linear: Linear, ids: IntArray) -> None:
    assert_type(embedding(ids), Tensor)
    assert_type(embedding >> linear, Compose[IntArray, Tensor])
    linear >> embedding  # type: ignore[operator]
    linear(ids)  # type: ignore[arg-type]


def what_recurrence_is(
    rnn: RnnCell, lstm: LstmCell, texts: Tensor, hidden: HiddenState, cell: CellState
) -> None:
    assert_type(unrolled(rnn, rnn.start(texts), texts), tuple[Tensor, ...])
    assert_type(unrolled(lstm, lstm.start(texts), texts), tuple[LstmState, ...])
    assert_type(lstm(Product(lstm.start(texts), texts)).cell, CellState)
    LstmState(cell, hidden)  # type: ignore[arg-type]
    lstm(Product(texts, texts))  # type: ignore[arg-type]
    unrolled(lstm, rnn.start(texts), texts)  # type: ignore[misc]


def what_a_block_is(block: TransformerBlock, attention: SelfAttention, x: Tensor) -> None:
    assert_type(iterate(block, StepCount(3)), Endomorphism[Tensor])
    assert_type(block >> block, Compose[Tensor, Tensor])
    assert_type(block.with_arrays(block.arrays).attention, SelfAttention)
    assert_type(attended(x, x, x, causal(3)), Tensor)
    assert_type(Sequential((SinusoidalPositions(), block, block)), Sequential[AnyMode])
    assert_type(RotaryPositions() >> block, Compose[Tensor, Tensor])
    judged(block)
    attended(x, x, x, [[True]])  # type: ignore[arg-type]
    Sequential((RotaryPositions(), block))  # type: ignore[arg-type]


def what_optimisers_do(adam: Adam, model: Sequential[Train], loss: Tensor) -> None:
    now = Product(model, adam.start(model))
    after = adam.step(now, model.by_name(gradients(loss)))
    assert_type(after, Product[Sequential[Train], AdamState])
    adam.step(now, gradients(loss))  # type: ignore[arg-type]
