"""Parameters: frozen all the way down.

The numbers that a model has learned are its parameters. Training makes better ones out of
them; but whoever still holds the old ones, to compare or to go back, must find them as
they were. So a change is a new value. Here a model has two kinds of them: the `embedding`,
a row of numbers for each word, and the `bias`, one number for each, added to its score.

This `Parameters` is frozen, and `shifted`, which adds `amount` to every number of the
bias, tries to write into it all the same. Read what mypy says about that.

1. Let `shifted` make and return new Parameters; the embedding stays as it is.
2. That is not enough: frozen guards the fields, not what is inside them. A list can be
   written into. A tuple can't: `tuple[float, ...]` is a row of floats of any length, and
   `tuple(expression for name in row)` makes one. So make `bias` a tuple, everywhere.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Parameters:
    embedding: tuple[tuple[float, ...], ...]
    bias: list[float]


def untrained(embedding: tuple[tuple[float, ...], ...]) -> Parameters:
    return Parameters(embedding, [0.0 for row in embedding])


def shifted(parameters: Parameters, amount: float) -> Parameters:
    parameters.bias = [number + amount for number in parameters.bias]
    return parameters


# --- checks ---
from ctml.checks import agree
from hypothesis import given
from hypothesis import strategies as st


def test_untrained() -> None:
    """Untrained parameters have a bias of one 0.0 for each row of the embedding."""
    start = untrained(((0.5, -0.5), (0.25, 1.0)))
    agree(start.embedding, ((0.5, -0.5), (0.25, 1.0)))
    agree(start.bias, (0.0, 0.0))
    agree(untrained(((1.0,), (2.0,), (3.0,))).bias, (0.0, 0.0, 0.0))


def test_shifted() -> None:
    """Shifted by 1.5 and then by -0.5, the bias is 1.0; the embedding stays."""
    after = shifted(shifted(untrained(((0.5, -0.5), (0.25, 1.0))), 1.5), -0.5)
    agree(after.embedding, ((0.5, -0.5), (0.25, 1.0)))
    agree(after.bias, (1.0, 1.0))


def test_old_parameters() -> None:
    """Whoever holds the old parameters still finds a bias of zeros."""
    before = untrained(((0.5,), (0.25,)))
    agree(shifted(before, 2.0).bias, (2.0, 2.0))
    agree(before.bias, (0.0, 0.0))


AMOUNTS = st.integers(min_value=-50, max_value=50)


@given(st.integers(min_value=1, max_value=9), AMOUNTS, AMOUNTS)
def test_shifts_add_up(rows: int, first: int, second: int) -> None:
    """However many rows: shifting by a and then by b is shifting once by a + b."""
    start = untrained(((0.5,),) * rows)
    twice = shifted(shifted(start, float(first)), float(second))
    once = shifted(start, float(first + second))
    agree(twice.bias, (float(first + second),) * rows)
    agree(once.bias, (float(first + second),) * rows)


# Wrong on purpose: mypy has to complain about the last two lines in here.
def refused() -> None:  # never called
    start = untrained(((0.5,), (0.25,)))
    start.bias = start.bias  # type: ignore[misc]  # parameters are a value: a change makes new ones
    start.bias[0] = 9.0  # type: ignore[index]  # what stands inside a field must be as fixed as the field
