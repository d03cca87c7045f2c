"""Mismatch: the message names both sides of the gap.

    Unsupported operand types for >> ("Embedding" and "Softmax")
That is what mypy says of a chain that does not hold. On the left of `>>` stands the arrow
that ends, on the right the one that should go on. So ask two things: where does the left
one end, and where does the right one start? The arrows to build with are
    Embedding(MODEL)         from TokenId to Vector
    LinearToLogits(MODEL)    from Vector to Logits
    Softmax()                from Logits to Distribution
The left side may be a chain already: `Compose[TokenId, Logits]` ends in Logits.

Three chains are broken, each in a way of its own: in one an arrow is missing, in one two
are swapped, and in one there is an arrow too many. The label of each name says where it
should start and end, and it is right. Mend what stands behind the equals signs.
"""

from ctml.category import Morphism
from ctml.domain import Distribution, Logits, Parameters, TokenId, Vector
from ctml.pipeline import Embedding, LinearToLogits, Softmax

MODEL = Parameters(
    embedding=((1.0, 0.0), (0.0, 1.0), (-1.0, -1.0)),
    lm_head=((0.0, 2.0, 1.0), (1.0, 0.0, 2.0)),
    bias=(0.0, 0.0, 0.0),
)

predict: Morphism[TokenId, Distribution] = Embedding(MODEL) >> Softmax()

judge: Morphism[Vector, Distribution] = Softmax() >> LinearToLogits(MODEL)

rate: Morphism[TokenId, Logits] = Embedding(MODEL) >> LinearToLogits(MODEL) >> LinearToLogits(MODEL)


# --- checks ---
from typing import assert_type

from ctml.checks import agree
from ctml.domain import Distribution, Logits, TokenId, Vector
from ctml.pipeline import Embedding, Softmax
from hypothesis import given
from hypothesis import strategies as st

ROWS = ((1.0, 0.0), (0.0, 1.0), (-1.0, -1.0))  # what the embedding makes of the tokens 0, 1 and 2


def test_predict() -> None:
    """From a token id to a distribution: after token 0 token 1 is likeliest, after token 2 token 0."""
    result = predict(TokenId(0))
    assert_type(result, Distribution)
    agree(result, Distribution((0.090031, 0.665241, 0.244728)), atol=1e-6)
    agree(predict(TokenId(2)), Distribution((0.665241, 0.244728, 0.090031)), atol=1e-6)


def test_judge() -> None:
    """From a vector to a distribution: the vector 0, 1 makes token 2 likeliest; 0, 0 tells nothing."""
    result = judge(Vector((0.0, 1.0)))
    assert_type(result, Distribution)
    agree(result, Distribution((0.244728, 0.090031, 0.665241)), atol=1e-6)
    agree(judge(Vector((0.0, 0.0))), Distribution((1 / 3, 1 / 3, 1 / 3)), atol=1e-6)


def test_rate() -> None:
    """From a token id to scores: token 0 gives 0, 2, 1 and token 2 gives -1, -2, -3."""
    result = rate(TokenId(0))
    assert_type(result, Logits)
    agree(result, Logits((0.0, 2.0, 1.0)))
    agree(rate(TokenId(2)), Logits((-1.0, -2.0, -3.0)))


@given(st.integers(min_value=0, max_value=2))  # the test runs many times, with many tokens
def test_any_token(index: int) -> None:
    """Whatever the token: `predict` shares out what `rate` scores, and `judge` finds the same."""
    result = predict(TokenId(index))
    agree(Softmax()(rate(TokenId(index))), result, atol=1e-6)
    agree(judge(Vector(ROWS[index])), result, atol=1e-6)


NUMBERS = st.integers(min_value=-9, max_value=9)


@given(NUMBERS, NUMBERS)
def test_any_vector(x: int, y: int) -> None:
    """Whatever the vector x, y: `judge` shares out the scores y, 2x and x + 2y."""
    wanted = Softmax()(Logits((float(y), float(2 * x), float(x + 2 * y))))
    agree(judge(Vector((float(x), float(y)))), wanted, atol=1e-6)


# Wrong on purpose: mypy has to complain about each line in here.
def refused() -> None:  # never called
    _ = Embedding(MODEL) >> Softmax()  # type: ignore[operator]  # a Vector comes out, Logits are wanted, and nothing stands between them
    _ = predict >> Softmax()  # type: ignore[operator]  # a distribution has been shared out already; it holds no scores
    _ = judge(TokenId(0))  # type: ignore[arg-type]  # this chain starts at a Vector, after the embedding
