"""Direct preference optimisation: learn from preferences without a reward model (2305.18290)."""

from ctml.domain.finite_number import positive_number
from ctml.finetune.answer_loss import answer_log_probabilities
from ctml.finetune.answers import AnswerBatch
from ctml.finetune.preferences import PreferenceBatch, bradley_terry_loss
from ctml.finetune.reference import Reference
from ctml.models import LanguageModel
from ctml.nn import AnyMode
from ctml.tensor import Tensor


def dpo_loss(
    policy: LanguageModel,
    reference: Reference,
    batch: PreferenceBatch,
    beta: float,
    mode: AnyMode,
) -> Tensor:
    """Return the surprise at the preferences under the rewards that a policy implies.

        L = -1/B · Σ ln sigmoid(β · ln π(y_w|x)/π_ref(y_w|x) - β · ln π(y_l|x)/π_ref(y_l|x))

    (arXiv 2305.18290, equation 7). Where policy and reference are the same, it is ln 2. Its slope
    goes to the policy alone.

    Args:
        policy: π, what is tuned; usually it begins as the reference.
        reference: π_ref, as the policy was before.
        batch: two answers to each prompt.
        beta: β, above 0: how dearly the policy pays for leaving the reference.
        mode: whether the policy trains.

    Raises:
        InvalidTypeError: β is not a number.
        InvalidShapeError: a text is longer than the context of one of the two.
        InvalidValueError: β is not above 0, or a token outside the vocabulary.
    """
    strength = positive_number("dpo_loss.beta", beta)
    chosen = _lead(policy, reference, batch.chosen, mode) * strength
    rejected = _lead(policy, reference, batch.rejected, mode) * strength
    return bradley_terry_loss(chosen, rejected)


def _lead(policy: LanguageModel, reference: Reference, batch: AnswerBatch, mode: AnyMode) -> Tensor:
    """Return ln π(y|x)/π_ref(y|x) for each answer, [B]; times β, the reward that is implied."""
    return answer_log_probabilities(policy, batch, mode) - reference.log_probabilities(batch)
