"""Lift: a function becomes an arrow.

`>>` joins arrows and nothing else. A bare function has to be lifted first: `lift(f)` is the
arrow that does what f does. Its source and its target are the types in the first line of
f, so a function that does not say its types can't say which arrow it is.

A model is of use only if it comes back to a word. What is missing is the way from a
Distribution to a TokenId: the likeliest token. With it the whole goes from TokenId to
TokenId, and what ends where it starts can be joined to itself.

1. Write the body of `likeliest`: the token whose share is the largest, and the first of
   them if several are equally large. `list(distribution.values)` has the share of token 0
   in front, then that of token 1, and so on. (In a list, `row.index(x)` is the place where
   x stands first; places count from 0.)
2. `>>` refuses the bare function in `next_word`. Read the message, and lift it.
3. `after_next` should give the token after the next one. Build it from `next_word`.
"""

from ctml.category import Morphism, lift
from ctml.domain import Distribution, Parameters, TokenId
from ctml.pipeline import Embedding, LinearToLogits, Softmax

MODEL = Parameters(
    embedding=((1.0, 0.0), (0.0, 1.0), (-1.0, -1.0)),
    lm_head=((0.0, 2.0, 1.0), (1.0, 0.0, 2.0)),
    bias=(0.0, 0.0, 0.0),
)

predict = Embedding(MODEL) >> LinearToLogits(MODEL) >> Softmax()


def likeliest(distribution: Distribution) -> TokenId:
    return TokenId(0)


next_word: Morphism[TokenId, TokenId] = predict >> likeliest

after_next: Morphism[TokenId, TokenId] = next_word


# --- checks ---
from typing import assert_type

from ctml.checks import agree
from ctml.domain import Distribution, TokenId
from ctml.pipeline import Softmax
from hypothesis import given
from hypothesis import strategies as st


def test_likeliest() -> None:
    """Of the shares 0.25, 0.5, 0.25 the one of token 1 is the largest."""
    agree(likeliest(Distribution((0.25, 0.5, 0.25))), TokenId(1))
    agree(likeliest(Distribution((0.0, 0.0, 0.0, 1.0))), TokenId(3))
    agree(likeliest(Distribution((1.0,))), TokenId(0))


def test_equal_shares() -> None:
    """Of equally large shares the first one counts."""
    agree(likeliest(Distribution((0.25, 0.375, 0.375))), TokenId(1))
    agree(likeliest(Distribution((0.5, 0.5))), TokenId(0))


@given(st.integers(min_value=0, max_value=5))
def test_certain(place: int) -> None:
    """If one of six tokens has the share 1, it is the likeliest."""
    agree(likeliest(Distribution([float(i == place) for i in range(6)])), TokenId(place))


def test_next_word() -> None:
    """After rust (token 0) comes makes, and after makes (token 1) comes ai."""
    result = next_word(TokenId(0))
    assert_type(result, TokenId)
    agree(result, TokenId(1))
    agree(next_word(TokenId(1)), TokenId(2))


def test_after_next() -> None:
    """The token after the next one: two steps on from 0 is 2."""
    agree(after_next(TokenId(0)), TokenId(2))


def test_predict() -> None:
    """The model itself is as it was: after token 0 token 1 has the share 0.665241."""
    agree(predict(TokenId(0)), Distribution((0.090031, 0.665241, 0.244728)), atol=1e-6)


@given(st.integers(min_value=0, max_value=2))
def test_any_token(index: int) -> None:
    """Whatever the token: what comes next is the likeliest, and two steps are one and one more."""
    after = next_word(TokenId(index))
    agree(after, likeliest(predict(TokenId(index))))
    agree(after_next(TokenId(index)), next_word(after))


# Wrong on purpose: mypy has to complain about each line in here.
def refused() -> None:  # never called
    _ = predict >> likeliest  # type: ignore[operator]  # a bare function is no arrow; lifting it says where it starts and ends
    _ = next_word >> Softmax()  # type: ignore[operator]  # next_word ends in a TokenId, and softmax starts at Logits
    _ = likeliest(TokenId(0))  # type: ignore[arg-type]  # it chooses from a distribution, and a token id has been chosen already
