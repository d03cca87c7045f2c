"""Engine: what trains a language model, step by step, and can stop and go on."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from ctml.data import WindowBatch
from ctml.domain import AdamState, LearningRate, Loss, NamedArrays
from ctml.domain.kind import require_kind
from ctml.domain.whole_number import whole_number
from ctml.models.language_model import LanguageModel
from ctml.optim import AdamW, ClipByNorm


@dataclass(frozen=True, slots=True)
class TrainingRule:
    """How an engine goes from a gradient to a step: AdamW, behind a limit for the gradient.

    Attributes:
        adamw: the rule; its own learning rate is not used, since each step is told its rate.
        clip: shortens a gradient that is too long; None leaves every gradient as it is.
        seed: where the chance of dropout begins, 0 or more.

    Raises:
        InvalidTypeError: one of them is of another kind.
        InvalidValueError: the seed is negative.
    """

    adamw: AdamW
    clip: ClipByNorm | None = None
    seed: int = 0

    def __post_init__(self) -> None:
        require_kind("TrainingRule.adamw", self.adamw, AdamW, "an AdamW")
        if self.clip is not None:
            require_kind("TrainingRule.clip", self.clip, ClipByNorm, "a ClipByNorm or None")
        whole_number("TrainingRule.seed", self.seed, at_least=0)


@dataclass(frozen=True, slots=True)
class EngineState:
    """All that it takes to go on, to the bit, as if training had never stopped.

    Numbers of float32 are told as float64 and come back unchanged.

    Attributes:
        arrays: what the model has learned, by name.
        memory: what AdamW remembers, with the same names and shapes; it counts the steps.

    Raises:
        InvalidShapeError: the two have different names or shapes.
    """

    arrays: NamedArrays
    memory: AdamState

    def __post_init__(self) -> None:
        self.arrays.require_fit("EngineState.memory", self.memory.first)


class Engine(ABC):
    """A model in training. ``ctml.models.start_engine`` makes one; use it in a ``with`` block.

        with start_engine(model, rule, workers=2) as engine:
            for step in range(steps):
                loss = engine.step(batch_of(step), schedule(StepCount(step)))
            trained = engine.model

    An engine is no value: a step changes it. What it tells are values: ``model`` and ``state``
    stay what they were when they were asked for. Equal models, states, batches, rates and numbers
    of workers give equal results, to the bit.
    """

    @abstractmethod
    def step(self, batch: WindowBatch, rate: LearningRate) -> Loss:
        """Take one step, and return the loss on the batch before it.

        Args:
            batch: what is learned from.
            rate: the learning rate of this step.

        Raises:
            InvalidShapeError: the windows are longer than the model's context.
            InvalidValueError: an id is outside the vocabulary.
            DivergedError: a number was NaN or infinite; it names the array that it began with.
            LostWorkerError: a process that computes for the engine is gone.
        """

    @abstractmethod
    def judge(self, batch: WindowBatch) -> Loss:
        """Return the loss on a batch that is not learned from, without chance.

        Args:
            batch: what is judged by; it may have any number of windows.

        Raises:
            InvalidShapeError: the windows are longer than the model's context.
            InvalidValueError: an id is outside the vocabulary.
            DivergedError: a number was NaN or infinite.
            LostWorkerError: a process that computes for the engine is gone.
        """

    @property
    @abstractmethod
    def model(self) -> LanguageModel:
        """The model as it is now.

        Raises:
            DivergedError: the last step led beyond every float.
        """

    @property
    @abstractmethod
    def state(self) -> EngineState:
        """All that it takes to go on from here.

        Raises:
            DivergedError: the last step led beyond every float.
        """

    @abstractmethod
    def close(self) -> None:
        """End its processes and give back its memory; a second time does nothing."""

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
        /,
    ) -> None:
        """Close it."""
        self.close()
