"""Facts about the types of attention: checked by mypy and pyright, never run."""

from typing import assert_type

from ctml.attention import (
    AttentionMask,
    AttentionScores,
    AttentionWeights,
    Chain,
    Gradient,
    HeadCount,
    HeadDim,
    Hidden,
    Inner,
    Key,
    Layer,
    LayerNorm,
    Matrix,
    Model,
    Query,
    Readout,
    Residual,
    Row,
    Seq,
    SequenceEmbedding,
    SequenceExample,
    SequenceTrainingSet,
    Transformer,
    TransformerBlock,
    TransformerParameters,
    TransformerTrainingState,
    TransformerTrainStep,
    Value,
    Vocab,
    attend,
    attention_scores,
    masked_softmax,
    merge_heads,
    mix_values,
    split_heads,
)
from ctml.category import Compose, Endomorphism, iterate
from ctml.domain import FloatArray, LearningRate, Loss, NamedArrays, StepCount, TokenSequence
from ctml.optim import Adam, AdamState, Sgd, SgdState


def what_products_infer(
    wide: Matrix[Seq, Model], weight: Matrix[Model, Inner], bias: Row[Inner]
) -> None:
    assert_type(wide @ weight, Matrix[Seq, Inner])
    assert_type((wide @ weight).plus_row(bias), Matrix[Seq, Inner])
    assert_type(wide.transpose(), Matrix[Model, Seq])
    assert_type(wide.transpose() @ wide, Matrix[Model, Model])
    assert_type(wide.column_sums(), Row[Model])
    assert_type(wide.scaled(2), Matrix[Seq, Model])
    assert_type(wide + wide, Matrix[Seq, Model])
    assert_type(wide.values, FloatArray)
    assert_type(Matrix[Seq, Model]([[1.0]]), Matrix[Seq, Model])


def what_a_head_infers(query: Query, key: Key, value: Value, mask: AttentionMask) -> None:
    assert_type(query.matrix, Matrix[Seq, HeadDim])
    assert_type(query.matrix @ key.matrix.transpose(), Matrix[Seq, Seq])
    assert_type(attention_scores(query, key), AttentionScores)
    assert_type(masked_softmax(attention_scores(query, key), mask), AttentionWeights)
    assert_type(attend(query, key, value, mask), Matrix[Seq, HeadDim])


def what_heads_infer(wide: Matrix[Seq, Model], heads: HeadCount) -> None:
    assert_type(split_heads(wide, heads), tuple[Matrix[Seq, HeadDim], ...])
    assert_type(merge_heads(split_heads(wide, heads)), Matrix[Seq, Model])


def what_composes(
    block: TransformerBlock,
    norm: LayerNorm,
    readout: Readout,
    embedding: SequenceEmbedding,
    hidden: Hidden,
) -> Endomorphism[Hidden]:
    assert_type(block >> block, Compose[Hidden, Hidden])
    assert_type(embedding >> block >> norm >> readout, Compose[TokenSequence, Matrix[Seq, Vocab]])
    assert_type(iterate(block, StepCount(3)), Endomorphism[Hidden])
    assert_type(Chain([norm, block, Residual(norm)]), Chain)
    assert_type(block.backward(hidden, hidden.matrix), Gradient)
    return block


def how_training_is_typed(
    parameters: TransformerParameters, lesson: SequenceTrainingSet, example: SequenceExample
) -> None:
    step = TransformerTrainStep(lesson, Adam(LearningRate(0.1)))
    assert_type(step, TransformerTrainStep[AdamState])
    assert_type(step.start(parameters), TransformerTrainingState[AdamState])
    assert_type(step(step.start(parameters)).memory, AdamState)
    assert_type(step(step.start(parameters)).step, StepCount)
    plain = TransformerTrainStep(lesson, Sgd(LearningRate(0.1)))
    assert_type(iterate(plain, StepCount(2)), Endomorphism[TransformerTrainingState[SgdState]])
    assert_type(Transformer(parameters).gradient(example), NamedArrays)
    assert_type(Transformer(parameters).loss(example), Loss)
    assert_type(parameters.with_arrays(parameters.arrays), TransformerParameters)


def repeat(block: Endomorphism[Hidden]) -> Endomorphism[Hidden]:
    """Stand for anything that needs an arrow from Hidden back to Hidden."""
    return block


def refused_products(wide: Matrix[Seq, Model], narrow: Matrix[Seq, HeadDim]) -> None:
    narrow @ narrow  # type: ignore[operator]
    wide @ narrow  # type: ignore[operator]
    wide + narrow  # type: ignore[operator]
    wide.plus_row(narrow.column_sums())  # type: ignore[arg-type]
    merge_heads([wide])  # type: ignore[list-item]
    split_heads(narrow, HeadCount(1))  # type: ignore[arg-type]
    Query(wide)  # type: ignore[arg-type]
    Hidden(narrow)  # type: ignore[arg-type]


def refused_roles(query: Query, key: Key, value: Value, scores: AttentionScores) -> None:
    query.matrix @ key.matrix  # type: ignore[operator]
    attention_scores(key, query)  # type: ignore[arg-type]
    attention_scores(query, query)  # type: ignore[arg-type]
    mix_values(scores, value)  # type: ignore[arg-type]
    masked_softmax(scores, [[True]])  # type: ignore[arg-type]
    query.matrix = key.matrix  # type: ignore[misc]


def refused_arrows(block: TransformerBlock, readout: Readout, layer: Layer) -> None:
    readout >> block  # type: ignore[operator]
    repeat(readout)  # type: ignore[arg-type]
    Residual(readout)  # type: ignore[arg-type]
    layer(Matrix[Seq, Model]([[1.0]]))  # type: ignore[arg-type]


def refused_memories(lesson: SequenceTrainingSet, parameters: TransformerParameters) -> None:
    adam = TransformerTrainStep(lesson, Adam(LearningRate(0.1)))
    plain = TransformerTrainStep(lesson, Sgd(LearningRate(0.1)))
    adam(plain.start(parameters))  # type: ignore[arg-type]
