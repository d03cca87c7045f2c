"""Logits are not probabilities: the arrow that is missing.

To go on with a text, a model scores each token that could come next. Then a sampler draws one:
it goes along the probabilities, adds them up, and takes the token at which the sum passes a
number between 0 and 1. So each token owns a stretch that is as long as its probability.

The model here gives Logits, and the sampler asks for a Distribution. Both hold a row of
numbers, one for each token, and so it is tempting to hand the row from the one to the other.
Read what mypy says about `next_token`: two types meet. What has to be done to a value of the
one to make a value of the other? Think of what a logit may be, and a probability may not.

Mend `next_token`. What scores and what samples is right; what is missing stands between them.
"""

from dataclasses import dataclass

from ctml.domain import Distribution, Logits, TokenId


@dataclass(frozen=True)
class Model:
    scores: tuple[tuple[float, ...], ...]  # row t: how well each token would follow t

    def score(self, token: TokenId) -> Logits:
        return Logits(self.scores[token.index])


def sample(distribution: Distribution, draw: float) -> TokenId:
    total = 0.0
    for index, probability in enumerate(distribution.values.tolist()):
        total += probability
        if draw < total:
            return TokenId(index)
    return TokenId(distribution.values.size - 1)  # rounding may leave a hair at the end


def next_token(model: Model, token: TokenId, draw: float) -> TokenId:
    return sample(model.score(token), draw)


# --- checks ---
from ctml.checks import agree
from ctml.domain import Distribution, Logits, TokenId
from hypothesis import given
from hypothesis import strategies as st

SCORES = ((2.0, 1.0, 0.0), (-1.0, -2.0, -3.0), (1000.0, 999.0, 998.0), (0.25, 0.25, 0.5))


def test_stretches() -> None:
    """The scores 2, 1, 0 give the tokens stretches that end near 0.665, 0.910 and 1."""
    model = Model(SCORES)
    agree(next_token(model, TokenId(0), 0.0), TokenId(0))
    agree(next_token(model, TokenId(0), 0.665), TokenId(0))
    agree(next_token(model, TokenId(0), 0.666), TokenId(1))
    agree(next_token(model, TokenId(0), 0.909), TokenId(1))
    agree(next_token(model, TokenId(0), 0.911), TokenId(2))
    agree(next_token(model, TokenId(0), 0.999), TokenId(2))


def test_negative_scores() -> None:
    """Scores of -1, -2, -3 give the same stretches: only their differences count."""
    model = Model(SCORES)
    agree(next_token(model, TokenId(1), 0.665), TokenId(0))
    agree(next_token(model, TokenId(1), 0.666), TokenId(1))
    agree(next_token(model, TokenId(1), 0.911), TokenId(2))


def test_large_scores() -> None:
    """So do 1000, 999, 998, although no float is as large as the exponential of 1000."""
    model = Model(SCORES)
    agree(next_token(model, TokenId(2), 0.665), TokenId(0))
    agree(next_token(model, TokenId(2), 0.666), TokenId(1))
    agree(next_token(model, TokenId(2), 0.911), TokenId(2))


def test_scores_that_sum_to_one() -> None:
    """Scores of 0.25, 0.25, 0.5 are scores all the same: the first stretch ends near 0.304."""
    model = Model(SCORES)
    agree(next_token(model, TokenId(3), 0.303), TokenId(0))
    agree(next_token(model, TokenId(3), 0.305), TokenId(1))


def test_parts() -> None:
    """What scores and what samples still do what they did."""
    agree(Model(SCORES).score(TokenId(1)), Logits([-1.0, -2.0, -3.0]))
    agree(Model(SCORES).score(TokenId(0)), Logits([2.0, 1.0, 0.0]))
    agree(sample(Distribution([0.25, 0.25, 0.5]), 0.2), TokenId(0))
    agree(sample(Distribution([0.25, 0.25, 0.5]), 0.25), TokenId(1))
    agree(sample(Distribution([0.25, 0.25, 0.5]), 0.75), TokenId(2))
    agree(sample(Distribution([0.5, 0.4999999]), 0.99999999), TokenId(1))


@given(st.integers(1, 9), st.integers(0, 8), st.integers(-9, 9))
def test_equal_scores(tokens: int, place: int, score: int) -> None:
    """However many tokens: equal scores, whatever they are, give all of them equal stretches."""
    middle = (place % tokens + 0.5) / tokens  # of the stretch of that token
    model = Model(((float(score),) * tokens,))
    agree(next_token(model, TokenId(0), middle), TokenId(place % tokens))


# Wrong on purpose: mypy has to complain about each line in here.
def refused() -> None:  # never called
    _ = sample(Logits([2.0, 1.0, 0.0]), 0.5)  # type: ignore[arg-type]  # scores have no stretches: a sampler needs probabilities
    _ = sample(Model(SCORES).score(TokenId(0)), 0.5)  # type: ignore[arg-type]  # a model gives scores, and the type of score should say so
