"""What the type checker knows of tensors, modules and modes; checked, never run."""

from typing import assert_type

from ctml.domain import FloatArray, NamedArrays
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
