"""NamedArrays: what optimisers work on, and what parameters convert to."""

import copy
import math
import pickle

import numpy as np
import pytest

from ctml.domain import ModelDimension, NamedArrays, Parameters, VocabSize
from ctml.errors import InvalidShapeError, InvalidTypeError, InvalidValueError

PAIR = NamedArrays({"weight": [[1.0, 2.0]], "bias": [3.0]})


def test_they_are_read_by_name_in_the_order_of_the_names() -> None:
    assert list(PAIR) == ["bias", "weight"]
    assert PAIR["weight"].tolist() == [[1.0, 2.0]]
    assert len(PAIR) == 2
    with pytest.raises(KeyError):
        PAIR["scale"]


def test_they_compare_by_value_whatever_the_order_they_came_in() -> None:
    same = NamedArrays({"bias": [3], "weight": [[1, 2]]})
    assert same == PAIR
    assert hash(same) == hash(PAIR)
    assert NamedArrays({"bias": [3.0], "weight": [[1.0, 2.5]]}) != PAIR
    assert NamedArrays({"bias": [3.0]}) != PAIR
    assert PAIR != {"bias": [3.0]}
    assert repr(PAIR) == "NamedArrays(bias: (1,), weight: (1, 2))"


def test_nothing_in_them_can_be_replaced_or_written_to() -> None:
    for again in (PAIR, copy.deepcopy(PAIR), pickle.loads(pickle.dumps(PAIR))):
        assert again == PAIR
        with pytest.raises(ValueError, match="read-only"):
            again["bias"][0] = 9.0
    with pytest.raises(TypeError):
        PAIR["bias"] = PAIR["bias"]  # type: ignore[index]


def test_zeros_have_the_same_names_and_shapes() -> None:
    assert PAIR.zeros() == NamedArrays({"weight": [[0.0, 0.0]], "bias": [0.0]})


def test_changing_and_combining_go_array_by_array_and_keep_the_shapes() -> None:
    assert PAIR.mapped(lambda one: 2 * one) == NamedArrays({"weight": [[2, 4]], "bias": [6]})
    assert PAIR.combined(np.subtract, PAIR) == PAIR.zeros()
    with pytest.raises(InvalidShapeError, match=r"NamedArrays\.mapped refuses arrays"):
        PAIR.mapped(np.ravel)
    with pytest.raises(InvalidShapeError, match=r"NamedArrays\.combined refuses arrays"):
        PAIR.combined(np.add, NamedArrays({"bias": [3.0]}))
    with pytest.raises(InvalidValueError, match=r"NamedArrays\['bias'\] refuses inf"):
        PAIR.mapped(lambda one: one / 0)


def test_what_they_can_not_hold_is_refused_by_name() -> None:
    with pytest.raises(InvalidValueError, match="NamedArrays refuses nothing"):
        NamedArrays({})
    with pytest.raises(InvalidValueError) as nan:
        NamedArrays({"bias": [math.nan]})
    assert str(nan.value) == "NamedArrays['bias'] refuses nan: it needs finite numbers"
    with pytest.raises(InvalidTypeError, match=r"NamedArrays\['bias'\] refuses"):
        NamedArrays({"bias": ["a"]})  # type: ignore[dict-item]
    with pytest.raises(InvalidTypeError, match="names that are text"):
        NamedArrays({1: [1.0]})  # type: ignore[dict-item]


def test_parameters_convert_there_and_back() -> None:
    start = Parameters.deterministic(VocabSize(5), ModelDimension(4))
    assert {name: array.shape for name, array in start.arrays.items()} == {
        "bias": (5,),
        "embedding": (5, 4),
        "lm_head": (4, 5),
    }
    assert start.with_arrays(start.arrays) == start
    shifted = {name: array + 1.0 for name, array in start.arrays.items()}
    moved = start.with_arrays(NamedArrays(shifted))
    np.testing.assert_array_equal(moved.lm_head, start.lm_head + 1.0)


def test_parameters_refuse_arrays_of_another_model() -> None:
    start = Parameters.deterministic(VocabSize(5), ModelDimension(4))
    other = Parameters.deterministic(VocabSize(5), ModelDimension(3))
    for arrays in (other.arrays, PAIR):
        with pytest.raises(InvalidShapeError, match="Parameters refuses arrays"):
            start.with_arrays(arrays)
