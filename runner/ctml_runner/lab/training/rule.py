"""The rule of descent that a config asks for."""

from ctml.category import Morphism
from ctml.domain import AdamState, LearningRate, StepCount
from ctml.models import TrainingRule
from ctml.optim import Adam, AdamW, ClipByNorm, Clipped, Optimiser, Scheduled
from ctml_runner.lab.config import Training


def rule_of(training: Training) -> TrainingRule:
    """Return AdamW with the decay and the limit of a config, as engines want it."""
    clip = None if training.clip is None else ClipByNorm(training.clip)
    return TrainingRule(_adamw(training), clip, training.seed)


def optimiser_of(
    training: Training, rates: Morphism[StepCount, LearningRate]
) -> Optimiser[AdamState]:
    """Return the same rule as an optimiser that keeps to a schedule."""
    paced = Scheduled(_adamw(training), rates)
    return paced if training.clip is None else Clipped(paced, ClipByNorm(training.clip))


def _adamw(training: Training) -> AdamW:
    return AdamW(Adam(LearningRate(training.learning_rate), beta2=training.beta2), training.decay)
