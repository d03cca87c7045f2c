"""Compose: arrows joined in the order in which they happen.

`f >> g` is an arrow as well: first f, then g. It reads from left to right, as it happens,
and nothing has to be counted. The arrows here are the course's own, imported below; they
do what your stages did.

mypy works out where the new arrow starts and where it ends, and calls the type
`Compose[source, target]`. It looks at two things: does g start where f ends? Then the
whole starts where f starts and ends where g ends. What lies in between is used up.

Each name below stands for a type: that of the expression in the comment above it.
Replace the four blanks (`object`); mypy then says which of them it agrees with.

You need no more than: TokenId, Vector, Logits, Distribution, and Compose[..., ...] with
two of these in its brackets.
"""

from ctml.category import Compose
from ctml.domain import Distribution, Logits, Parameters, TokenId, Vector
from ctml.pipeline import Embedding, LinearToLogits, Softmax

MODEL = Parameters(
    embedding=((1.0, 0.0), (0.0, 1.0), (-1.0, -1.0)),  # a vector each for rust, makes and ai
    lm_head=((0.0, 2.0, 1.0), (1.0, 0.0, 2.0)),  # what a vector is multiplied by, for three scores
    bias=(0.0, 0.0, 0.0),  # what each score starts from
)

embed = Embedding(MODEL)  # an arrow from TokenId to Vector
score = LinearToLogits(MODEL)  # an arrow from Vector to Logits
share = Softmax()  # an arrow from Logits to Distribution

# the type of  embed >> score
Scores = Compose[TokenId, Logits]  # done for you: it starts as embed does, and ends as score does

# the type of  score >> share
Rest = object

# the type of  embed >> score >> share
Whole = object

# the type of  embed >> (score >> share)
Bracketed = object

# the type of  (embed >> score)(TokenId(0))
Called = object


# --- checks ---
from typing import assert_type

from ctml.checks import agree
from ctml.domain import Distribution, Logits, TokenId, Vector


def predicted() -> None:  # read by mypy, never called
    assert_type(embed >> score, Scores)
    assert_type(score >> share, Rest)
    assert_type(embed >> score >> share, Whole)
    assert_type(embed >> (score >> share), Bracketed)
    assert_type((embed >> score)(TokenId(0)), Called)


def test_two_stages() -> None:
    """The first two stages give token 0 the scores 0, 2, 1 and token 1 the scores 1, 0, 2."""
    agree((embed >> score)(TokenId(0)), Logits((0.0, 2.0, 1.0)))
    agree((embed >> score)(TokenId(1)), Logits((1.0, 0.0, 2.0)))


def test_three_stages() -> None:
    """All three together say that makes comes after rust, and ai after makes."""
    whole = embed >> score >> share
    agree(whole(TokenId(0)), Distribution((0.090031, 0.665241, 0.244728)), atol=1e-6)
    agree(whole(TokenId(1)), Distribution((0.244728, 0.090031, 0.665241)), atol=1e-6)


def test_stages() -> None:
    """Each stage by itself does what it did."""
    agree(embed(TokenId(2)), Vector((-1.0, -1.0)))
    agree(score(Vector((0.5, 2.0))), Logits((2.0, 1.0, 4.5)))
    agree(share(Logits((2.0, 1.0, 0.0))), Distribution((0.665241, 0.244728, 0.090031)), atol=1e-6)


# Wrong on purpose: mypy has to complain about each line in here.
def refused() -> None:  # never called
    _ = share >> score  # type: ignore[operator]  # share ends in a Distribution, and score starts at a Vector
    _ = (embed >> score)(Vector((1.0, 0.0)))  # type: ignore[arg-type]  # the chain starts where its first arrow starts, at a TokenId
