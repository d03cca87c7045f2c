"""Losses: one number that says how wrong a whole batch was."""

from ctml.domain.int_array import IntArray
from ctml.errors import InvalidShapeError
from ctml.tensor import Tensor, log_softmax, mean, one_of_each_row, reshaped, squared


def cross_entropy(logits: Tensor, targets: IntArray) -> Tensor:
    """Return the mean surprise at the targets: L = -1/N · Σ_i log softmax(z_i)[target_i], in nats.

    Softmax and logarithm are taken together, so that nothing overflows and no probability rounds
    to 0. The slope is (p - one_hot(target)) / N.

    Args:
        logits: z, scores for each of C classes, shape [..., C].
        targets: the class that was right, from 0 to below C, shape [...].

    Raises:
        InvalidTypeError: the targets are no whole numbers.
        InvalidShapeError: there is not one target for each row of scores, or there is none.
        InvalidValueError: a target is outside the classes.
    """
    if not logits.shape or targets.shape != logits.shape[:-1]:
        given = f"targets {targets.shape} for logits {logits.shape}"
        raise InvalidShapeError("cross_entropy", given, "one target for each row of logits")
    rows = reshaped(log_softmax(logits), targets.size, logits.shape[-1])
    return -mean(one_of_each_row(rows, targets.reshape(-1)))


def mean_squared_error(predicted: Tensor, wanted: Tensor) -> Tensor:
    """Return L = mean((predicted - wanted)²), with the slope 2 · (predicted - wanted) / N.

    Args:
        predicted: any shape with at least one number.
        wanted: the same shape; nothing is stretched.

    Raises:
        InvalidTypeError: the two differ in precision.
        InvalidShapeError: the shapes differ, or there are no numbers.
    """
    if predicted.shape != wanted.shape:
        given = f"shapes {predicted.shape} and {wanted.shape}"
        raise InvalidShapeError("mean_squared_error", given, "two of one shape")
    return mean(squared(predicted - wanted))
