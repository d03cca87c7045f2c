"""The missing middle: what must stand between.

Two arrows meet if the one ends where the other begins. `>>` puts arrows together, and if they
don't meet, mypy names the two. It can't know what you forgot, only that there is a gap; but
its types tell what fits: it begins where the left one ends, and ends where the right one begins.

This little model knows 3 tokens, each by a Vector of 2 numbers, and goes from one straight to how
likely the next is. The scores of the 3 tokens are missing: token k scores the sum of its row in
HEAD, number by number times the vector, and its BIAS added. With the Vector (1, 2) that is
token 0: 0.5·1 + 0·2 + 0 = 0.5, token 1: 0·1 + 1·2 - 1 = 1, token 2: -1·1 + 0.5·2 + 0.5 = 0.5.

Write the class `Head`, an arrow with the types that the gap asks for, as `Embed` is one from
TokenId to Vector, and put it where it is missing. (Import what you need. `.values` of a Vector
is a row of numbers; with numpy, `np.array(HEAD) @ row` is all three sums of products at once.)
"""

from ctml.category import Morphism
from ctml.domain import TokenId, Vector
from ctml.pipeline import Softmax

TABLE = ((1.0, 2.0), (0.0, -1.0), (-2.0, 0.5))
HEAD = ((0.5, 0.0), (0.0, 1.0), (-1.0, 0.5))
BIAS = (0.0, -1.0, 0.5)


class Embed(Morphism[TokenId, Vector]):
    def __call__(self, token: TokenId, /) -> Vector:
        return Vector(TABLE[token.index])


class Head:
    pass


model = Embed() >> Softmax()


# --- checks ---
from typing import assert_type

from ctml.category import Compose, Morphism
from ctml.checks import agree
from ctml.domain import Distribution, Logits, TokenId, Vector
from ctml.pipeline import Softmax
from hypothesis import given
from hypothesis import strategies as st

NUMBERS = st.integers(-9, 9)


def test_head() -> None:
    """The vector (1, 2) scores 0.5, 1, 0.5; the vector (0, 0) scores the bias alone."""
    head: Morphism[Vector, Logits] = Head()
    agree(head(Vector([1.0, 2.0])), Logits([0.5, 1.0, 0.5]), atol=1e-12)
    agree(head(Vector([0.0, 0.0])), Logits([0.0, -1.0, 0.5]), atol=1e-12)
    agree(head(Vector([-2.0, 4.0])), Logits([-1.0, 3.0, 4.5]), atol=1e-12)


def test_embed() -> None:
    """Token 0 still has the vector (1, 2), and token 2 has (-2, 0.5)."""
    agree(Embed()(TokenId(0)), Vector([1.0, 2.0]))
    agree(Embed()(TokenId(2)), Vector([-2.0, 0.5]))


def test_model() -> None:
    """The model goes from a token to a distribution over all three."""
    assert_type(model, Compose[TokenId, Distribution])
    likely = Distribution([0.2740686, 0.4518628, 0.2740686])
    agree(model(TokenId(0)), likely, atol=1e-6)
    likely = Distribution([0.4683105, 0.0633790, 0.4683105])
    agree(model(TokenId(1)), likely, atol=1e-6)


@given(NUMBERS, NUMBERS)
def test_any_vector(x: int, y: int) -> None:
    """Whatever the vector: its first number does the same to the scores whatever the second is."""
    head: Morphism[Vector, Logits] = Head()
    with_x = head(Vector([x, y])).values - head(Vector([0.0, y])).values
    alone = head(Vector([x, 0.0])).values - head(Vector([0.0, 0.0])).values
    agree(Logits(with_x), Logits(alone), atol=1e-9)


@given(st.integers(0, 2))
def test_any_token(index: int) -> None:
    """Whatever the token: the model shares out what the head scores."""
    head: Morphism[Vector, Logits] = Head()
    wanted = Softmax()(head(Embed()(TokenId(index))))
    agree(model(TokenId(index)), wanted, atol=1e-6)


# Wrong on purpose: mypy has to complain about each line in here.
def refused() -> None:  # never called
    _ = Head()(Embed())  # type: ignore[arg-type]  # a head scores vectors, not arrows
    _ = Head() >> Embed()  # type: ignore[operator]  # a head ends at Logits, and Embed begins at TokenId
    _ = Head()(Logits([0.5, 1.0, 0.5]))  # type: ignore[arg-type]  # Logits are where a head ends, not where it begins
