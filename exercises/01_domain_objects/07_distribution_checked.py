"""Distribution: a value that can't be wrong.

For each word that could come next, a model gives a probability. Together they are a
distribution: none is below 0, and they sum to 1. Computers round, so "sum to 1" means
here: no further from 1 than 0.000001, which Python writes 1e-6.

`__post_init__` refuses a wrong sum already. But is it wrong in every way it can be?
- (1.5, -0.5) sums to 1, and -0.5 is no probability.
- `math.nan`, "not a number", is what remains when a computation went wrong. It is a
  float, and it lies about being wrong: nan < 0, nan > 0 and even nan == nan are False.
  So is abs(nan - 1) > 1e-6, and a test that waits for True lets it pass.

Complete `__post_init__`: raise a ValueError for every row that is no distribution. It
helps to ask for what must hold and to refuse unless it does: `if not (...)`.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Distribution:
    values: tuple[float, ...]

    def __post_init__(self) -> None:
        if abs(sum(self.values) - 1) > 1e-6:
            raise ValueError("the probabilities must sum to 1")


# --- checks ---
import math

import pytest
from ctml.checks import agree
from hypothesis import given
from hypothesis import strategies as st


def test_nan() -> None:
    """NaN is no probability, alone or beside good ones; 1.0 alone is one."""
    agree(Distribution((1.0,)).values, (1.0,))
    with pytest.raises(ValueError):
        Distribution((math.nan, 0.5, 0.5))
    with pytest.raises(ValueError):
        Distribution((math.nan,))


def test_negative() -> None:
    """A negative number is refused although the sum is 1; a zero is fine."""
    agree(Distribution((1.0, 0.0)).values, (1.0, 0.0))
    with pytest.raises(ValueError):
        Distribution((1.5, -0.5))


def test_sum() -> None:
    """A sum of 0.9, of 1.1, or of nothing at all is refused."""
    agree(Distribution((0.25, 0.75)).values, (0.25, 0.75))
    with pytest.raises(ValueError):
        Distribution((0.25, 0.65))
    with pytest.raises(ValueError):
        Distribution((0.25, 0.85))
    with pytest.raises(ValueError):
        Distribution(())


def test_infinite() -> None:
    """Infinity is no probability either."""
    agree(Distribution((0.5, 0.5)).values, (0.5, 0.5))
    with pytest.raises(ValueError):
        Distribution((math.inf, 0.5))


def test_rounding() -> None:
    """Forty-nine times 1/49 is accepted, although the computer's sum is not exactly 1."""
    agree(Distribution((1 / 49,) * 49).values, (1 / 49,) * 49)


@given(st.lists(st.integers(min_value=0, max_value=4), min_size=1, max_size=4))
def test_shares(parts: list[int]) -> None:
    """Whatever sixteenths sum to 1 make a distribution, and it keeps them."""
    shares = (*(part / 16 for part in parts), (16 - sum(parts)) / 16)
    agree(Distribution(shares).values, shares)
    with pytest.raises(ValueError):
        Distribution((*shares, 0.5))
