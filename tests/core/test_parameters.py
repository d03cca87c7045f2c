"""Parameters: three read-only tables whose shapes fit."""

import copy
import pickle
from dataclasses import FrozenInstanceError

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctml.domain import ModelDimension, Parameters, VocabSize
from ctml.errors import InvalidShapeError, InvalidTypeError, InvalidValueError

small = st.integers(1, 6)


def softmax(logits: "np.ndarray[tuple[int, ...], np.dtype[np.float64]]") -> list[float]:
    weights = np.exp(logits - logits.max())
    return [float(weight) for weight in weights / weights.sum()]


def test_the_deterministic_start_has_the_golden_numbers() -> None:
    start = Parameters.deterministic(VocabSize(5), ModelDimension(4))
    vector = start.embedding[1]
    np.testing.assert_allclose(vector, [-0.0502, -0.0428, -0.0354, -0.0280], atol=1e-12)
    probabilities = softmax(vector @ start.lm_head + start.bias)
    golden = [0.200463, 0.200231, 0.200000, 0.199768, 0.199537]
    np.testing.assert_allclose(probabilities, golden, atol=5e-7)
    assert -np.log(probabilities[2]) == pytest.approx(1.609439, abs=5e-7)


@given(small, small)
def test_the_start_follows_its_formula_entry_by_entry(vocab: int, dimension: int) -> None:
    start = Parameters.deterministic(VocabSize(vocab), ModelDimension(dimension))
    for table, seed in ((start.embedding, 1), (start.lm_head, 2)):
        rows, columns = table.shape
        for r in range(rows):
            for c in range(columns):
                entry = (((r * columns + c) * 37 + 101 * seed) % 1000 / 1000 - 0.5) * 0.2
                assert table[r, c] == entry
    assert start.bias.tolist() == [0.0] * vocab
    assert (start.vocab_size, start.dimension) == (VocabSize(vocab), ModelDimension(dimension))


def test_its_arrays_can_not_be_written_to_nor_made_writable() -> None:
    start = Parameters.deterministic(VocabSize(3), ModelDimension(2))
    for again in (start, copy.copy(start), copy.deepcopy(start), pickle.loads(pickle.dumps(start))):
        assert again == start
        for array in (again.embedding, again.lm_head, again.bias):
            assert array.dtype == np.float64
            with pytest.raises(ValueError, match="read-only"):
                array[0] = 1.0
            with pytest.raises(ValueError, match="WRITEABLE"):
                array.setflags(write=True)


def test_its_fields_can_not_be_replaced() -> None:
    start = Parameters.deterministic(VocabSize(3), ModelDimension(2))
    with pytest.raises(FrozenInstanceError):
        start.bias = start.bias  # type: ignore[misc]


def test_writing_to_the_array_it_was_made_of_leaves_it_alone() -> None:
    table = np.ones((2, 1))
    parameters = Parameters(table, [[1.0, 2.0]], [0.0, 0.0])
    table[0, 0] = 9.0
    assert parameters.embedding.tolist() == [[1.0], [1.0]]


def test_it_compares_by_value_and_says_its_sizes() -> None:
    one = Parameters([[1.0]], [[0.0]], [0.0])
    same = Parameters([[1]], [[-0.0]], [0])
    other = Parameters([[1.0]], [[0.0]], [0.5])
    assert one == same
    assert hash(one) == hash(same)
    assert one != other
    assert one != "one"
    assert repr(one) == "Parameters(vocab_size=1, dimension=1)"


@pytest.mark.parametrize(
    ("embedding", "lm_head", "bias", "text"),
    [
        ([1.0], [[1.0]], [0.0], "Parameters.embedding refuses shape (1,): it needs a table [V, D]"),
        ([[1.0], [2.0]], [[1.0]], [0.0, 0.0], "Parameters.lm_head refuses shape (1, 1): it needs"),
        ([[1.0]], [[1.0]], [0.0, 0.0], "Parameters.bias refuses shape (2,): it needs shape (1,)"),
    ],
)
def test_shapes_that_do_not_fit_are_refused_by_name(
    embedding: list[list[float]], lm_head: list[list[float]], bias: list[float], text: str
) -> None:
    with pytest.raises(InvalidShapeError) as caught:
        Parameters(embedding, lm_head, bias)
    assert str(caught.value).startswith(text)


def test_nan_and_ragged_rows_are_refused_by_name() -> None:
    with pytest.raises(InvalidValueError) as caught:
        Parameters([[1.0]], [[1.0]], [float("nan")])
    assert str(caught.value) == "Parameters.bias refuses nan: it needs finite numbers"
    with pytest.raises(InvalidTypeError) as ragged:
        Parameters([[1.0], [1.0, 2.0]], [[1.0]], [0.0])
    assert ragged.value.needed == "numbers, in rows of one length"
