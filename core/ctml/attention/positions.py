"""Positions as numbers: waves of many lengths, so that each place looks different."""

import numpy as np

from ctml.attention.roles import Model, Seq
from ctml.domain import ModelDimension
from ctml.domain.whole_number import whole_number
from ctml.errors import InvalidValueError
from ctml.tensor import Matrix

LONGEST = 10_000.0


def sinusoidal_positions(length: int, dimension: ModelDimension) -> Matrix[Seq, Model]:
    """Return a row of D numbers for each position, [length, D] (arXiv 1706.03762, section 3.5).

    PE[p, 2i] = sin(p / 10000^(2i/D)) and PE[p, 2i + 1] = cos(p / 10000^(2i/D)).

    Attention alone does not know where anything stands: shuffle its inputs and its outputs are
    shuffled alike. Adding these rows breaks that symmetry.

    Args:
        length: how many positions, 1 or more.
        dimension: D, an even number: each wave needs a sine and a cosine.

    Raises:
        InvalidTypeError: the length is not an int.
        InvalidValueError: the length is less than 1, or the dimension is odd.
    """
    whole_number("sinusoidal_positions", length, at_least=1)
    width = dimension.size
    if width % 2:
        raise InvalidValueError("sinusoidal_positions", f"{dimension}", "an even dimension")
    place = np.arange(length, dtype=np.float64)[:, np.newaxis]
    angle = place / LONGEST ** (np.arange(0, width, 2) / width)
    return Matrix(np.stack([np.sin(angle), np.cos(angle)], axis=2).reshape(length, width))
