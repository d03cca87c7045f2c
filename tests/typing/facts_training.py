"""Facts about the types of training: checked by mypy and pyright, never run."""

from typing import assert_type

from ctml.calculus import central_differences
from ctml.category import Compose, Endomorphism, Morphism, iterate
from ctml.domain import (
    Loss,
    NamedArrays,
    Parameters,
    Product,
    StepCount,
    Trace,
    TrainingSet,
)
from ctml.optim import Adam, AdamState
from ctml.training import History, LossOn, OptimiserStep, TrainStep, loss_gradient

ThreeTimes = StepCount(3)


def what_steps_are(step: TrainStep, examples: TrainingSet, start: Parameters) -> None:
    endo: Endomorphism[Parameters] = step
    assert_type(step(start), Parameters)
    assert_type(iterate(endo, ThreeTimes)(start), Parameters)
    assert_type(step >> LossOn(examples), Compose[Parameters, Loss])
    assert_type(loss_gradient(start, examples), NamedArrays)


def what_an_optimisers_step_is(
    adam: Adam, examples: TrainingSet, now: Product[Parameters, AdamState]
) -> None:
    step = OptimiserStep(examples, adam)
    assert_type(step, OptimiserStep[AdamState])
    assert_type(step(now), Product[Parameters, AdamState])
    trained: Morphism[Product[Parameters, AdamState], Product[Parameters, AdamState]]
    trained = iterate(step, ThreeTimes)
    assert_type(trained(now).second.step, StepCount)


def what_a_history_is(step: TrainStep, examples: TrainingSet, start: Parameters) -> None:
    watched = History(step, ThreeTimes, LossOn(examples))
    assert_type(watched, History[Parameters, Loss])
    assert_type(watched(start), Product[Parameters, Trace[Loss]])
    assert_type([loss.value for loss in watched(start).second], list[float])


def what_differences_are(at: NamedArrays) -> None:
    assert_type(central_differences(lambda arrays: float(arrays["x"].sum()), at), NamedArrays)


def refused(
    adam: Adam, examples: TrainingSet, start: Parameters, now: Product[Parameters, AdamState]
) -> None:
    iterate(LossOn(examples), ThreeTimes)  # type: ignore[misc]
    OptimiserStep(examples, adam)(start)  # type: ignore[arg-type]
    OptimiserStep(examples, adam)(now.first)  # type: ignore[arg-type]
    OptimiserStep(examples, now.second)  # type: ignore[arg-type]
    _ = OptimiserStep(examples, adam) >> LossOn(examples)  # type: ignore[operator]
    History(LossOn(examples), ThreeTimes, LossOn(examples))  # type: ignore[misc]
    TrainStep(examples, 0.1)  # type: ignore[arg-type]
