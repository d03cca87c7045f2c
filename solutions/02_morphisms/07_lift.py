"""Lift: a function becomes an arrow.

Start: operator
Hint 1: What stands on the right of `>>` in `next_word` is a function, and `>>` wants an arrow.
    One word, imported above, makes the one out of the other.
Hint 2: For `likeliest`, make a list of the shares: `shares = list(distribution.values)`.
    `max(shares)` is the largest of them, and `.index` finds its place. A place is a bare number;
    say that it is a token. `next_word` needs `lift(...)`, and `after_next` is `next_word` twice.
Hint 3: `return TokenId(shares.index(max(shares)))`, then `predict >> lift(likeliest)`, and for
    the last line `>>` between next_word and next_word.
Why: A function says where it starts and where it ends in its first line; lifting takes it at its
    word, and from then on it fits into chains and is checked like any arrow. Your model now goes
    from TokenId to TokenId, and so it can be asked again and again: rust, makes, ai, rust. An
    arrow that ends where it starts has a name, endomorphism, and training is one too.
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
    shares = list(distribution.values)
    return TokenId(shares.index(max(shares)))


next_word: Morphism[TokenId, TokenId] = predict >> lift(likeliest)

after_next: Morphism[TokenId, TokenId] = next_word >> next_word
