"""TokenId: an index with a meaning.

Start: refused:arg-type
Hint 1: Compare the two lines that make `VocabSize` and `TokenId`. Which of them makes a type,
    and which only gives int a second name?
Hint 2: Write the line for TokenId as the one above it is written. NewType takes two things: the
    name of the new type, in quotes, and the type that it is made from.
Hint 3: `TokenId = NewType(..., int)`, where the dots are the name of the new type in quotes. The
    function `embed` stays as it is.
Why: A type can say what a number counts. 7, VocabSize(7) and TokenId(7) are the same number
    when the program runs, and three different things to mypy, so handing over the wrong one
    is found before anything runs. It costs nothing but writing down what you mean, once, at
    the place where a number becomes a token id.
"""

from typing import NewType

VocabSize = NewType("VocabSize", int)
TokenId = NewType("TokenId", int)

VECTORS = ((0.5, 0.0), (0.25, -1.0), (-0.5, 1.5))


def embed(token: TokenId) -> tuple[float, float]:
    return VECTORS[token]
