"""By hand: one function inside the other.

A small model says which of three words comes next, in three stages:
    embed      from a TokenId to a Vector: two numbers that describe the word
    linear     from a Vector to Logits: one score for each of the three words
    softmax    from Logits to a Distribution: no share below 0, and all together are 1
The first line of each function says where the stage starts and where it ends. `Vector`
and `Logits` hold their numbers in `values`, as a Distribution does.

Python works out the innermost brackets first, so a chain of calls is written from the
inside out: `linear(embed(token))` is embed first, then linear. `scores` shows it.

`predict` should go the whole way, from a token id to a distribution. Read mypy's
message: what is handed to `softmax`, and what does it start from? Then mend the `return`
line of `predict`. The stages themselves are right, and so are all the annotations.
"""

import math

from ctml.domain import Distribution, Logits, TokenId, Vector

ROWS = ((1.0, 0.0), (0.0, 1.0), (-1.0, -1.0))  # of the words rust, makes and ai


def embed(token: TokenId) -> Vector:
    return Vector(ROWS[token.index])


def linear(vector: Vector) -> Logits:
    x, y = vector.values
    return Logits((y, 2 * x, x + 2 * y))


def softmax(logits: Logits) -> Distribution:
    weights = [math.exp(score) for score in logits.values]
    return Distribution([weight / sum(weights) for weight in weights])


def scores(token: TokenId) -> Logits:
    return linear(embed(token))


def predict(token: TokenId) -> Distribution:
    return softmax(embed(token))


# --- checks ---
from math import exp
from typing import assert_type

from ctml.checks import agree
from ctml.domain import Distribution, Logits, TokenId, Vector
from hypothesis import given
from hypothesis import strategies as st

THIRD = 1 / 3


def test_predict() -> None:
    """After rust (token 0) makes is likeliest, and after makes (token 1) ai."""
    agree(predict(TokenId(0)), Distribution((0.090031, 0.665241, 0.244728)), atol=1e-6)
    agree(predict(TokenId(1)), Distribution((0.244728, 0.090031, 0.665241)), atol=1e-6)


def test_scores() -> None:
    """The half that was done still gives scores: token 0 has 0, 2, 1 and token 1 has 1, 0, 2."""
    result = scores(TokenId(0))
    assert_type(result, Logits)
    agree(result, Logits((0.0, 2.0, 1.0)))
    agree(scores(TokenId(1)), Logits((1.0, 0.0, 2.0)))


def test_stages() -> None:
    """The three stages do what they did."""
    agree(embed(TokenId(0)), Vector((1.0, 0.0)))
    agree(embed(TokenId(2)), Vector((-1.0, -1.0)))
    agree(linear(Vector((0.5, 2.0))), Logits((2.0, 1.0, 4.5)))
    agree(linear(Vector((0.0, 0.0))), Logits((0.0, 0.0, 0.0)))
    agree(softmax(Logits((5.0, 5.0, 5.0))), Distribution((THIRD, THIRD, THIRD)), atol=1e-6)
    agree(softmax(Logits((2.0, 1.0, 0.0))), Distribution((0.665241, 0.244728, 0.090031)), atol=1e-6)


@given(st.integers(min_value=0, max_value=2))  # the test runs many times, with many tokens
def test_any_token(index: int) -> None:
    """Whatever the token: a score that is higher by 1 makes a share that is e times as large."""
    share = predict(TokenId(index)).values.tolist()
    score = scores(TokenId(index)).values.tolist()
    agree(share[1] / share[0], exp(score[1] - score[0]), atol=1e-6)
    agree(share[2] / share[0], exp(score[2] - score[0]), atol=1e-6)


# Wrong on purpose: mypy has to complain about each line in here.
def refused() -> None:  # never called
    _ = softmax(embed(TokenId(0)))  # type: ignore[arg-type]  # a vector describes one word, and softmax needs a score for each
    _ = linear(TokenId(0))  # type: ignore[arg-type]  # a token id is only the number of a row; linear starts from the row
    _ = predict(0)  # type: ignore[arg-type]  # 0 is a bare number, and predict starts at a token id
