"""TextPupil: a language model in training, on an engine."""

from ctml.category import Morphism
from ctml.data import BatchSize, Draw, Seed, WindowBatch, WindowLength, Windows
from ctml.domain import LearningRate, StepCount, TokenStream
from ctml.models import Engine, EngineState, LanguageModel
from ctml.tokenization import Tokenizer
from ctml_runner.lab.config import Training
from ctml_runner.lab.training.texts import Texts
from ctml_runner.lab.training.windows_to_judge import ENOUGH, judging_windows


class TextPupil:
    """A language model that learns from windows of a text.

    Args:
        engine: what takes the steps; it is closed with the pupil.
        texts: what is learned from.
        training: what the config says.
        rates: the learning rate of each step.
    """

    def __init__(
        self,
        engine: Engine,
        texts: Texts,
        training: Training,
        rates: Morphism[StepCount, LearningRate],
    ) -> None:
        self._engine = engine
        self._texts = texts
        self._rates = rates
        self._length, self._size = WindowLength(training.context), BatchSize(training.batch)
        windows = Windows(texts.split.training, self._length)
        self._draw: Morphism[StepCount, WindowBatch]
        self._draw = Draw(windows, self._size, Seed(training.seed))
        self._taken = engine.state.memory.step

    @property
    def taken(self) -> int:
        """How many steps were taken."""
        return self._taken.count

    @property
    def model(self) -> LanguageModel:
        """The model as it is now."""
        return self._engine.model

    @property
    def rate(self) -> float:
        """The learning rate of the last step."""
        return self._rates(StepCount(max(self.taken - 1, 0))).value

    @property
    def state(self) -> EngineState:
        """All that it takes to go on from here."""
        return self._engine.state

    @property
    def tokenizer(self) -> Tokenizer:
        """Which bytes become which tokens."""
        return self._texts.tokenizer

    def step(self) -> float:
        """Take the next step, and return the loss on its batch before it.

        Raises:
            DivergedError: a number was NaN or infinite; the numbers are those before the step.
            LostWorkerError: a process that computes for the engine is gone.
        """
        loss = self._engine.step(self._draw(self._taken), self._rates(self._taken))
        self._taken = self._taken.next()
        return loss.value

    def first_loss(self) -> float:
        """Return the loss on the batch of the next step, without learning from it."""
        return self._engine.judge(self._draw(self._taken)).value

    def judge(self) -> float:
        """Return the loss on some of what is only used to judge."""
        return self._mean(self._texts.split.validation)

    def judge_all(self) -> float:
        """Return the loss on all that it learns from."""
        return self._mean(self._texts.split.training, None)

    def accuracy(self) -> None:
        """Return nothing: a text has no label to name."""

    def close(self) -> None:
        """Close the engine."""
        self._engine.close()

    def _mean(self, stream: TokenStream, tokens: int | None = ENOUGH) -> float:
        total, count = 0.0, 0
        for batch in judging_windows(stream, self._length, self._size, tokens):
            total += self._engine.judge(batch).value * len(batch)
            count += len(batch)
        return total / count
