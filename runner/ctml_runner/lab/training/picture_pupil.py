"""PicturePupil: a classifier in training."""

from ctml.category import Morphism
from ctml.data import BatchSize, Draw, ImageBatch, LabelledImages, Seed, in_order
from ctml.domain import AdamState, LearningRate, Product, StepCount
from ctml.models import Classifier, ClassifierStep, EngineState, Watched
from ctml_runner.lab.config import Training
from ctml_runner.lab.training.pictures import Pictures
from ctml_runner.lab.training.rule import optimiser_of


class PicturePupil:
    """A classifier that learns from labelled pictures.

    Args:
        model: what is trained.
        pictures: what is learned from.
        training: what the config says.
        rates: the learning rate of each step.
        state: where to go on; None begins with the model's own numbers.
    """

    def __init__(
        self,
        model: Classifier,
        pictures: Pictures,
        training: Training,
        rates: Morphism[StepCount, LearningRate],
        state: EngineState | None = None,
    ) -> None:
        optimiser = optimiser_of(training, rates)
        self._rates = rates
        self._judged_by = pictures.split.validation
        self._draw: Morphism[StepCount, ImageBatch] = Draw(
            pictures.split.training, BatchSize(training.batch), Seed(training.seed)
        )
        self._step: ClassifierStep[Classifier, AdamState] = ClassifierStep(self._draw, optimiser)
        learned = model if state is None else model.with_arrays(state.arrays)
        memory = optimiser.start(model) if state is None else state.memory
        self._now: Product[Classifier, AdamState] = Product(learned, memory)

    @property
    def taken(self) -> int:
        """How many steps were taken."""
        return self._now.second.step.count

    @property
    def rate(self) -> float:
        """The learning rate of the last step."""
        return self._rates(StepCount(max(self.taken - 1, 0))).value

    @property
    def state(self) -> EngineState:
        """All that it takes to go on from here."""
        return EngineState(self._now.first.arrays, self._now.second)

    @property
    def tokenizer(self) -> None:
        """None: pictures are not made of tokens."""

    def step(self) -> float:
        """Take the next step, and return the loss on its batch before it.

        Raises:
            DivergedError: a number was NaN or infinite; the numbers are those before the step.
        """
        loss, memory = self.first_loss(), self._now.second
        watched = self._watched("step")
        self._now = watched.computed(lambda model: self._step(Product(model, memory)))
        return loss

    def first_loss(self) -> float:
        """Return the loss on the batch of the next step, without learning from it.

        Raises:
            DivergedError: a number was NaN or infinite.
        """
        batch = self._draw(self._now.second.step)
        return self._watched("step").computed(lambda model: _loss(model, batch))

    def judge(self) -> float:
        """Return the loss on the pictures that are only used to judge.

        Raises:
            DivergedError: a number was NaN or infinite.
        """
        return self._watched("judge").computed(lambda model: _mean_loss(model, self._judged_by))

    def accuracy(self) -> float:
        """Return the share of those pictures that it names right.

        Raises:
            DivergedError: a number was NaN or infinite.
        """
        return self._watched("judge").computed(lambda model: model.accuracy(self._judged_by))

    def close(self) -> None:
        """Do nothing: it holds nothing that has to be given back."""

    def _watched(self, work: str) -> Watched[Classifier]:
        return Watched(f"PicturePupil.{work}", self._now.first, self._now.second.step)


def _loss(model: Classifier, batch: ImageBatch) -> float:
    return float(model.without_gradient().loss(batch).values)


def _mean_loss(model: Classifier, images: LabelledImages) -> float:
    total = sum(_loss(model, batch) * len(batch) for batch in in_order(images, BatchSize(256)))
    return total / len(images)
