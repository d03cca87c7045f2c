"""By hand: one function inside the other.

Start: arg-type
Hint 1: `softmax` starts from Logits, and what it is handed is a Vector. Which of the three
    stages turns a Vector into Logits?
Hint 2: Say it in the order in which it happens: embed, then linear, then softmax. What happens
    first stands innermost, and what happens last stands outermost.
Hint 3: `softmax(...)`, where the dots are the chain that the `return` line of `scores` already
    has. Count the brackets: three open, three close.
Why: Two functions fit together exactly if the first ends where the second starts; mypy looks at
    nothing else, and that was enough to find the gap. But the line reads backwards: it says
    softmax, linear, embed, and means embed, linear, softmax. With ten stages nobody sees which
    bracket closes what. In the next files the stages become things of their own, which can be
    joined in the order in which they happen.
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
    return softmax(linear(embed(token)))
