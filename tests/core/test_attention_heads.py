"""Positions as waves; heads split and merged; what a whole layer of attention can and can't see."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core import small_transformers as small
from tests.core.slopes import drawn

from ctml.attention import (
    AttentionMask,
    HeadCount,
    Hidden,
    Key,
    Model,
    MultiHeadAttention,
    Query,
    Seq,
    Value,
    attend,
    merge_heads,
    sinusoidal_positions,
    split_heads,
)
from ctml.domain import ModelDimension
from ctml.errors import InvalidShapeError, InvalidValueError
from ctml.tensor import Matrix

UNMASKED = replace(small.multi_head(), mask=AttentionMask.full)


def test_positions_are_the_papers_waves() -> None:
    waves = sinusoidal_positions(3, ModelDimension(4)).values
    for place in range(3):
        slow = place / 10_000**0.5
        wanted = [np.sin(place), np.cos(place), np.sin(slow), np.cos(slow)]
        np.testing.assert_allclose(waves[place], wanted, rtol=1e-15)


def test_no_two_positions_look_alike_and_a_shift_is_one_rotation_for_all() -> None:
    waves = sinusoidal_positions(500, ModelDimension(8)).values
    apart = np.linalg.norm(waves[:, None] - waves[None], axis=2) + np.eye(500)
    assert apart.min() > 0.01
    likeness = waves @ waves.T
    np.testing.assert_allclose(np.diag(likeness, 3), likeness[0, 3], rtol=1e-9)


def test_an_odd_dimension_and_a_length_of_0_are_refused_by_name() -> None:
    with pytest.raises(InvalidValueError) as odd:
        sinusoidal_positions(2, ModelDimension(3))
    assert str(odd.value) == (
        "sinusoidal_positions refuses ModelDimension(size=3): it needs an even dimension"
    )
    with pytest.raises(InvalidValueError, match=r"^sinusoidal_positions refuses 0"):
        sinusoidal_positions(0, ModelDimension(2))


@given(st.integers(1, 4), st.integers(1, 4), st.integers(1, 5), st.integers(0, 10**6))
def test_merging_undoes_splitting_and_splitting_undoes_merging(
    heads: int, width: int, length: int, seed: int
) -> None:
    wide = Matrix[Seq, Model](drawn(seed, (length, heads * width)))
    parts = split_heads(wide, HeadCount(heads))
    assert [part.values.shape for part in parts] == [(length, width)] * heads
    assert merge_heads(parts) == wide
    assert split_heads(merge_heads(parts), HeadCount(heads)) == parts


def test_heads_are_cut_from_left_to_right() -> None:
    left, right = split_heads(Matrix([[1, 2, 3, 4]]), HeadCount(2))
    assert (left, right) == (Matrix([[1, 2]]), Matrix([[3, 4]]))


def test_heads_that_do_not_divide_the_width_are_refused_by_name() -> None:
    with pytest.raises(InvalidShapeError) as split:
        split_heads(Matrix([[1, 2, 3]]), HeadCount(2))
    assert str(split.value) == (
        "split_heads refuses 3 columns for 2 heads: it needs as many columns for each head"
    )
    with pytest.raises(InvalidValueError, match=r"^merge_heads refuses nothing"):
        merge_heads([])
    with pytest.raises(InvalidShapeError, match=r"^merge_heads refuses shapes \[\(1, 1\), \(1, 2"):
        merge_heads([Matrix([[1.0]]), Matrix([[1.0, 2.0]])])
    with pytest.raises(InvalidValueError, match=r"^HeadCount refuses 0"):
        HeadCount(0)


def test_several_heads_are_one_head_each_side_by_side_and_mixed() -> None:
    layer, hidden = small.multi_head(), small.hidden()
    x = hidden.matrix.values
    parts = []
    for columns in (slice(0, 2), slice(2, 4)):
        query, key, value = (
            Matrix[Seq, Model](x @ w.values[:, columns]).values
            for w in (layer.query, layer.key, layer.value)
        )
        seen = AttentionMask.causal(5)
        parts.append(attend(Query(Matrix(query)), Key(Matrix(key)), Value(Matrix(value)), seen))
    wanted = np.hstack([part.values for part in parts]) @ layer.output.values
    np.testing.assert_allclose(layer(hidden).matrix.values, wanted, rtol=1e-12)


def test_a_future_token_leaves_the_past_unchanged_to_the_bit() -> None:
    before = small.hidden().matrix.values
    after = before.copy()
    after[3] += 1.0
    layer = small.multi_head()
    one, other = (layer(Hidden(Matrix(x))).matrix.values for x in (before, after))
    assert np.array_equal(one[:3], other[:3])
    assert not np.isclose(one[3:], other[3:]).any()


def test_without_a_mask_shuffled_inputs_give_outputs_shuffled_alike() -> None:
    order = [3, 1, 4, 0, 2]
    x = small.hidden().matrix.values
    straight, shuffled = (UNMASKED(Hidden(Matrix(rows))).matrix.values for rows in (x, x[order]))
    np.testing.assert_allclose(shuffled, straight[order], rtol=1e-12)


def test_positions_break_that_symmetry() -> None:
    order = [3, 1, 4, 0, 2]
    x, waves = small.hidden().matrix.values, sinusoidal_positions(5, ModelDimension(4)).values
    straight, shuffled = (
        UNMASKED(Hidden(Matrix(rows + waves))).matrix.values for rows in (x, x[order])
    )
    assert np.abs(shuffled - straight[order]).max() > 0.1


def test_projections_that_do_not_fit_are_refused_by_name() -> None:
    square, wide = Matrix[Model, Model](np.eye(4)), Matrix[Model, Model](np.ones((4, 6)))
    with pytest.raises(InvalidShapeError) as shape:
        MultiHeadAttention(square, wide, square, square, HeadCount(2))
    assert str(shape.value) == (
        "MultiHeadAttention.key refuses shape (4, 6): it needs shape (4, 4)"
    )
    with pytest.raises(InvalidShapeError) as heads:
        MultiHeadAttention(square, square, square, square, HeadCount(3))
    assert str(heads.value) == (
        "MultiHeadAttention refuses HeadCount(count=3) for a width of 4: "
        "it needs a number that divides the width"
    )
    with pytest.raises(InvalidShapeError, match=r"^Matrix refuses \(1, 2\) @ \(4, 4\)"):
        small.multi_head()(Hidden(Matrix([[1.0, 2.0]])))
