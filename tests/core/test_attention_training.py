"""The whole transformer: its loss, its parameters, and training as an endomorphism."""

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
    PartOfTransformer,
    Seq,
    SequenceEmbedding,
    SequenceExample,
    SequenceTrainingSet,
    TrainedPart,
    Transformer,
    TransformerSizes,
    TransformerTrainingState,
    TransformerTrainStep,
    Vocab,
    average_gradient,
    average_sequence_loss,
    initial_parameters,
    next_token_loss,
    sinusoidal_positions,
)
from ctml.category import iterate
from ctml.domain import LearningRate, ModelDimension, NamedArrays, StepCount, VocabSize
from ctml.errors import InvalidShapeError, InvalidTypeError, InvalidValueError
from ctml.optim import Adam, AdamState, Sgd
from ctml.tensor import Matrix

ADAM = Adam(LearningRate(0.01))
LESSON = SequenceTrainingSet([small.EXAMPLE])


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


def test_an_example_is_a_text_and_the_same_text_one_later() -> None:
    example = SequenceExample.from_text(small.text(4, 8, 15, 16))
    assert example == SequenceExample(small.text(4, 8, 15), small.text(8, 15, 16))
    with pytest.raises(InvalidValueError, match=r"^SequenceExample refuses .*: it needs two"):
        SequenceExample.from_text(small.text(4))
    with pytest.raises(InvalidShapeError) as caught:
        SequenceExample(small.text(4, 8), small.text(8))
    assert str(caught.value) == (
        "SequenceExample refuses 1 targets for 2 tokens: it needs one target for each token"
    )


def test_a_training_set_is_never_empty_and_holds_examples_only() -> None:
    assert list(LESSON) == [small.EXAMPLE]
    assert len(LESSON) == 1
    with pytest.raises(InvalidValueError, match=r"^SequenceTrainingSet refuses nothing"):
        SequenceTrainingSet([])
    with pytest.raises(InvalidTypeError, match=r"^SequenceTrainingSet refuses 7 at position 1"):
        SequenceTrainingSet([small.EXAMPLE, 7])  # type: ignore[list-item]


def test_averages_are_over_the_examples() -> None:
    other = SequenceExample.from_text(small.text(0, 2, 2))
    model = Transformer(small.parameters())
    both = SequenceTrainingSet([small.EXAMPLE, other])
    mean = (model.loss(small.EXAMPLE).value + model.loss(other).value) / 2
    assert average_sequence_loss(model.parameters, both).value == pytest.approx(mean, rel=1e-15)
    sums = model.gradient(small.EXAMPLE).combined(lambda a, b: a + b, model.gradient(other))
    assert average_gradient(model.parameters, both) == sums.mapped(lambda total: total / 2)


@pytest.mark.parametrize("part", TrainedPart)
def test_a_step_moves_its_part_lowers_the_loss_and_leaves_the_rest_to_the_bit(
    part: TrainedPart,
) -> None:
    step = TransformerTrainStep(LESSON, Sgd(LearningRate(0.01)), part)
    before = step.start(small.parameters())
    after = step(before)
    for name, array in before.parameters.arrays.items():
        same = np.array_equal(array, after.parameters.arrays[name])
        assert same is not part.includes(name)
    losses = [average_sequence_loss(one.parameters, LESSON).value for one in (before, after)]
    assert losses[1] < losses[0]


def test_the_parts_have_the_arrays_that_their_names_promise() -> None:
    arrays = small.parameters().arrays
    assert list(TrainedPart.READOUT.of(arrays)) == ["readout.bias", "readout.weight"]
    maps = ("b_in", "b_out", "w_in", "w_out")
    thought = [f"block_{i}.feed_forward.{name}" for i in range(2) for name in maps]
    assert list(TrainedPart.FEED_FORWARD.of(arrays)) == thought
    assert len(TrainedPart.BLOCKS.of(arrays)) == 24
    assert TrainedPart.EVERYTHING.of(arrays) == arrays
    seen = PartOfTransformer(small.parameters(), TrainedPart.READOUT)
    with pytest.raises(InvalidShapeError, match=r"^the part readout refuses arrays"):
        seen.with_arrays(arrays)


def test_training_is_an_endomorphism_and_resumed_equals_uninterrupted_to_the_bit() -> None:
    step = TransformerTrainStep(LESSON, ADAM)
    start = step.start(small.parameters())
    straight = iterate(step, StepCount(7))(start)
    saved = pickle.loads(pickle.dumps(iterate(step, StepCount(3))(start)))
    assert iterate(step, StepCount(4))(saved) == straight
    assert straight.step == StepCount(7)


def test_a_memory_of_another_part_is_refused_by_name() -> None:
    readout = TransformerTrainStep(LESSON, ADAM, TrainedPart.READOUT)
    whole = TransformerTrainStep(LESSON, ADAM)
    state: TransformerTrainingState[AdamState] = readout.start(small.parameters())
    with pytest.raises(InvalidShapeError, match=r"^AdamState\.first refuses arrays"):
        whole(state)


@pytest.mark.parametrize("placement", NormPlacement)
def test_a_small_transformer_learns_a_text_by_heart(placement: NormPlacement) -> None:
    lesson = SequenceTrainingSet([SequenceExample.from_text(small.text(0, 1, 1, 2, 0, 3, 1, 4))])
    sizes = replace(small.SIZES, model=ModelDimension(16), inner=InnerDimension(32))
    step = TransformerTrainStep(lesson, Adam(LearningRate(0.01)))
    start = step.start(initial_parameters(sizes, 3, placement))
    after = iterate(step, StepCount(60))(start)
    assert average_sequence_loss(after.parameters, lesson).value < 0.05
