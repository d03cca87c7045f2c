"""Reference: the model as it was before, which is asked and never trained."""

from dataclasses import dataclass

from ctml.domain.kind import require_kind
from ctml.finetune.answer_loss import answer_log_probabilities
from ctml.finetune.answers import AnswerBatch
from ctml.models import LanguageModel
from ctml.nn import Eval
from ctml.tensor import Tensor


@dataclass(frozen=True, slots=True, init=False, eq=False, repr=False)
class Reference:
    """A frozen copy of a model: it has no parameters, so nothing can train it.

    It is no ``Module`` and not ``Trainable``: to hand it to an optimiser is a type error, and so
    is to hand a model that still learns to whoever asks for a reference. What it answers is made
    of constants, and no slope goes past those.

    Raises:
        InvalidTypeError: it was given something else than a language model.
    """

    _frozen: LanguageModel

    def __init__(self, model: LanguageModel) -> None:
        require_kind("Reference", model, LanguageModel, "a language model")
        object.__setattr__(self, "_frozen", model.without_gradient())

    def log_probabilities(self, batch: AnswerBatch) -> Tensor:
        """Return ln π_ref(y | x) for each answer, [B], as constants.

        Args:
            batch: prompts x with their answers y.

        Raises:
            InvalidShapeError: a text is longer than the model's context.
            InvalidValueError: a token is outside the vocabulary.
        """
        return answer_log_probabilities(self._frozen, batch, Eval())

    def scores(self, batch: AnswerBatch) -> Tensor:
        """Return the scores of each next token, [B, T, V], as constants.

        Args:
            batch: what is read.

        Raises:
            InvalidShapeError: a text is longer than the model's context.
            InvalidValueError: a token is outside the vocabulary.
        """
        return self._frozen(batch.windows.inputs)

    def __repr__(self) -> str:
        return f"Reference({type(self._frozen).__name__})"
