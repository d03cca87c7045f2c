"""Distribution as a result: the failure is a value too.

A constructor that raises stops whoever did not expect it, and its first line does not say
that it may. A result says so. `Result[tuple[float, ...], str]` means: either `Ok(values)`,
with the row of floats in its field `value`, or `Err(why)`, with a text in its field
`error`. An Err has no `value`: so before you have looked which one came, there is none
to take, and mypy says exactly that. `isinstance(result, Ok)` looks.

Only the first lines are final here; write the rest.
1. `checked` gives Err("not a probability") if a number in the row is negative or NaN; else
   Err("the sum is not 1") if the sum is further from 1 than 1e-6; else Ok with the row.
   It raises nothing.
2. `largest` gives the largest of the probabilities, or 0.0 if `checked` gives an Err.
"""

from ctml.domain import Err, Ok, Result


def checked(values: tuple[float, ...]) -> Result[tuple[float, ...], str]:
    return Ok(values)


def largest(values: tuple[float, ...]) -> float:
    return max(checked(values).value)


# --- checks ---
import math
from typing import assert_type

from ctml.checks import agree
from ctml.domain import Err, Ok
from hypothesis import given
from hypothesis import strategies as st


def test_good() -> None:
    """A distribution comes back in an Ok, rounding forgiven."""
    result = checked((0.25, 0.75))
    assert_type(result, Ok[tuple[float, ...]] | Err[str])
    agree(result, Ok((0.25, 0.75)))
    agree(checked((1 / 49,) * 49), Ok((1 / 49,) * 49))  # the computer's sum is not exactly 1


def test_no_probability() -> None:
    """A negative number gives Err("not a probability"), whatever the sum is."""
    agree(checked((1.5, -0.5)), Err("not a probability"))
    agree(checked((3.0, -0.5)), Err("not a probability"))


def test_nan_row() -> None:
    """NaN gives Err("not a probability") as well, alone or beside good numbers."""
    agree(checked((math.nan, 0.5, 0.5)), Err("not a probability"))
    agree(checked((math.nan,)), Err("not a probability"))


def test_no_sum() -> None:
    """A sum of 0.75, of 1.5 or of nothing gives Err("the sum is not 1")."""
    agree(checked((0.25, 0.5)), Err("the sum is not 1"))
    agree(checked((0.75, 0.75)), Err("the sum is not 1"))
    agree(checked(()), Err("the sum is not 1"))


def test_largest() -> None:
    """The largest of 0.25 and 0.75 is 0.75; where there is no distribution, 0.0."""
    agree(largest((0.25, 0.75)), 0.75)
    agree(largest((1.0,)), 1.0)
    agree(largest((1.5, -0.5)), 0.0)
    agree(largest(()), 0.0)


@given(st.lists(st.integers(min_value=0, max_value=4), min_size=1, max_size=4))
def test_shares(parts: list[int]) -> None:
    """Sixteenths that sum to 1 are Ok, and twice as much is an Err."""
    shares = (*(part / 16 for part in parts), (16 - sum(parts)) / 16)
    agree(checked(shares), Ok(shares))
    agree(largest(shares), max(shares))
    agree(checked((*shares, *shares)), Err("the sum is not 1"))


# Wrong on purpose: mypy has to complain about the line in here.
def refused() -> None:  # never called
    _ = checked((0.25, 0.75)).value  # type: ignore[union-attr]  # it may be an Err, and an Err has no value: look first
