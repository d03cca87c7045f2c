"""The loss of a text: how surprising each next token was."""

import numpy as np

from ctml.attention.roles import Seq, Vocab
from ctml.domain import FloatArray, Loss, TokenSequence
from ctml.errors import InvalidShapeError, InvalidValueError
from ctml.tensor import Matrix, refused_not_warned


def next_token_loss(logits: Matrix[Seq, Vocab], targets: TokenSequence) -> Loss:
    """Return the mean surprise: L = 1/T · Σ_t (log Σ_v exp(z[t, v]) - z[t, target_t]), in nats.

    Softmax and logarithm are taken together, so that no probability rounds to 0 on the way.

    Args:
        logits: the scores at each of the T positions, shape [T, V].
        targets: the token that came next at each position.

    Raises:
        InvalidShapeError: there is not one target for each position.
        InvalidValueError: a target is outside the vocabulary, or its surprise beyond every float.
    """
    chosen = _indices(logits, targets)
    surprise = -_log_probabilities(logits)[np.arange(len(chosen)), chosen]
    return Loss(float(surprise.mean()))


def next_token_loss_gradient(
    logits: Matrix[Seq, Vocab], targets: TokenSequence
) -> Matrix[Seq, Vocab]:
    """Return dz = (softmax(z) - one_hot(target)) / T, shape [T, V]; each row sums to 0.

    Args:
        logits: the scores at each position.
        targets: the token that came next at each position.

    Raises:
        InvalidShapeError: there is not one target for each position.
        InvalidValueError: a target is outside the vocabulary.
    """
    chosen = _indices(logits, targets)
    with refused_not_warned():
        slopes = np.exp(_log_probabilities(logits))
    slopes[np.arange(len(chosen)), chosen] -= 1
    return Matrix(slopes / len(chosen))


def _log_probabilities(logits: Matrix[Seq, Vocab]) -> FloatArray:
    with refused_not_warned():  # -1e308 - 1e308 has probability 0; only as a target it is refused
        centred = logits.values - logits.values.max(axis=1, keepdims=True)
        log_total: FloatArray = np.log(np.exp(centred).sum(axis=1, keepdims=True))
        log_probabilities: FloatArray = centred - log_total
    return log_probabilities


def _indices(logits: Matrix[Seq, Vocab], targets: TokenSequence) -> list[int]:
    chosen = [target.index for target in targets]
    if len(chosen) != logits.rows:
        given = f"{len(chosen)} targets for {logits.rows} positions"
        raise InvalidShapeError("next_token_loss", given, "one target for each position")
    if max(chosen) >= logits.columns:
        needed = f"targets of the vocabulary, with an index below {logits.columns}"
        raise InvalidValueError("next_token_loss", f"a target {max(chosen)}", needed)
    return chosen
