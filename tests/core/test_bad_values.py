"""Whatever a noun can't hold, it refuses by its own name, and never by Python's."""

import math
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Never

import numpy as np
import pytest

from ctml.attention import (
    BlockCount,
    FeedForward,
    HeadCount,
    InnerDimension,
    MultiHeadAttention,
    Readout,
    TransformerSizes,
)
from ctml.domain import (
    Batch,
    Distribution,
    LearningRate,
    LocalGradient,
    Logits,
    Loss,
    ModelDimension,
    NamedArrays,
    Parameters,
    Scalar,
    StepCount,
    Tally,
    TokenId,
    TokenSequence,
    Trace,
    TrainingExample,
    TrainingSet,
    Vector,
    VocabSize,
)
from ctml.domain.wording import shown
from ctml.errors import DomainError
from ctml.optim import Adam, AdamW, ClipByNorm, Momentum, Sgd, WarmupCosine
from ctml.sketches import Behaviour, OpenCircuit
from ctml.tensor import Matrix, Row

RATE = LearningRate(0.1)
Maker = Callable[[object], object]
ONE, TWO = StepCount(1), StepCount(2)
TABLE: Matrix[Never, Never] = Matrix([[1.0]])
ROW: Row[Never] = Row([1.0])
SIZES = TransformerSizes(
    VocabSize(2), ModelDimension(2), HeadCount(1), InnerDimension(2), BlockCount(1)
)


def attention(**given: object) -> MultiHeadAttention:
    fields: dict[str, object] = {
        "query": TABLE, "key": TABLE, "value": TABLE, "output": TABLE, "heads": HeadCount(1)
    }  # fmt: skip
    return MultiHeadAttention(**(fields | given))  # type: ignore[arg-type]


ROWS: dict[str, Maker] = {
    "Vector": Vector,  # type: ignore[dict-item]
    "Logits": Logits,  # type: ignore[dict-item]
    "Distribution": Distribution,  # type: ignore[dict-item]
    "NamedArrays": lambda given: NamedArrays({"bias": given}),  # type: ignore[dict-item]
    "Parameters": lambda given: Parameters([[1.0]], [[1.0]], given),  # type: ignore[arg-type]
}
NUMBERS: dict[str, Maker] = {
    "Loss": Loss,  # type: ignore[dict-item]
    "Scalar": Scalar,  # type: ignore[dict-item]
    "LocalGradient": LocalGradient,  # type: ignore[dict-item]
    "LearningRate": LearningRate,  # type: ignore[dict-item]
    "Tally": lambda given: Tally(given, 1),  # type: ignore[arg-type]
    "Adam": lambda given: Adam(RATE, beta1=given),  # type: ignore[arg-type]
    "AdamW": lambda given: AdamW(Adam(RATE), given),  # type: ignore[arg-type]
    "Momentum": lambda given: Momentum(RATE, given),  # type: ignore[arg-type]
    "ClipByNorm": ClipByNorm,  # type: ignore[dict-item]
}
COUNTS: dict[str, Maker] = {
    "TokenId": TokenId,  # type: ignore[dict-item]
    "VocabSize": VocabSize,  # type: ignore[dict-item]
    "ModelDimension": ModelDimension,  # type: ignore[dict-item]
    "StepCount": StepCount,  # type: ignore[dict-item]
    "Tally": lambda given: Tally(0.0, given),  # type: ignore[arg-type]
}
HOLDERS: dict[str, Maker] = {
    "TokenSequence": TokenSequence,  # type: ignore[dict-item]
    "TrainingSet": TrainingSet,  # type: ignore[dict-item]
    "Trace": Trace,  # type: ignore[dict-item]
    "Batch": Batch,  # type: ignore[dict-item]
    "TrainingExample": lambda given: TrainingExample(given, TokenId(1)),  # type: ignore[arg-type]
}


class Stranger:
    """No value of any noun; its text tells no address, so that tests keep their names."""

    def __repr__(self) -> str:
        return "a stranger"


HUGE = 10**5000  # beyond what Python writes out
NO_NUMBER = [None, "1", "x" * 999, b"1", True, 1j, Fraction(1, 2), [1.0], Stranger()]
BAD_ROWS = [
    [math.nan], [math.inf], [-math.inf], [HUGE], [10**400], ["a"], [None], [True], [1j],
    [[1.0], [1.0, 2.0]], ["x"] * 999, [Stranger()], np.array([1.0], dtype=object),
    np.array(["a"]), np.array([True]), np.array(["2020-01-01"], dtype="M8[D]"), "ab",
    b"ab", None, Stranger(), {1.0}, {"a": 1.0},
]  # fmt: skip


def refusal(make: Maker, given: object) -> str:
    with pytest.raises(DomainError) as caught:
        make(given)
    assert len(str(caught.value)) < 400
    return str(caught.value)


@pytest.mark.parametrize("noun", ROWS)
@pytest.mark.parametrize("given", BAD_ROWS, ids=shown)
def test_what_is_no_row_of_finite_numbers(noun: str, given: object) -> None:
    assert refusal(ROWS[noun], given).startswith(noun)


