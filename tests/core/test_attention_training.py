"""Training a transformer: examples, averages, parts, and a step that is an endomorphism."""

import pickle
from dataclasses import replace

import numpy as np
import pytest
from tests.core import small_transformers as small

from ctml.attention import (
    InnerDimension,
    NormPlacement,
    PartOfTransformer,
    SequenceExample,
    SequenceTrainingSet,
    TrainedPart,
    Transformer,
    TransformerTrainingState,
    TransformerTrainStep,
    average_gradient,
    average_sequence_loss,
    initial_parameters,
)
from ctml.category import iterate
from ctml.domain import LearningRate, ModelDimension, StepCount
from ctml.errors import InvalidShapeError, InvalidTypeError, InvalidValueError
from ctml.optim import Adam, AdamState, Sgd

ADAM = Adam(LearningRate(0.01))
LESSON = SequenceTrainingSet([small.EXAMPLE])


def test_an_example_is_a_text_and_the_same_text_one_later() -> None:
    example = SequenceExample.from_text(small.text(4, 8, 15, 16))
    assert example == SequenceExample(small.text(4, 8, 15), small.text(8, 15, 16))
    with pytest.raises(InvalidValueError, match=r"^SequenceExample refuses .*: it needs two"):
        SequenceExample.from_text(small.text(4))
    with pytest.raises(InvalidTypeError, match=r"^SequenceExample\.targets refuses \[8\] \(list\)"):
        SequenceExample(small.text(4), [8])  # type: ignore[arg-type]
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
