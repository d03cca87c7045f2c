"""Morphism: an arrow has a source and a target.

A stage of a model is an arrow: it starts at one type, its source, and ends at another,
its target. `Morphism[TokenId, Vector]` is the type of all arrows from TokenId to Vector.
`Morphism` itself is only a promise: there is a `__call__`, the method that Python runs when
a value is called like a function. (The lesson has a paragraph about each new word here:
type `ctml read 02` in a second terminal.)

`Embedding` is done: it keeps its promise and says how it gets from one end to the other.
`Scoring` has a source and a target too, but no `__call__`, and so there is no such arrow.

Write the `__call__` of `Scoring`. With x and y for the two numbers in the vector, the
score of a word whose weights are a and b is `x * a + y * b`, and the Logits are made of
these scores, in the order of `weights`. (As in `linear` of the exercise before this one,
`x, y = vector.values` takes the two numbers out of a Vector.)
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Generic, TypeVar

from ctml.domain import Logits, TokenId, Vector

A = TypeVar("A")
B = TypeVar("B")


class Morphism(ABC, Generic[A, B]):
    @abstractmethod
    def __call__(self, value: A, /) -> B: ...


@dataclass(frozen=True)
class Embedding(Morphism[TokenId, Vector]):
    rows: tuple[tuple[float, float], ...]  # for each word: the two numbers that describe it

    def __call__(self, value: TokenId, /) -> Vector:
        return Vector(self.rows[value.index])


@dataclass(frozen=True)
class Scoring(Morphism[Vector, Logits]):
    weights: tuple[tuple[float, float], ...]  # for each word: its a and its b


embed = Embedding(((1.0, 0.0), (0.0, 1.0), (-1.0, -1.0)))
score = Scoring(((0.0, 1.0), (2.0, 0.0), (1.0, 2.0)))


# --- checks ---
from typing import assert_type

from ctml.checks import agree
from ctml.domain import Logits, TokenId, Vector
from hypothesis import given
from hypothesis import strategies as st

NUMBERS = st.integers(min_value=-9, max_value=9)


def arrows() -> None:  # read by mypy, never called
    _embed: Morphism[TokenId, Vector] = embed
    _score: Morphism[Vector, Logits] = score


def test_embed() -> None:
    """The worked arrow still looks up its row: token 0 has 1, 0 and token 2 has -1, -1."""
    agree(embed(TokenId(0)), Vector((1.0, 0.0)))
    agree(embed(TokenId(2)), Vector((-1.0, -1.0)))
    agree(Embedding(((0.5, 0.25),))(TokenId(0)), Vector((0.5, 0.25)))


def test_score() -> None:
    """The vector 1, 0 gives the scores 0, 2, 1, and the vector -1, -1 gives -1, -2, -3."""
    result = score(Vector((1.0, 0.0)))
    assert_type(result, Logits)
    agree(result, Logits((0.0, 2.0, 1.0)))
    agree(score(Vector((-1.0, -1.0))), Logits((-1.0, -2.0, -3.0)))


def test_other_weights() -> None:
    """Another Scoring has its own weights: 1, 1 and 0.5, -0.5 score the vector 2, 4 with 6, -1."""
    agree(Scoring(((1.0, 1.0), (0.5, -0.5)))(Vector((2.0, 4.0))), Logits((6.0, -1.0)))
    agree(Scoring(((3.0, 0.25),))(Vector((1.0, 8.0))), Logits((5.0,)))


def test_one_after_the_other() -> None:
    """Arrows are called like functions: embed and then score gives token 1 the scores 1, 0, 2."""
    agree(score(embed(TokenId(1))), Logits((1.0, 0.0, 2.0)))


@given(st.lists(st.tuples(NUMBERS, NUMBERS), min_size=1, max_size=4), NUMBERS)
def test_any_weights(pairs: list[tuple[int, int]], x: int) -> None:
    """Whatever the weights: of the vector x, 0 each a makes x * a, and of 0, x each b makes x * b."""
    scoring = Scoring(tuple((float(a), float(b)) for a, b in pairs))
    agree(scoring(Vector((float(x), 0.0))), Logits([float(x * a) for a, _ in pairs]))
    agree(scoring(Vector((0.0, float(x)))), Logits([float(x * b) for _, b in pairs]))


# Wrong on purpose: mypy has to complain about each line in here.
def refused() -> None:  # never called
    _ = Morphism[TokenId, Vector]()  # type: ignore[abstract]  # an arrow that does not say what it does is no arrow yet
    _ = score(TokenId(0))  # type: ignore[arg-type]  # this arrow starts at Vector, and a token id is none
    back: Morphism[Logits, Vector] = score  # type: ignore[assignment]  # an arrow has a direction: this one ends in Logits
