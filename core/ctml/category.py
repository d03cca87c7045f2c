"""Arrows and how they compose: the whole grammar of this library.

An arrow, or morphism, ``f: A -> B`` takes a value of type A and gives one of type B. Where one
arrow ends and another begins at the same type, ``f >> g`` is an arrow again: first f, then g.

    Embedding: TokenId -> Vector        Embedding >> LinearToLogits: TokenId -> Logits
    LinearToLogits: Vector -> Logits

Composition keeps three laws, for all arrows that fit together:

    (f >> g) >> h  =  f >> (g >> h)             brackets don't matter
    Identity() >> f  =  f  =  f >> Identity()   doing nothing changes nothing

Types and arrows with these laws are called a category. A chain that doesn't fit is found by the
type checker, before anything runs:

    Unsupported operand types for >> ("Embedding" and "Softmax")
"""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, Never, TypeAlias, TypeVar, get_origin

from ctml.domain import StepCount
from ctml.domain.wording import described, shown
from ctml.errors import InvalidTypeError

A = TypeVar("A")
B = TypeVar("B")
C = TypeVar("C")

# Where an arrow begins it may take more than it is asked to, and where it ends it may promise
# more than it has to; the type checker's words for the two are contravariant and covariant.
A_contra = TypeVar("A_contra", contravariant=True)
B_co = TypeVar("B_co", covariant=True)
C_co = TypeVar("C_co", covariant=True)


class Morphism(ABC, Generic[A_contra, B_co]):
    """An arrow A -> B: a source, a target, and a way from each value of one to one of the other.

    A new arrow names its two types and says how it is walked:

        class Softmax(Morphism[Logits, Distribution]):
            def __call__(self, logits: Logits, /) -> Distribution: ...

    It should give equal results for equal values and change nothing that it is handed.
    """

    __slots__ = ()

    @abstractmethod
    def __call__(self, value: A_contra, /) -> B_co:
        """Walk the arrow: return the value of type B that belongs to this value of type A."""

    @property
    def name(self) -> str:
        """What the arrow is called where it is shown."""
        return type(self).__name__

    def then(self, after: "Morphism[B_co, C]", /) -> "Compose[A_contra, C]":
        """Return the arrow that walks this one first and ``after`` second.

        Args:
            after: an arrow that begins where this one ends.

        Raises:
            InvalidTypeError: ``after`` is no arrow; ``lift`` makes one of a function.
        """
        return Compose(self, after)

    def __rshift__(self, after: "Morphism[B_co, C]", /) -> "Compose[A_contra, C]":
        return self.then(after)

    def __repr__(self) -> str:
        return self.name


AnyMorphism: TypeAlias = Morphism[Never, object]
"""What all arrows have in common: it has a name, and nobody knows what it may be given."""


@dataclass(frozen=True, init=False, repr=False)
class Compose(Morphism[A_contra, C_co]):
    """Two arrows, one after the other: (first >> after)(a) = after(first(a)).

    The type in the middle has to be the same on both sides; once the two have met there, nobody
    has to know it, and the result is simply an arrow A -> C.

    Attributes:
        stages: the arrows that it is made of, in order. The brackets are forgotten: two chains
            with equal stages are equal.

    Raises:
        InvalidTypeError: one of the two is no arrow; ``lift`` makes one of a function.
    """

    stages: tuple[AnyMorphism, ...]
    _walk: Callable[[A_contra], C_co] = field(compare=False)

    def __init__(self, first: Morphism[A_contra, B], after: Morphism[B, C_co], /) -> None:
        def walk(value: A_contra) -> C_co:
            return after(first(value))

        object.__setattr__(self, "stages", (*_stages(first), *_stages(after)))
        object.__setattr__(self, "_walk", walk)

    def __call__(self, value: A_contra, /) -> C_co:
        """Walk the first arrow, then the second: after(first(a))."""
        return self._walk(value)

    @property
    def name(self) -> str:
        """The names of the stages: ``Embedding >> LinearToLogits``."""
        return " >> ".join(stage.name for stage in self.stages)


@dataclass(frozen=True, repr=False)
class Identity(Morphism[A, A]):
    """The arrow A -> A that does nothing. Write it with its type: ``Identity[TokenId]()``."""

    def __call__(self, value: A, /) -> A:
        """Give back the very same value."""
        return value


Endomorphism: TypeAlias = Morphism[A, A]
"""An arrow that ends where it begins, so that it can be walked again and again."""


@dataclass(frozen=True, repr=False)
class Iterate(Morphism[A, A]):
    """An endomorphism walked n times: step^0 is the identity, step^(n+1) = step^n >> step.

    Attributes:
        step: the arrow to repeat.
        times: how often, n.
    """

    step: Endomorphism[A]
    times: StepCount

    def __call__(self, value: A, /) -> A:
        """Walk the step n times, each from where the last one ended."""
        for _ in range(self.times.count):
            value = self.step(value)
        return value

    @property
    def name(self) -> str:
        """The step with its exponent: ``TrainStep^3``."""
        step = self.step.name
        return f"{step if step.isidentifier() else f'({step})'}^{self.times.count}"


def iterate(step: Endomorphism[A], times: StepCount) -> Endomorphism[A]:
    """Return the arrow that walks ``step`` as often as ``times`` says; never, for 0.

    It is a loop, so that a million steps are no deeper than one.

    Args:
        step: an arrow from A to A.
        times: how often.
    """
    return Iterate(step, times)


@dataclass(frozen=True, repr=False)
class Lift(Morphism[A_contra, B_co]):
    """A function as an arrow.

    Attributes:
        function: the function, with one argument.
    """

    function: Callable[[A_contra], B_co]

    def __call__(self, value: A_contra, /) -> B_co:
        """Call the function."""
        return self.function(value)

    @property
    def name(self) -> str:
        """The function's own name."""
        return _name_of(self.function)


def lift(function: Callable[[A], B], /) -> Morphism[A, B]:
    """Return the function as an arrow, from its argument's type to its result's type.

    ``>>`` takes no bare function: what composes has said what it is. Lifting says it.

    Args:
        function: a function of one argument, with its types written down.

    Raises:
        InvalidTypeError: it can't be called.
    """
    _require_callable(function)
    return Lift(function)


def _stages(arrow: AnyMorphism) -> tuple[AnyMorphism, ...]:
    _require_morphism(arrow)
    return arrow.stages if isinstance(arrow, Compose) else (arrow,)


def _require_callable(given: object) -> None:
    if not callable(given):
        raise InvalidTypeError("lift", described(given), "a function of one argument")


def _require_morphism(given: object) -> None:
    if not isinstance(given, Morphism):
        raise InvalidTypeError(">>", _told(given), "a Morphism; lift(...) makes one of a function")


def _told(thing: object) -> str:
    class_ = get_origin(thing) or thing  # Identity[TokenId] is told as the class that it is of
    if isinstance(class_, type):
        return f"the class {class_.__name__}"
    kind = type(thing)
    if kind.__repr__ is object.__repr__:  # it would tell an address
        return f"a value of the class {kind.__name__}"
    return f"the {kind.__name__} {_name_of(thing)}"


def _name_of(thing: object) -> str:
    name = getattr(thing, "__name__", None)
    return name if isinstance(name, str) else shown(thing)
