"""One head: roles, masks of one polarity, scaled scores, weights that sum to 1, mixed values."""

import copy
import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.slopes import drawn

from ctml.attention import (
    AttentionMask,
    AttentionScores,
    AttentionWeights,
    Hidden,
    Key,
    Query,
    Value,
    attend,
    attention_scores,
    masked_softmax,
    masked_softmax_backward,
    mix_values,
)
from ctml.errors import InvalidShapeError, InvalidTypeError, InvalidValueError
from ctml.tensor import Matrix

QUERY = Query(Matrix([[1, 0], [0, 1]]))
KEY = Key(Matrix([[1, 0], [0, 1], [1, 1]]))
VALUE = Value(Matrix([[1, 10], [2, 20], [3, 30]]))
MASK = AttentionMask([[True, False, True], [True, True, True]])

scores_of_any_size = st.integers(0, 10**6).map(lambda seed: drawn(seed, (4, 4)) * 1e3)


def test_the_golden_head() -> None:
    weights = masked_softmax(attention_scores(QUERY, KEY), MASK)
    golden = [[0.5, 0.0, 0.5], [0.197776, 0.401112, 0.401112]]
    np.testing.assert_allclose(weights.matrix.values, golden, rtol=0, atol=5e-7)
    assert weights.matrix.values[0].tolist() == [0.5, 0.0, 0.5]
    mixed = attend(QUERY, KEY, VALUE, MASK)
    golden_mix = [[2.0, 20.0], [2.203336, 22.033363]]
    np.testing.assert_allclose(mixed.values, golden_mix, rtol=0, atol=5e-7)
    assert mixed == mix_values(weights, VALUE)


def test_scaling_keeps_the_variance_of_scores_near_1_at_any_width() -> None:
    for width in (4, 64, 1024):
        query, key = Query(Matrix(drawn(1, (200, width)))), Key(Matrix(drawn(2, (200, width))))
        assert attention_scores(query, key).matrix.values.var() == pytest.approx(1, abs=0.1)


@given(scores_of_any_size)
def test_weights_are_a_distribution_over_what_may_be_seen(
    scores: "np.ndarray[tuple[int, ...], np.dtype[np.float64]]",
) -> None:
    mask = AttentionMask.causal(4)
    weights = masked_softmax(AttentionScores(Matrix(scores)), mask).matrix.values
    np.testing.assert_allclose(weights.sum(axis=1), 1, rtol=1e-12)
    assert (weights[~mask.may_attend] == 0).all()


def test_scores_of_any_finite_size_give_weights() -> None:
    scores = AttentionScores(Matrix([[1e308, -1e308], [-1e308, -1e308]]))
    weights = masked_softmax(scores, AttentionMask.full(2))
    assert weights == AttentionWeights(Matrix([[1.0, 0.0], [0.5, 0.5]]))


def test_what_is_hidden_has_no_say_however_large_its_score() -> None:
    mask = AttentionMask([[True, False], [True, True]])
    loud = masked_softmax(AttentionScores(Matrix([[0.0, 1e300], [0.0, 0.0]])), mask)
    quiet = masked_softmax(AttentionScores(Matrix([[0.0, -1e300], [0.0, 0.0]])), mask)
    assert loud == quiet == AttentionWeights(Matrix([[1.0, 0.0], [0.5, 0.5]]))


def test_a_causal_mask_lets_each_position_see_itself_and_its_past() -> None:
    assert AttentionMask.causal(3).may_attend.tolist() == [
        [True, False, False],
        [True, True, False],
        [True, True, True],
    ]
    assert AttentionMask.full(2).may_attend.tolist() == [[True, True], [True, True]]
    assert AttentionMask.causal(1) == AttentionMask.full(1) == AttentionMask([[True]])
    assert hash(AttentionMask.causal(1)) == hash(AttentionMask.full(1))
    assert AttentionMask.causal(2) != AttentionMask.full(2)


def test_a_row_that_sees_nothing_is_refused_by_name() -> None:
    with pytest.raises(InvalidValueError) as caught:
        AttentionMask([[True, True], [False, False]])
    assert str(caught.value) == (
        "AttentionMask refuses row 1 without a True: it needs somewhere to look for every position"
    )


