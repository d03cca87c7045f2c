"""Shares: scores made into parts of a whole, without overflow."""

from typing import TypeAlias

import numpy as np

from ctml.errors import InvalidShapeError, InvalidTypeError, InvalidValueError
from ctml.tensor.broadcasting import broadcast_shape
from ctml.tensor.precision import Array
from ctml.tensor.tensor import Edge, Tensor, computed

Visible: TypeAlias = np.ndarray[tuple[int, ...], np.dtype[np.bool]]
"""True where something counts, False where it must not."""


def softmax(scores: Tensor) -> Tensor:
    """Return p = e^z / Σ e^z along the last side; the largest score is taken away first.

        dz = p · (dp - Σ dp · p)

    Args:
        scores: z, any shape [..., C] with at least one number along the last side.

    Raises:
        InvalidShapeError: there is nothing along the last side.
    """
    _require_scores("softmax", scores)
    with np.errstate(over="ignore", under="ignore"):
        shares = np.exp(scores.values - scores.values.max(axis=-1, keepdims=True))
    return _shared(scores, shares)


def masked_softmax(scores: Tensor, visible: Visible) -> Tensor:
    """Return the softmax over what is visible alone; what is hidden gets exactly 0.

    Args:
        scores: z, any shape [..., C].
        visible: True where a score counts; it broadcasts to the shape of the scores.

    Raises:
        InvalidTypeError: the mask holds something else than True and False.
        InvalidShapeError: mask and scores don't fit together.
        InvalidValueError: a row is hidden whole; no shares could sum to 1 there.
    """
    _require_scores("masked_softmax", scores)
    _require_mask(scores, visible)
    with np.errstate(over="ignore", under="ignore"):
        seen = np.where(visible, scores.values, -np.inf)
        shares = np.exp(seen - seen.max(axis=-1, keepdims=True)).astype(scores.values.dtype)
    return _shared(scores, shares)


def log_softmax(scores: Tensor) -> Tensor:
    """Return log p = z - log Σ e^z along the last side.

    Logarithm and softmax are taken together, so that no probability rounds to 0 on the way:

        dz = dy - p · Σ dy

    Args:
        scores: z, any shape [..., C] with at least one number along the last side.

    Raises:
        InvalidShapeError: there is nothing along the last side.
        InvalidValueError: two scores lie further apart than any float.
    """
    _require_scores("log_softmax", scores)
    with np.errstate(over="ignore", under="ignore"):
        centred = scores.values - scores.values.max(axis=-1, keepdims=True)
        y: Array = centred - np.log(np.exp(centred).sum(axis=-1, keepdims=True))
    if not np.isfinite(y).all():
        raise InvalidValueError(
            "log_softmax", "scores too far apart", "differences that are floats"
        )
    return computed(y, Edge(scores, lambda dy: dy - np.exp(y) * dy.sum(axis=-1, keepdims=True)))


def _shared(scores: Tensor, shares: Array) -> Tensor:
    p: Array = shares / shares.sum(axis=-1, keepdims=True)

    def back(dp: Array) -> Array:
        expected: Array = (dp * p).sum(axis=-1, keepdims=True)
        slope: Array = p * (dp - expected)
        return slope

    return computed(p, Edge(scores, back))


def _require_scores(noun: str, scores: Tensor) -> None:
    if not scores.shape or not scores.shape[-1]:
        given = f"scores of shape {scores.shape}"
        raise InvalidShapeError(noun, given, "at least one along the last side")


def _require_mask(scores: Tensor, visible: Visible) -> None:
    if visible.dtype != np.bool:
        raise InvalidTypeError("masked_softmax", f"a mask of {visible.dtype}", "True and False")
    if broadcast_shape("masked_softmax", scores.shape, visible.shape) != scores.shape:
        given = f"a mask {visible.shape} for scores {scores.shape}"
        raise InvalidShapeError("masked_softmax", given, "a mask that is not larger")
    if not np.broadcast_to(visible, scores.shape).any(axis=-1).all():
        raise InvalidValueError("masked_softmax", "a row hidden whole", "something to see in each")
