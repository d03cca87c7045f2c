"""Facts about the types of optimisers and their nouns: checked by mypy and pyright, never run."""

from typing import assert_type

from ctml.checks import frozen
from ctml.domain import (
    FloatArray,
    LearningRate,
    NamedArrays,
    Parameters,
    Product,
    Scalar,
    StepCount,
    TokenId,
    TrainingExample,
    TrainingSet,
)
from ctml.optim import (
    Adam,
    AdamState,
    AdamW,
    ClipByNorm,
    Clipped,
    Optimiser,
    Scheduled,
    Sgd,
    SgdState,
    Trainable,
    WarmupCosine,
)


def what_a_product_is(token: TokenId, rate: LearningRate) -> None:
    pair = Product(token, rate)
    assert_type(pair, Product[TokenId, LearningRate])
    assert_type(pair.first, TokenId)
    assert_type(pair.second, LearningRate)
    wider: Product[object, LearningRate] = pair
    assert_type(wider.second, LearningRate)


def what_examples_are(examples: TrainingSet) -> None:
    assert_type(examples.examples, tuple[TrainingExample, ...])
    assert_type([one.target for one in examples], list[TokenId])


def what_named_arrays_are(arrays: NamedArrays, parameters: Parameters) -> None:
    assert_type(arrays["bias"], FloatArray)
    assert_type(parameters.arrays, NamedArrays)
    assert_type(parameters.with_arrays(arrays), Parameters)
    trained: Trainable = parameters
    assert_type(trained.arrays, NamedArrays)


def what_a_step_gives(adam: Adam, parameters: Parameters, gradient: NamedArrays) -> None:
    state = adam.start(parameters)
    assert_type(state, AdamState)
    after = adam.step(Product(parameters, state), gradient)
    assert_type(after, Product[Parameters, AdamState])
    assert_type(adam.step(after, gradient).second.step, StepCount)


def what_wrapping_keeps(adam: Adam, schedule: WarmupCosine, parameters: Parameters) -> None:
    scheduled = Scheduled(AdamW(adam), schedule)
    assert_type(scheduled, Scheduled[AdamState])
    clipped = Clipped(scheduled, ClipByNorm(1.0))
    assert_type(clipped, Clipped[AdamState])
    assert_type(clipped.start(parameters), AdamState)
    rule: Optimiser[SgdState] = Sgd(LearningRate(0.1))
    assert_type(rule.start(parameters), SgdState)


def forgets_the_state(
    adam: Adam, now: Product[Parameters, AdamState], gradient: NamedArrays
) -> Product[Parameters, AdamState]:
    return adam.step(now, gradient).first  # type: ignore[return-value]


def refused(
    adam: Adam, now: Product[Parameters, AdamState], arrays: NamedArrays, rate: LearningRate
) -> None:
    now.second.step = StepCount(0)  # type: ignore[misc]
    now.first = now.first  # type: ignore[misc]
    adam.beta1 = 0.5  # type: ignore[misc]
    adam.step(now.first, arrays)  # type: ignore[arg-type]
    adam.step(now, now.first)  # type: ignore[arg-type]
    adam.step(Product(1, now.second), arrays)  # type: ignore[type-var]
    Adam(0.1)  # type: ignore[arg-type]
    arrays["bias"] = frozen([0.0])  # type: ignore[index]
    _ = rate < LearningRate(0.1)  # type: ignore[operator]
    _ = Scalar(1.0) + Scalar(2.0)  # type: ignore[operator]
    TrainingExample(1, 2)  # type: ignore[arg-type]
    TrainingSet([TokenId(1)])  # type: ignore[list-item]
    StepCount(1.0)  # type: ignore[arg-type]
    clipped = Clipped(adam, ClipByNorm(1.0))
    schedule = WarmupCosine(rate, rate, StepCount(0), StepCount(1))
    Scheduled(clipped, schedule)  # type: ignore[arg-type]
    sgd: Optimiser[SgdState] = adam  # type: ignore[assignment]
    sgd.start(now)  # type: ignore[arg-type]
