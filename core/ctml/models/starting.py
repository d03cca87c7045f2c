"""start_engine: the fastest engine that can train a model."""

from ctml.domain.whole_number import whole_number
from ctml.models.engine import Engine, EngineState, TrainingRule
from ctml.models.fused import FusedEngine
from ctml.models.language_model import LanguageModel
from ctml.models.readable_engine import ReadableEngine
from ctml.models.transformer import Transformer


def start_engine(
    model: LanguageModel,
    rule: TrainingRule,
    workers: int = 1,
    state: EngineState | None = None,
) -> Engine:
    """Return an engine for a model: the fused one for a transformer without dropout.

    Args:
        model: what is trained.
        rule: how a gradient becomes a step.
        workers: how many processes share the work, each on one core; 1 computes right here.
            The readable engine always does.
        state: where to go on; None begins with the model's own numbers.

    Raises:
        InvalidTypeError: the workers are not an int.
        InvalidValueError: there are none.
        InvalidShapeError: the state belongs to another model.
        LostWorkerError: a process could not begin.
    """
    whole_number("start_engine.workers", workers, at_least=1)
    if isinstance(model, Transformer) and model.bends_by_gelu and not model.sizes.dropout:
        return FusedEngine(model, rule, workers, state)
    return ReadableEngine(model, rule, state)
