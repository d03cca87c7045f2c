"""Behaviour: what happens over a stretch of time, and what can be known of it piece by piece.

The seventh sketch (arXiv 1803.05316, chapter 7): behaviours over intervals form a sheaf. A
behaviour can be restricted to less time, and pieces that agree where they overlap can be glued,
in exactly one way.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

from ctml.domain.kind import require_kind
from ctml.domain.members import require_tuple
from ctml.domain.whole_number import whole_number
from ctml.errors import InvalidShapeError, InvalidValueError

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Interval:
    """Whole moments of time, from the first to the last, both included.

    Attributes:
        first: 0 or later.
        last: not before ``first``.

    Raises:
        InvalidTypeError: one of them is not an int (a bool is refused too).
        InvalidValueError: ``first`` is negative, or ``last`` before it.
    """

    first: int
    last: int

    def __post_init__(self) -> None:
        whole_number("Interval.first", self.first, at_least=0)
        whole_number("Interval.last", self.last, at_least=self.first)

    def contains(self, other: "Interval") -> bool:
        """Return whether every moment of the other interval is in this one."""
        return self.first <= other.first and other.last <= self.last


@dataclass(frozen=True)
class Behaviour(Generic[T_co]):
    """One value at each moment of an interval.

    Attributes:
        interval: when.
        values: what was seen, first moment to last.

    Raises:
        InvalidTypeError: the interval is none, or the values are no tuple; a list could be
            changed behind its back.
        InvalidShapeError: there is not one value for each moment.
    """

    interval: Interval
    values: tuple[T_co, ...]

    def __post_init__(self) -> None:
        require_kind("Behaviour.interval", self.interval, Interval, "an Interval")
        require_tuple("Behaviour", self.values)
        moments = self.interval.last - self.interval.first + 1
        if len(self.values) != moments:
            given = f"{len(self.values)} values for {moments} moments"
            raise InvalidShapeError("Behaviour", given, "one value for each moment")

    def at(self, moment: int) -> T_co:
        """Return the value at one moment.

        Raises:
            InvalidTypeError: the moment is not an int.
            InvalidValueError: it is outside the interval.
        """
        return self.on(Interval(moment, moment)).values[0]

    def on(self, part: Interval) -> "Behaviour[T_co]":
        """Return the restriction to a shorter time; in two steps or in one, it is the same.

        Args:
            part: which time.

        Raises:
            InvalidValueError: it reaches outside.
        """
        if not self.interval.contains(part):
            raise InvalidValueError("Behaviour", f"{part}", f"a part of {self.interval}")
        start = self.interval.first
        return Behaviour(part, self.values[part.first - start : part.last - start + 1])

    def keeps(self, rule: Callable[[T_co, T_co], bool]) -> bool:
        """Return whether a rule holds between each moment and the next.

        What holds on two pieces holds on what they are glued to: no step falls between them.

        Args:
            rule: says of two neighbouring values whether the second may follow the first.
        """
        return all(rule(now, after) for now, after in pairwise(self.values))


def observe(interval: Interval, law: Callable[[int], T]) -> Behaviour[T]:
    """Return the behaviour that follows a law; t ↦ t² on [1, 3] gives 1, 4, 9.

    Args:
        interval: when.
        law: from a moment to the value at it.
    """
    moments = range(interval.first, interval.last + 1)
    return Behaviour(interval, tuple(law(moment) for moment in moments))


def glue(earlier: Behaviour[T], later: Behaviour[T]) -> Behaviour[T]:
    """Return the one behaviour whose restrictions are the two pieces.

    Args:
        earlier: the piece that begins first, or as early.
        later: the piece that ends last, or as late.

    Raises:
        InvalidValueError: the pieces share no moment, are in the wrong order, or differ at a
            moment that both have seen.
    """
    shared = _overlap(earlier.interval, later.interval)
    for moment in range(shared.first, shared.last + 1):
        one, other = earlier.at(moment), later.at(moment)
        if one != other:
            given = f"{one!r} and {other!r} at moment {moment}"
            raise InvalidValueError("glue", given, "pieces that agree where they overlap")
    new = later.values[shared.last - later.interval.first + 1 :]
    whole = Interval(earlier.interval.first, later.interval.last)
    return Behaviour(whole, earlier.values + new)


def _overlap(earlier: Interval, later: Interval) -> Interval:
    if earlier.first > later.first or earlier.last > later.last:
        raise InvalidValueError("glue", f"{earlier} before {later}", "the earlier piece first")
    if later.first > earlier.last:
        given = f"{earlier} and {later}"
        raise InvalidValueError("glue", given, "pieces that share a moment")
    return Interval(later.first, earlier.last)
