"""TokenId: an index with a meaning.

A model keeps a table with one row of numbers, a vector, for each word that it knows.
A token id says which row. The size of the vocabulary is a whole number as well, but
it counts words and picks no row. As long as both are ints, one passes for the other.

`VocabSize = NewType("VocabSize", int)` makes a type of its own. mypy takes a VocabSize
for nothing but a VocabSize, and VocabSize(3) is how you make one. (The lesson has a
paragraph about NewType: type `ctml read 01` in a second terminal.)

`TokenId = int` makes no type at all, only a second name for int, so `embed` takes
any number that comes along. Read which lines should have been refused, then change
the line `TokenId = int`, so that TokenId becomes a type of its own, as VocabSize is.
"""

from typing import NewType

VocabSize = NewType("VocabSize", int)
TokenId = int

VECTORS = ((0.5, 0.0), (0.25, -1.0), (-0.5, 1.5))


def embed(token: TokenId) -> tuple[float, float]:
    return VECTORS[token]


# --- checks ---
from ctml.checks import agree


def test_embed() -> None:
    """Token 0 has the first row, token 1 the second, token 2 the third."""
    agree(embed(TokenId(0)), (0.5, 0.0))
    agree(embed(TokenId(1)), (0.25, -1.0))
    agree(embed(TokenId(2)), (-0.5, 1.5))


def test_run_time() -> None:
    """When the program runs, TokenId(2) is simply 2; the new type is there for mypy alone."""
    agree(TokenId(2), 2)
    agree(VocabSize(3), 3)


# Wrong on purpose: mypy has to complain about each line in here.
def refused() -> None:  # never called
    _ = embed(7)  # type: ignore[arg-type]  # 7 is a bare number; it does not say what it counts
    _ = embed(VocabSize(3))  # type: ignore[arg-type]  # how many words there are is not the place of one of them
    token: TokenId = 2  # type: ignore[assignment]  # a number becomes a token id only where someone writes TokenId(...)
