"""The gradient of the average loss, by hand."""

import numpy as np

from ctml.domain import FloatArray, NamedArrays, Parameters, TrainingSet
from ctml.errors import InvalidValueError


def loss_gradient(parameters: Parameters, examples: TrainingSet) -> NamedArrays:
    """Return ∂(average loss)/∂θ for every number θ, with the names and shapes of the parameters.

    Forward, for N examples with tokens t and targets y, a row for each example:

        v = embedding[t]  [N, D]     z = v · lm_head + bias  [N, V]     p = softmax(z)  [N, V]

    Backward; softmax and surprise together have a slope of p - one-hot(y):

        dz = (p - one-hot(y)) / N        dbias = Σ_n dz_n        dlm_head = vᵀ · dz
        dv = dz · lm_headᵀ               dembedding[t] = Σ dv_n over the examples n with token t

    Args:
        parameters: where the slope is taken.
        examples: what the loss is averaged over.

    Raises:
        InvalidValueError: a token is outside the vocabulary, or a number beyond every float.
    """
    tokens, targets = _indices(parameters, examples)
    v = parameters.embedding[tokens]
    with np.errstate(all="ignore"):  # NamedArrays refuse what comes of an overflow
        dz = _softmax(v @ parameters.lm_head + parameters.bias)
        dz[np.arange(len(targets)), targets] -= 1
        dz /= len(targets)
        return NamedArrays(
            {
                "bias": dz.sum(axis=0),
                "lm_head": v.T @ dz,
                "embedding": _rows_added(parameters, tokens, dz @ parameters.lm_head.T),
            }
        )


def _indices(parameters: Parameters, examples: TrainingSet) -> tuple[list[int], list[int]]:
    tokens = [one.token.index for one in examples]
    targets = [one.target.index for one in examples]
    vocab, largest = parameters.vocab_size.size, max(*tokens, *targets)
    if largest >= vocab:
        needed = f"tokens of its vocabulary, with indices below {vocab}"
        raise InvalidValueError("loss_gradient", f"a token with index {largest}", needed)
    return tokens, targets


def _softmax(scores: FloatArray) -> FloatArray:
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: FloatArray = weights / weights.sum(axis=1, keepdims=True)
    return shares


def _rows_added(parameters: Parameters, tokens: list[int], rows: FloatArray) -> FloatArray:
    """Return [V, D] with each row added at its token: a token that came twice gets both."""
    table = np.zeros(parameters.embedding.shape)
    np.add.at(table, tokens, rows)
    return table
