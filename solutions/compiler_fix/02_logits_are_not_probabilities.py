"""Logits are not probabilities: the arrow that is missing.

Start: arg-type
Hint 1: A logit may be -3 or 1000, and a row of them sums to anything. Which function turns any
    scores into numbers of 0 or more that sum to 1?
Hint 2: It is an arrow from Logits to Distribution, and it is called softmax. You need not write
    it: `from ctml.pipeline import Softmax` brings the course's own, good for scores of 1000 too.
Hint 3: `Softmax()` makes the arrow, and an arrow is called like a function. So the sampler gets
    `Softmax()(...)` of the scores in place of the scores.
Why: Two types that hold the same kind of row are a question: what has to happen in between? Here
    it is softmax, p_i = exp(z_i) / Σ exp(z_j), which forgets everything but the differences
    of the scores. Wrapping the row anew, Distribution(logits.values), contents mypy and
    answers nothing: it raises where you are lucky, and where the scores happen to sum to 1,
    it draws from the wrong distribution in silence.
"""

from dataclasses import dataclass

from ctml.domain import Distribution, Logits, TokenId
from ctml.pipeline import Softmax


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
    return sample(Softmax()(model.score(token)), draw)
