"""Lenses: a part of a value that can be looked at and put back."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Generic, TypeVar

from ctml.domain import NamedArrays, Parameters, Product
from ctml.domain.wording import described
from ctml.errors import InvalidTypeError

S = TypeVar("S")
A = TypeVar("A")
B = TypeVar("B")
C = TypeVar("C")


class Lens(ABC, Generic[S, A]):
    """A look at a part A of a whole S, both ways: read it, and put another one in its place.

        get(put(s, a)) = a              what was put is what is seen
        put(s, get(s)) = s              putting back what is there changes nothing
        put(put(s, a), b) = put(s, b)   what is put last counts

    Values that can't change are changed through lenses: ``put`` returns a new whole.
    """

    __slots__ = ()

    @abstractmethod
    def get(self, whole: S, /) -> A:
        """Return the part."""

    @abstractmethod
    def put(self, whole: S, part: A, /) -> S:
        """Return the whole with this part in place of the present one."""

    def __rshift__(self, inner: "Lens[A, B]", /) -> "LensChain[S, A, B]":
        return LensChain(self, inner)

    def __repr__(self) -> str:
        return type(self).__name__


@dataclass(frozen=True, repr=False)
class LensChain(Lens[S, B], Generic[S, A, B]):
    """A part of a part.

        get(s) = inner.get(outer.get(s))
        put(s, b) = outer.put(s, inner.put(outer.get(s), b))

    It has the form of the chain rule: forwards through both, and back through both in reverse.

    Attributes:
        outer: from the whole S to its part A.
        inner: from A to its own part B.

    Raises:
        InvalidTypeError: one of the two is no lens.
    """

    outer: Lens[S, A]
    inner: Lens[A, B]

    def __post_init__(self) -> None:
        _require_lens(self.outer)
        _require_lens(self.inner)

    def get(self, whole: S, /) -> B:
        """Return the part of the part."""
        return self.inner.get(self.outer.get(whole))

    def put(self, whole: S, part: B, /) -> S:
        """Return the whole with another part of its part."""
        return self.outer.put(whole, self.inner.put(self.outer.get(whole), part))

    def __repr__(self) -> str:
        return f"{self.outer!r} >> {self.inner!r}"


@dataclass(frozen=True, repr=False)
class Whole(Lens[S, S]):
    """The lens on everything: the identity."""

    def get(self, whole: S, /) -> S:
        """Return the whole."""
        return whole

    def put(self, whole: S, part: S, /) -> S:  # noqa: ARG002 - nothing of the old whole is left
        """Return the part, which is the new whole."""
        return part


@dataclass(frozen=True, repr=False)
class First(Lens[Product[A, C], A], Generic[A, C]):
    """The first half of a product."""

    def get(self, whole: Product[A, C], /) -> A:
        """Return the first half."""
        return whole.first

    def put(self, whole: Product[A, C], part: A, /) -> Product[A, C]:
        """Return the product with another first half."""
        return Product(part, whole.second)


@dataclass(frozen=True, repr=False)
class Second(Lens[Product[C, A], A], Generic[C, A]):
    """The second half of a product."""

    def get(self, whole: Product[C, A], /) -> A:
        """Return the second half."""
        return whole.second

    def put(self, whole: Product[C, A], part: A, /) -> Product[C, A]:
        """Return the product with another second half."""
        return Product(whole.first, part)


@dataclass(frozen=True, slots=True, repr=False)
class ParameterArrays(Lens[Parameters, NamedArrays]):
    """The numbers of the parameters, by name: what an optimiser gets to see of a model."""

    def get(self, whole: Parameters, /) -> NamedArrays:
        """Return all numbers by name."""
        return whole.arrays

    def put(self, whole: Parameters, part: NamedArrays, /) -> Parameters:
        """Return parameters with these numbers.

        Raises:
            InvalidShapeError: names or shapes are not those of these parameters.
        """
        return whole.with_arrays(part)


def _require_lens(given: object) -> None:
    if not isinstance(given, Lens):
        raise InvalidTypeError(">>", described(given), "a Lens, with a get and a put")
