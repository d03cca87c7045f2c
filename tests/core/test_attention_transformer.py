"""The whole transformer: its way in, its loss, its parameters, and what it refuses."""

import copy
import math
import pickle
from dataclasses import replace

import numpy as np
import pytest
from tests.core import small_transformers as small

from ctml.attention import (
    BlockCount,
    HeadCount,
    Hidden,
    InnerDimension,
    Model,
    NormPlacement,
    Seq,
    SequenceEmbedding,
    Transformer,
    TransformerSizes,
    Vocab,
    initial_parameters,
    next_token_loss,
    next_token_loss_gradient,
    sinusoidal_positions,
)
from ctml.domain import ModelDimension, NamedArrays, VocabSize
from ctml.errors import InvalidShapeError, InvalidValueError
from ctml.tensor import Matrix


def test_even_scores_surprise_by_the_logarithm_of_the_vocabulary() -> None:
    loss = next_token_loss(Matrix(np.zeros((2, 5))), small.text(4, 0))
    assert loss.value == pytest.approx(math.log(5), rel=1e-15)


def test_the_loss_of_the_golden_logits_and_of_enormous_ones() -> None:
    golden = next_token_loss(Matrix([[0, 2]]), small.text(1))
    assert golden.value == pytest.approx(0.126928, abs=5e-7)
    assert next_token_loss(Matrix([[-1e4, 1e4]]), small.text(1)).value == 0
    assert next_token_loss(Matrix([[-1e4, 1e4]]), small.text(0)).value == 2e4


def test_targets_that_do_not_fit_are_refused_by_name() -> None:
    with pytest.raises(InvalidShapeError) as count:
        next_token_loss(Matrix([[0, 2]]), small.text(1, 1))
    assert str(count.value) == (
        "next_token_loss refuses 2 targets for 1 positions: it needs one target for each position"
    )
    with pytest.raises(InvalidValueError) as vocab:
        next_token_loss(Matrix([[0, 2]]), small.text(2))
    assert str(vocab.value) == (
        "next_token_loss refuses a target 2: "
        "it needs targets of the vocabulary, with an index below 2"
    )


def test_an_embedding_is_the_stretched_row_plus_the_place() -> None:
    table = Matrix[Vocab, Model]([[1.0, 2.0], [3.0, 4.0]])
    rows = np.array([[3.0, 4.0], [1.0, 2.0], [3.0, 4.0]]) * math.sqrt(2)
    wanted = Matrix[Seq, Model](rows + sinusoidal_positions(3, ModelDimension(2)).values)
    assert SequenceEmbedding(table)(small.text(1, 0, 1)) == Hidden(wanted)
    with pytest.raises(InvalidValueError) as caught:
        SequenceEmbedding(table)(small.text(2))
    assert str(caught.value) == (
        "SequenceEmbedding refuses a token 2: "
        "it needs tokens of its vocabulary, with an index below 2"
    )


def test_a_surprise_beyond_every_float_is_refused_and_no_other_token_minds() -> None:
    apart = Matrix[Seq, Vocab]([[1e308, -1e308]])
    assert next_token_loss(apart, small.text(0)).value == 0
    assert next_token_loss_gradient(apart, small.text(1)) == Matrix([[1, -1]])
    with pytest.raises(InvalidValueError, match=r"^Loss refuses inf"):
        next_token_loss(apart, small.text(1))


def test_a_transformer_is_its_parts_composed() -> None:
    parameters = small.parameters()
    first, second = parameters.blocks
    arrow = SequenceEmbedding(parameters.embedding) >> first >> second
    whole = arrow >> parameters.final_norm >> parameters.readout
    tokens = small.EXAMPLE.tokens
    assert Transformer(parameters)(tokens) == whole(tokens)


def test_a_later_token_changes_no_earlier_score() -> None:
    model = Transformer(small.parameters())
    one, other = model(small.text(1, 2, 3, 4)).values, model(small.text(1, 2, 3, 0)).values
    assert np.array_equal(one[:3], other[:3])
    assert not np.array_equal(one[3], other[3])


