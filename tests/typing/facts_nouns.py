"""Facts about the types of the core's nouns: checked by mypy and pyright, never run."""

from collections.abc import Iterator
from typing import assert_type

import numpy as np

from ctml.checks import Disagreement, agree, frozen
from ctml.domain import (
    Distribution,
    Err,
    FloatArray,
    Loss,
    ModelDimension,
    Numbers,
    Ok,
    Parameters,
    Result,
    TokenId,
    TokenSequence,
    VocabSize,
)
from ctml.errors import InvalidValueError


def embed(token: TokenId) -> int:
    """Stand for any arrow out of TokenId."""
    return token.index


def what_a_token_id_is(token: TokenId, sequence: TokenSequence) -> None:
    assert_type(token.index, int)
    assert_type(sequence.tokens, tuple[TokenId, ...])
    assert_type(iter(sequence), Iterator[TokenId])
    assert_type([one.index for one in sequence], list[int])
    assert_type(len(sequence), int)
    assert_type(TokenSequence([token]), TokenSequence)


def what_parameters_are(parameters: Parameters) -> None:
    assert_type(parameters.embedding, FloatArray)
    assert_type(parameters.lm_head, FloatArray)
    assert_type(parameters.bias, FloatArray)
    assert_type(parameters.vocab_size, VocabSize)
    assert_type(parameters.dimension, ModelDimension)
    assert_type(Parameters.deterministic(VocabSize(5), ModelDimension(4)), Parameters)


def what_a_distribution_is(values: Numbers, loss: Loss) -> None:
    distribution = Distribution(values)
    assert_type(distribution.values, FloatArray)
    result = Distribution.from_values(values)
    assert_type(result, Result[Distribution, InvalidValueError])
    if isinstance(result, Ok):
        assert_type(result, Ok[Distribution])
        assert_type(result.value, Distribution)
    else:
        assert_type(result, Err[InvalidValueError])
        assert_type(result.error, InvalidValueError)
    assert_type(loss.value, float)


def what_results_infer(result: Result[TokenId, str]) -> Result[object, object]:
    assert_type(Ok(TokenId(1)), Ok[TokenId])
    assert_type(Err("no"), Err[str])
    return result


def what_checks_give(error: Disagreement) -> None:
    assert_type(frozen([0.5]), FloatArray)
    assert_type(frozen([[1, 2], [3, 4]]), FloatArray)
    assert_type(frozen(np.zeros(3)), FloatArray)
    assert_type(error.aspect, str)
    assert_type(error.expected, str)
    assert_type(error.got, str)
    agree(1, 1)


def refused(token: TokenId, parameters: Parameters, sequence: TokenSequence) -> None:
    embed(7)  # type: ignore[arg-type]
    embed(VocabSize(7))  # type: ignore[arg-type]
    TokenId("7")  # type: ignore[arg-type]
    TokenId(np.int64(7))  # type: ignore[arg-type]
    TokenSequence([7])  # type: ignore[list-item]
    Distribution("ab")  # type: ignore[arg-type]
    _ = token + token  # type: ignore[operator]
    _ = token < TokenId(8)  # type: ignore[operator]
    _ = token == 7  # type: ignore[comparison-overlap]
    token.index = 8  # type: ignore[misc]
    parameters.bias = frozen([0.0])  # type: ignore[misc]
    sequence.append(token)  # type: ignore[attr-defined]
    Distribution.from_values([1.0]).value  # type: ignore[union-attr]
    agree(1, 1, 0.1)  # type: ignore[call-arg]