@pytest.mark.parametrize("numbers", [[[1, 0], [1, 1]], [[0.0, -np.inf], [0.0, 0.0]]])
def test_a_mask_of_numbers_is_refused_because_its_polarity_is_anyones_guess(
    numbers: list[list[bool]],
) -> None:
    with pytest.raises(InvalidTypeError, match=r"^AttentionMask refuses entries of type .*: it"):
        AttentionMask(numbers)


def test_a_mask_of_no_rows_or_ragged_rows_is_refused_by_name() -> None:
    with pytest.raises(InvalidShapeError, match=r"^AttentionMask refuses shape \(0,\)"):
        AttentionMask([])
    with pytest.raises(InvalidTypeError, match=r"^AttentionMask refuses \[\[True\], "):
        AttentionMask([[True], [True, True]])
    with pytest.raises(InvalidValueError, match=r"^AttentionMask\.causal refuses 0"):
        AttentionMask.causal(0)
    with pytest.raises(InvalidValueError, match=r"^AttentionMask\.full refuses -1"):
        AttentionMask.full(-1)


def test_a_mask_can_not_be_written_to_nor_a_copy_of_it() -> None:
    mask = AttentionMask.causal(2)
    for again in (mask, copy.deepcopy(mask), pickle.loads(pickle.dumps(mask))):
        assert again == mask
        with pytest.raises(ValueError, match="read-only"):
            again.may_attend[0, 1] = True


def test_weights_that_are_none_are_refused_by_name() -> None:
    with pytest.raises(InvalidValueError) as negative:
        AttentionWeights(Matrix([[1.5, -0.5]]))
    assert str(negative.value) == "AttentionWeights refuses -0.5: it needs numbers of 0 or more"
    with pytest.raises(InvalidValueError) as short:
        AttentionWeights(Matrix([[0.5, 0.5], [0.25, 0.25]]))
    assert str(short.value) == (
        "AttentionWeights refuses row 1 with a sum of 0.5: it needs a sum of 1 in each row"
    )


def test_weights_and_gradients_beyond_every_float_are_refused_not_warned_about() -> None:
    with pytest.raises(
        InvalidValueError, match=r"^AttentionWeights refuses row 0 with a sum of inf"
    ):
        AttentionWeights(Matrix([[1e308, 1e308]]))
    weights = AttentionWeights(Matrix([[0.9, 0.1]]))
    with pytest.raises(InvalidValueError, match=r"^Matrix refuses -?inf: it needs finite numbers"):
        masked_softmax_backward(weights, Matrix([[-1.7e308, 1.7e308]]))
    with pytest.raises(InvalidValueError, match=r"^Matrix refuses -?inf: it needs finite numbers"):
        attention_scores(Query(Matrix([[1e200]])), Key(Matrix([[1e200]])))


def test_shapes_that_do_not_belong_together_are_refused_by_name() -> None:
    scores = attention_scores(QUERY, KEY)
    with pytest.raises(InvalidShapeError) as mask:
        masked_softmax(scores, AttentionMask.causal(2))
    assert str(mask.value) == (
        "masked_softmax refuses a mask (2, 2) for scores (2, 3): it needs two tables of one shape"
    )
    with pytest.raises(InvalidShapeError, match=r"^Matrix refuses \(2, 2\) @ \(1, 1\)"):
        attention_scores(QUERY, Key(Matrix([[1.0]])))
    with pytest.raises(InvalidShapeError, match=r"^Matrix refuses \(2, 3\) @ \(2, 2\)"):
        attend(QUERY, KEY, Value(QUERY.matrix), MASK)
    with pytest.raises(InvalidShapeError, match=r"^masked_softmax_backward refuses shapes"):
        masked_softmax_backward(masked_softmax(scores, MASK), Matrix([[1.0]]))


@pytest.mark.parametrize(
    "role", [Query, Key, Value, Hidden, AttentionScores, AttentionWeights], ids=lambda r: r.__name__
)
def test_a_role_holds_a_matrix_and_nothing_else(role: type[Hidden]) -> None:
    with pytest.raises(InvalidTypeError, match=rf"^{role.__name__} refuses \[\[1\.0\]\] \(list\)"):
        role([[1.0]])  # type: ignore[arg-type]
    assert role(Matrix([[1.0]])) == role(Matrix([[1.0]]))
    assert role(Matrix([[1.0]])).matrix == Matrix([[1.0]])


def test_equal_numbers_in_different_roles_are_not_equal() -> None:
    matrix = QUERY.matrix
    assert len({Query(matrix), Key(matrix), Value(matrix)}) == 3
