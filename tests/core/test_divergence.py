"""Watched: which array a computation that goes wrong began with."""

import re

import numpy as np
import pytest
from tests.core import small_language_models as small

from ctml.domain import StepCount
from ctml.errors import DivergedError, InvalidShapeError, InvalidValueError
from ctml.models import Transformer, Watched

WATCHED = Watched("work", small.transformer(), StepCount(3))
NAMES = [name for name, one in WATCHED.model.tensors.items() if one.tracked]


@pytest.mark.parametrize("name", NAMES)
def test_the_first_array_with_which_it_goes_wrong_is_told_with_its_largest_number(
    name: str,
) -> None:
    def work(model: Transformer) -> int:
        if model.arrays[name].any():
            raise InvalidValueError("exp", "an overflow", "floats")
        return 1

    largest = np.abs(WATCHED.model.arrays[name]).max()
    told = f"an overflow (exp), after 3 steps; first with {name}, where numbers reach {largest:.3g}"
    with pytest.raises(DivergedError, match=f"^work refuses {re.escape(told)}: it needs finite"):
        WATCHED.computed(work)


@pytest.mark.parametrize("always", [True, False])
def test_where_no_array_makes_the_difference_the_largest_number_is_told(always: bool) -> None:
    arrays = WATCHED.model.arrays
    largest = max(NAMES, key=lambda name: float(np.abs(arrays[name]).max()))

    def work(model: Transformer) -> int:
        if always or model is WATCHED.model:
            raise InvalidValueError("Adam", "-inf", "floats")
        return 1

    with pytest.raises(
        DivergedError, match=rf"-inf \(Adam\), .*the largest ones are in {largest},"
    ):
        WATCHED.computed(work)


def test_what_goes_well_is_returned_and_a_shape_that_does_not_fit_is_no_divergence() -> None:
    assert WATCHED.computed(lambda model: model.vocab.size) == small.VOCAB

    def misfit(_model: Transformer) -> int:
        raise InvalidShapeError("Linear", "a row", "a table")

    with pytest.raises(InvalidShapeError, match="Linear refuses a row"):
        WATCHED.computed(misfit)
