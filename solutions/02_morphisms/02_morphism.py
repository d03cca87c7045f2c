"""Morphism: an arrow has a source and a target.

Start: abstract
Hint 1: mypy says what is still only promised: `__call__`. `Embedding` has one, so take it as the
    pattern. What are the source and the target of `Scoring`, written after its name?
Hint 2: Inside the class, below `weights`: `def __call__(self, value: Vector, /) -> Logits:`.
    Then take the two numbers out of `value`, and go through `self.weights`, which has an a and a
    b for each word.
Hint 3: The body has two lines: `x, y = value.values`, and then a return of `Logits(...)` with
    `[x * a + y * b for a, b in self.weights]` in its brackets.
Why: The type of an arrow is its two ends, and mypy holds the class to them: a `__call__` from
    another source or to another target is refused, and so is an arrow without one. What the
    arrow does in between is its own affair, and that is for the tests. The course's own
    `Morphism` is this class, with one thing more, which comes next.
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

    def __call__(self, value: Vector, /) -> Logits:
        x, y = value.values
        return Logits([x * a + y * b for a, b in self.weights])


embed = Embedding(((1.0, 0.0), (0.0, 1.0), (-1.0, -1.0)))
score = Scoring(((0.0, 1.0), (2.0, 0.0), (1.0, 2.0)))
