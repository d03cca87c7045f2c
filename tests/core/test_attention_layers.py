"""Layers and blocks: what they compute, and what they refuse."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from tests.core import small_transformers as small

from ctml.attention import (
    Chain,
    FeedForward,
    Hidden,
    Layer,
    LayerNorm,
    Model,
    Named,
    NormPlacement,
    Readout,
    Residual,
    Seq,
    TransformerBlock,
)
from ctml.category import iterate
from ctml.domain import ModelDimension, NamedArrays, StepCount
from ctml.errors import InvalidShapeError, InvalidTypeError, InvalidValueError
from ctml.tensor import Matrix, Row

LAYERS: dict[str, Callable[[], Layer]] = {
    "layer_norm": small.layer_norm,
    "feed_forward": small.feed_forward,
    "multi_head": small.multi_head,
    "residual": lambda: Residual(small.feed_forward()),
    "named": lambda: Named("inner", small.layer_norm()),
    "chain": lambda: Chain([small.layer_norm(), small.feed_forward()]),
    "block": small.block,
}


def test_layer_norm_of_one_and_three_is_the_golden_pair() -> None:
    norm = LayerNorm.initial(ModelDimension(2))
    result = norm(Hidden(Matrix([[1, 3]]))).matrix.values
    np.testing.assert_allclose(result, [[-0.999995, 0.999995]], rtol=0, atol=5e-7)


def test_layer_norm_gives_each_position_mean_0_and_variance_1_whatever_its_scale() -> None:
    norm = LayerNorm.initial(ModelDimension(4))
    values = small.hidden().matrix.values * np.array([[1.0], [10.0], [100.0], [3.0], [0.5]]) + 7
    result = norm(Hidden(Matrix(values))).matrix.values
    np.testing.assert_allclose(result.mean(axis=1), 0, atol=1e-12)
    np.testing.assert_allclose(result.var(axis=1), 1, rtol=1e-3)


def test_layer_norm_of_equal_numbers_is_its_bias() -> None:
    norm = LayerNorm(Row([2, 2]), Row([5, 6]))
    assert norm(Hidden(Matrix([[3, 3]]))) == Hidden(Matrix([[5, 6]]))


def test_feed_forward_bends_between_its_two_maps() -> None:
    layer = FeedForward(Matrix([[1, -1]]), Row([0, 0]), Matrix([[1], [10]]), Row([0.5]))
    assert layer(Hidden(Matrix([[2], [-3]]))) == Hidden(Matrix([[2.5], [30.5]]))


@pytest.mark.parametrize("layer", [small.layer_norm(), small.feed_forward()], ids=lambda x: x.name)
def test_a_position_wise_layer_treats_each_position_by_itself(layer: Layer) -> None:
    together = layer(small.hidden()).matrix.values
    for i, row in enumerate(small.hidden().matrix.values):
        alone = layer(Hidden(Matrix(row[None]))).matrix.values
        np.testing.assert_allclose(alone[0], together[i], rtol=1e-12)


def test_a_residual_adds_what_went_in() -> None:
    layer, hidden = small.feed_forward(), small.hidden()
    assert Residual(layer)(hidden).matrix == hidden.matrix + layer(hidden).matrix


def test_a_chain_is_its_stages_composed() -> None:
    first, second = small.layer_norm(), small.feed_forward()
    assert Chain([first, second])(small.hidden()) == (first >> second)(small.hidden())


def test_pre_and_post_norm_are_one_type_with_the_same_arrays() -> None:
    pre = small.block(NormPlacement.PRE)
    post = replace(pre, placement=NormPlacement.POST)
    assert pre.arrays == post.arrays
    hidden = small.hidden()
    for block, wanted in ((pre, _pre_norm(pre, hidden)), (post, _post_norm(pre, hidden))):
        assert block(hidden) == wanted
    assert pre(hidden) != post(hidden)


def _pre_norm(block: TransformerBlock, x: Hidden) -> Hidden:
    gathered = block.attention(block.attention_norm(x))
    h = Hidden(x.matrix + gathered.matrix)
    thought = block.feed_forward(block.feed_forward_norm(h))
    return Hidden(h.matrix + thought.matrix)


def _post_norm(block: TransformerBlock, x: Hidden) -> Hidden:
    h = block.attention_norm(Hidden(x.matrix + block.attention(x).matrix))
    return block.feed_forward_norm(Hidden(h.matrix + block.feed_forward(h).matrix))


def test_a_block_is_an_endomorphism_so_it_repeats_and_composes() -> None:
    block, hidden = small.block(), small.hidden()
    three_times = iterate(block, StepCount(3))
    assert three_times(hidden) == block(block(block(hidden))) == (block >> block >> block)(hidden)
    assert iterate(block, StepCount(0))(hidden) == hidden


def test_a_block_names_all_its_arrays() -> None:
    assert {name: array.shape for name, array in small.block().arrays.items()} == {
        "attention.key": (4, 4),
        "attention.output": (4, 4),
        "attention.query": (4, 4),
        "attention.value": (4, 4),
        "attention_norm.bias": (4,),
        "attention_norm.gain": (4,),
        "feed_forward.b_in": (6,),
        "feed_forward.b_out": (4,),
        "feed_forward.w_in": (4, 6),
        "feed_forward.w_out": (6, 4),
        "feed_forward_norm.bias": (4,),
        "feed_forward_norm.gain": (4,),
    }


@pytest.mark.parametrize("name", LAYERS)
def test_a_layer_with_its_own_arrays_is_itself_and_with_others_has_those(name: str) -> None:
    layer = LAYERS[name]()
    assert layer.with_arrays(layer.arrays) == layer
    doubled = layer.arrays.mapped(lambda array: 2 * array)
    assert layer.with_arrays(doubled).arrays == doubled
    assert layer.with_arrays(doubled).with_arrays(layer.arrays) == layer


@pytest.mark.parametrize("name", LAYERS)
def test_arrays_that_are_missing_unknown_or_of_another_shape_are_refused(name: str) -> None:
    layer = LAYERS[name]()
    first, *others = layer.arrays
    missing = {one: layer.arrays[one] for one in others}
    unknown = {**layer.arrays, "stray": np.zeros(1)}
    misshapen = {**layer.arrays, first: np.zeros((9, 9))}
    for arrays in (missing, unknown, misshapen):
        with pytest.raises(InvalidShapeError, match=r" refuses arrays .*: it needs arrays "):
            layer.with_arrays(NamedArrays(arrays))


@pytest.mark.parametrize("name", LAYERS)
def test_a_gradient_of_another_shape_is_refused(name: str) -> None:
    with pytest.raises(InvalidShapeError):
        LAYERS[name]().backward(small.hidden(), Matrix([[1.0, 2.0, 3.0, 4.0]]))
    with pytest.raises(InvalidShapeError):
        LAYERS[name]().backward(small.hidden(), Matrix(np.ones((5, 3))))


def test_shapes_that_do_not_fit_are_refused_by_name() -> None:
    with pytest.raises(
        InvalidTypeError, match=r"^LayerNorm\.bias refuses \[1\] \(list\): it needs"
    ):
        LayerNorm(Row([1]), [1])  # type: ignore[arg-type]
    with pytest.raises(InvalidShapeError) as norm:
        LayerNorm(Row([1, 1]), Row([0]))
    assert str(norm.value) == (
        "LayerNorm refuses a gain of 2 and a bias of 1: it needs two rows of one length"
    )
    with pytest.raises(InvalidShapeError) as width:
        LayerNorm.initial(ModelDimension(2))(Hidden(Matrix([[1, 2, 3]])))
    assert str(width.value) == "LayerNorm refuses shape (1, 3): it needs positions of 2 numbers"
    with pytest.raises(InvalidShapeError) as maps:
        FeedForward(Matrix([[1, 1]]), Row([0]), Matrix([[1], [1]]), Row([0]))
    assert str(maps.value) == (
        "FeedForward refuses shapes ((1,), (2, 1), (1,)): it needs "
        "b_in, w_out, b_out of shapes ((2,), (2, 1), (1,)), to go with w_in (1, 2)"
    )
    with pytest.raises(InvalidShapeError) as readout:
        Readout(Matrix([[1, 1]]), Row([0]))
    assert str(readout.value) == (
        "Readout refuses a bias of 1 for 2 columns: it needs one for each column"
    )


def test_an_empty_chain_and_two_arrays_of_one_name_are_refused() -> None:
    with pytest.raises(InvalidValueError, match=r"^Chain refuses nothing: it needs at least one"):
        Chain([])
    twins = Chain([small.layer_norm(), small.layer_norm()])
    told = r"^Chain refuses two arrays called '(bias|gain)': it needs one array a name; Named"
    with pytest.raises(InvalidValueError, match=told):
        _ = twins.arrays
    with pytest.raises(InvalidValueError, match=told):
        twins.backward(small.hidden(), small.hidden().matrix)
    apart = Chain([Named("first", small.layer_norm()), Named("second", small.layer_norm())])
    assert set(apart.arrays) == {"first.bias", "first.gain", "second.bias", "second.gain"}


def test_what_grows_beyond_every_float_is_refused_by_name_not_warned_about() -> None:
    huge = Hidden(Matrix(np.full((2, 4), 1e200) * [[1], [-1]] * [1.0, 2.0, 3.0, 4.0]))
    with pytest.raises(InvalidValueError) as norm:
        small.layer_norm()(huge)
    assert str(norm.value) == (
        "LayerNorm refuses numbers too far apart: it needs a finite variance"
    )
    steep = Matrix[Seq, Model](np.full((5, 4), 1e308))
    for layer in (small.layer_norm(), small.feed_forward(), small.multi_head()):
        with pytest.raises(InvalidValueError, match=r" refuses (inf|-inf|nan): it needs finite"):
            layer.backward(small.hidden(), steep)
    with pytest.raises(InvalidValueError, match=r"^Matrix refuses -?inf: it needs finite"):
        small.feed_forward()(Hidden(huge.matrix.scaled(1e108)))