@pytest.mark.parametrize("noun", ["Vector", "Logits", "Distribution", "Parameters"])
@pytest.mark.parametrize("given", [[], [[1.0]], 1.0, np.zeros((0, 3))], ids=shown)
def test_what_is_no_row_or_an_empty_one(noun: str, given: object) -> None:
    assert refusal(ROWS[noun], given).startswith(noun)


@pytest.mark.parametrize("noun", NUMBERS)
@pytest.mark.parametrize(
    "given", [*NO_NUMBER, math.nan, math.inf, -math.inf, HUGE, -HUGE], ids=shown
)
def test_what_is_no_finite_number(noun: str, given: object) -> None:
    assert refusal(NUMBERS[noun], given).startswith(noun)


@pytest.mark.parametrize("noun", COUNTS)
@pytest.mark.parametrize("given", [*NO_NUMBER, 1.0, math.nan, np.int64(1), -1, -HUGE], ids=shown)
def test_what_does_not_count(noun: str, given: object) -> None:
    assert refusal(COUNTS[noun], given).startswith(noun)


@pytest.mark.parametrize("noun", HOLDERS)
@pytest.mark.parametrize("given", [None, 1, 1.5, Stranger()], ids=shown)
def test_what_holds_nothing_to_take_out(noun: str, given: object) -> None:
    assert refusal(HOLDERS[noun], given).startswith(noun)


@pytest.mark.parametrize("noun", ["TokenSequence", "TrainingSet"])
@pytest.mark.parametrize("given", [[], (), "", "ab", [1], [None], [True], [HUGE]], ids=shown)
def test_what_is_empty_or_holds_something_else(noun: str, given: object) -> None:
    assert refusal(HOLDERS[noun], given).startswith(noun)


FIELDS: dict[str, Maker] = {
    "Sgd.learning_rate": Sgd,  # type: ignore[dict-item]
    "Momentum.learning_rate": Momentum,  # type: ignore[dict-item]
    "Adam.learning_rate": Adam,  # type: ignore[dict-item]
    "AdamW.adam": AdamW,  # type: ignore[dict-item]
    "WarmupCosine.peak": lambda given: WarmupCosine(given, RATE, ONE, TWO),  # type: ignore[arg-type]
    "WarmupCosine.floor": lambda given: WarmupCosine(RATE, given, ONE, TWO),  # type: ignore[arg-type]
    "WarmupCosine.warmup": lambda given: WarmupCosine(RATE, RATE, given, TWO),  # type: ignore[arg-type]
    "WarmupCosine.total": lambda given: WarmupCosine(RATE, RATE, ONE, given),  # type: ignore[arg-type]
    "Behaviour.interval": lambda given: Behaviour(given, (1,)),  # type: ignore[arg-type]
    "OpenCircuit.resistors": lambda given: OpenCircuit(1, (given,), (0,), (0,)),  # type: ignore[arg-type]
    "FeedForward.w_in": lambda given: FeedForward(given, ROW, TABLE, ROW),  # type: ignore[arg-type]
    "FeedForward.b_in": lambda given: FeedForward(TABLE, given, TABLE, ROW),  # type: ignore[arg-type]
    "FeedForward.w_out": lambda given: FeedForward(TABLE, ROW, given, ROW),  # type: ignore[arg-type]
    "FeedForward.b_out": lambda given: FeedForward(TABLE, ROW, TABLE, given),  # type: ignore[arg-type]
    "Readout.weight": lambda given: Readout(given, ROW),  # type: ignore[arg-type]
    "Readout.bias": lambda given: Readout(TABLE, given),  # type: ignore[arg-type]
    "MultiHeadAttention.query": lambda given: attention(query=given),
    "MultiHeadAttention.key": lambda given: attention(key=given),
    "MultiHeadAttention.value": lambda given: attention(value=given),
    "MultiHeadAttention.output": lambda given: attention(output=given),
    "MultiHeadAttention.heads": lambda given: attention(heads=given),
    "TransformerSizes.vocab": lambda given: replace(SIZES, vocab=given),  # type: ignore[arg-type]
    "TransformerSizes.model": lambda given: replace(SIZES, model=given),  # type: ignore[arg-type]
    "TransformerSizes.heads": lambda given: replace(SIZES, heads=given),  # type: ignore[arg-type]
    "TransformerSizes.inner": lambda given: replace(SIZES, inner=given),  # type: ignore[arg-type]
    "TransformerSizes.blocks": lambda given: replace(SIZES, blocks=given),  # type: ignore[arg-type]
}


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("given", [0.1, 1, None, "1", HUGE, np.ones((1, 1)), Loss(1.0)], ids=shown)
def test_what_is_built_of_nouns_refuses_bare_numbers_by_field(field: str, given: object) -> None:
    assert refusal(FIELDS[field], given).startswith(f"{field} refuses")
