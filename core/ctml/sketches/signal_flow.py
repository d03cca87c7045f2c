"""Signal flow: a diagram of wires, copies, sums and amplifiers is a matrix.

The fifth sketch (arXiv 1803.05316, chapter 5). A signal is a row of numbers, one for each wire;
it runs through a diagram from left to right, ``signal @ diagram``; two diagrams in series are
``first @ second``, and the type checker sees to it that the wires between them are of one kind.
"""

from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np

from ctml.domain import Product
from ctml.domain.whole_number import whole_number
from ctml.tensor import Matrix

W = TypeVar("W")
A = TypeVar("A")
B = TypeVar("B")
C = TypeVar("C")
D = TypeVar("D")


@dataclass(frozen=True)
class Wires(Generic[W]):
    """So many wires of one kind, such as ``Wires[Pixels](9)``.

    Attributes:
        count: how many, 1 or more.

    Raises:
        InvalidTypeError: the count is not an int (a bool is refused too).
        InvalidValueError: it is less than 1.
    """

    count: int

    def __post_init__(self) -> None:
        whole_number("Wires", self.count, at_least=1)


def straight(wires: Wires[W]) -> Matrix[W, W]:
    """Return wires that change nothing: the identity matrix, [n, n]."""
    return Matrix(np.eye(wires.count))


def amplified(wires: Wires[W], gain: float) -> Matrix[W, W]:
    """Return wires that multiply each signal by one number, [n, n].

    Args:
        wires: how many of which kind.
        gain: the number.

    Raises:
        InvalidValueError: the gain is not finite.
    """
    return straight(wires).scaled(gain)


def copied(wires: Wires[W]) -> Matrix[W, Product[W, W]]:
    """Return wires that fork: x becomes (x, x), [n, 2n]."""
    eye = np.eye(wires.count)
    return Matrix(np.hstack([eye, eye]))


def summed(wires: Wires[W]) -> Matrix[Product[W, W], W]:
    """Return wires that join: (x, y) becomes x + y, [2n, n]. It is ``copied``, transposed."""
    return copied(wires).transpose()


def beside(upper: Matrix[A, B], lower: Matrix[C, D]) -> Matrix[Product[A, C], Product[B, D]]:
    """Return two diagrams in parallel that don't touch: a block matrix.

    [a, b] and [c, d] give [a + c, b + d], with 0 wherever one would reach into the other.

    Args:
        upper: the diagram of the first wires.
        lower: the diagram of the others.
    """
    (a, b), (c, d) = upper.values.shape, lower.values.shape
    return Matrix(np.block([[upper.values, np.zeros((a, d))], [np.zeros((c, b)), lower.values]]))