def test_equal_seeds_give_equal_parameters_of_the_right_size() -> None:
    sizes = TransformerSizes(
        VocabSize(50), ModelDimension(64), HeadCount(4), InnerDimension(256), BlockCount(2)
    )
    start = initial_parameters(sizes, 7)
    assert start == initial_parameters(sizes, 7)
    assert start != initial_parameters(sizes, 8)
    block = start.blocks[1]
    for table in (block.attention.query, block.feed_forward.w_in, block.feed_forward.w_out):
        assert table.values.var() * table.rows == pytest.approx(1, abs=0.05)
    assert start.embedding.values.var() * 64 == pytest.approx(1, abs=0.05)
    assert initial_parameters(sizes, 7, NormPlacement.POST).arrays == start.arrays
    with pytest.raises(InvalidValueError, match=r"^initial_parameters refuses -1"):
        initial_parameters(sizes, -1)


def test_parameters_are_named_frozen_and_survive_copying() -> None:
    parameters = small.parameters()
    names = set(parameters.arrays)
    assert {"embedding", "block_1.attention.query", "final_norm.gain", "readout.bias"} <= names
    assert len(names) == 1 + 2 * 12 + 2 + 2
    assert repr(parameters) == "TransformerParameters(vocab=5, model=4, blocks=2)"
    for again in (copy.deepcopy(parameters), pickle.loads(pickle.dumps(parameters))):
        assert again == parameters
        for array in again.arrays.values():
            with pytest.raises(ValueError, match="read-only"):
                array[0] = 1.0
    doubled = parameters.arrays.mapped(lambda array: 2 * array)
    assert parameters.with_arrays(doubled).arrays == doubled


def test_parts_that_do_not_fit_are_refused_by_name() -> None:
    parameters, narrow = small.parameters(), small.WIDTH
    with pytest.raises(InvalidValueError, match=r"^TransformerParameters refuses no blocks"):
        replace(parameters, blocks=())
    with pytest.raises(InvalidShapeError) as caught:
        replace(parameters, embedding=Matrix(np.ones((5, narrow + 2))))
    assert str(caught.value) == (
        "TransformerParameters.final_norm refuses shape (4,): it needs shape (6,)"
    )
    with pytest.raises(InvalidShapeError, match=r"^TransformerParameters\.readout refuses"):
        replace(parameters, embedding=Matrix(np.ones((6, narrow))))
    arrays = NamedArrays({**parameters.arrays, "stray": np.zeros(1)})
    with pytest.raises(InvalidShapeError, match=r"^TransformerParameters refuses arrays"):
        parameters.with_arrays(arrays)


def test_a_block_with_a_part_of_another_width_is_refused_with_the_parts_name() -> None:
    parameters = small.parameters()
    block = parameters.blocks[1]
    wide = initial_parameters(replace(small.SIZES, model=ModelDimension(6)), 1).blocks[0]
    strays = {
        "attention_norm": replace(block, attention_norm=wide.attention_norm),
        "attention": replace(block, attention=wide.attention),
        "feed_forward_norm": replace(block, feed_forward_norm=wide.feed_forward_norm),
        "feed_forward": replace(block, feed_forward=wide.feed_forward),
    }
    for part, stray in strays.items():
        with pytest.raises(InvalidShapeError) as caught:
            replace(parameters, blocks=(parameters.blocks[0], stray))
        assert caught.value.noun == f"TransformerParameters.block_1.{part}"


def test_sizes_that_do_not_fit_are_refused_by_name() -> None:
    with pytest.raises(InvalidValueError) as odd:
        replace(small.SIZES, model=ModelDimension(5))
    assert str(odd.value) == (
        "TransformerSizes.model refuses ModelDimension(size=5): it needs an even dimension"
    )
    with pytest.raises(InvalidValueError) as heads:
        replace(small.SIZES, heads=HeadCount(3))
    assert str(heads.value) == (
        "TransformerSizes.heads refuses HeadCount(count=3) for ModelDimension(size=4): "
        "it needs a divisor of the dimension"
    )
    with pytest.raises(InvalidValueError, match=r"^InnerDimension refuses 0"):
        InnerDimension(0)
    with pytest.raises(InvalidValueError, match=r"^BlockCount refuses 0"):
        BlockCount(0)
