"""ReadableEngine: trains any language model, with slopes found by ``ctml.tensor``."""

from ctml.data import WindowBatch
from ctml.domain import AdamState, LearningRate, Loss, NamedArrays, Product
from ctml.errors import InvalidShapeError, InvalidValueError
from ctml.models.divergence import Watched
from ctml.models.engine import Engine, EngineState, TrainingRule
from ctml.models.language_model import LanguageModel
from ctml.nn import AnyMode, Eval, Train
from ctml.tensor import gradients


class ReadableEngine(Engine):
    """An ``Engine`` in a few lines: a loss, its gradient, a step of the optimiser, a new model.

    It serves every model, and is what the fused engine is held against. Chance is that of the
    seed and the number of steps taken, so that a training that goes on draws as it would have.
    """

    def __init__(
        self, model: LanguageModel, rule: TrainingRule, state: EngineState | None = None
    ) -> None:
        """Begin with a model, or go on where a training of it ended.

        Args:
            model: what is trained.
            rule: how a gradient becomes a step.
            state: where to go on; None begins with the model's own numbers.

        Raises:
            InvalidShapeError: the state belongs to another model.
        """
        learned = model.with_arrays(state.arrays) if state else model
        memory = state.memory if state else rule.adamw.start(model)
        self._now: Product[LanguageModel, AdamState] = Product(learned, memory)
        self._rule = rule

    def step(self, batch: WindowBatch, rate: LearningRate) -> Loss:
        """Take one step, and return the loss on the batch before it.

        Args:
            batch: what is learned from.
            rate: the learning rate of this step.

        Raises:
            InvalidShapeError: the windows are longer than the model's context.
            InvalidValueError: an id is outside the vocabulary.
            DivergedError: a number grew beyond every float; the numbers are those before the step.
        """
        model, memory = self._now.first, self._now.second
        require_ids(batch, model)
        watched = Watched("ReadableEngine.step", model, memory.step)
        mode = Train((self._rule.seed, memory.step.count))
        loss, slopes = watched.computed(lambda one: with_slopes(one, batch, mode))
        rule = self._rule.adamw.with_rate(rate)
        self._now = watched.computed(lambda _: rule.step(self._now, self._clipped(slopes)))
        return loss

    def judge(self, batch: WindowBatch) -> Loss:
        """Return the loss on a batch that is not learned from, without chance.

        Args:
            batch: what is judged by.

        Raises:
            InvalidShapeError: the windows are longer than the model's context.
            InvalidValueError: an id is outside the vocabulary.
            DivergedError: a number grew beyond every float.
        """
        model, memory = self._now.first, self._now.second
        require_ids(batch, model)
        watched = Watched("ReadableEngine.judge", model, memory.step)
        return watched.computed(lambda one: judged(one, batch))

    @property
    def model(self) -> LanguageModel:
        """The model as it is now."""
        return self._now.first

    @property
    def state(self) -> EngineState:
        """All that it takes to go on from here."""
        return EngineState(self._now.first.arrays, self._now.second)

    def close(self) -> None:
        """Do nothing: it holds nothing that has to be given back."""

    def _clipped(self, slopes: NamedArrays) -> NamedArrays:
        return self._rule.clip(slopes) if self._rule.clip else slopes


def judged(model: LanguageModel, batch: WindowBatch) -> Loss:
    """Return the loss of a model on a batch, without chance and without slopes.

    Args:
        model: who is judged.
        batch: what it is judged by.

    Raises:
        InvalidShapeError: the windows are longer than the model's context.
        InvalidValueError: an id is outside the vocabulary, or a number beyond every float.
    """
    return Loss(float(model.without_gradient().loss(batch, Eval()).values))


def with_slopes(
    model: LanguageModel, batch: WindowBatch, mode: AnyMode
) -> tuple[Loss, NamedArrays]:
    """Return the loss of a model on a batch with its slopes, by name.

    Args:
        model: who learns.
        batch: what it learns from.
        mode: whether chance plays a part.

    Raises:
        InvalidShapeError: the windows are longer than the model's context.
        InvalidValueError: an id is outside the vocabulary, or a number beyond every float.
    """
    loss = model.loss(batch, mode)
    return Loss(float(loss.values)), model.by_name(gradients(loss))


def require_ids(batch: WindowBatch, model: LanguageModel) -> None:
    """Do nothing, if all ids of a batch are in the vocabulary of a model.

    Args:
        batch: what is read, and what came next.
        model: who reads it.

    Raises:
        InvalidShapeError: the windows are longer than the model's context.
        InvalidValueError: an id is outside the vocabulary.
    """
    length, context = batch.inputs.shape[1], model.context.length
    if length > context:
        needed = f"windows of at most {context} tokens, the model's context"
        raise InvalidShapeError("WindowBatch", f"windows of {length} tokens", needed)
    largest = int(max(batch.inputs.max(), batch.targets.max()))
    if largest >= model.vocab.size:
        needed = f"ids below {model.vocab.size}, the size of the vocabulary"
        raise InvalidValueError("WindowBatch", f"the token id {largest}", needed)
