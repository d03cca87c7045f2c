"""Modes: a layer that trains and a layer that is judged are of two types."""

from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from ctml.domain.whole_number import whole_number


@dataclass(frozen=True, slots=True)
class Train:
    """While training: chance plays a part, and a batch is seen as a whole.

    The chance is given, not taken: equal seeds give equal results.

    Attributes:
        seed: where random numbers begin; a part of a network has a longer one than the whole.

    Raises:
        InvalidTypeError: something in it is not an int.
        InvalidValueError: something in it is negative.
    """

    seed: tuple[int, ...]

    def __post_init__(self) -> None:
        for number in self.seed:
            whole_number("Train.seed", number, at_least=0)

    def part(self, place: int) -> "Train":
        """Return the mode for one part of a network, so that no two parts draw alike.

        Args:
            place: which part, from 0.

        Raises:
            InvalidTypeError: it is not an int.
            InvalidValueError: it is negative.
        """
        return Train((*self.seed, place))


@dataclass(frozen=True, slots=True)
class Eval:
    """While judged: no chance, and no example depends on the others in its batch."""


AnyMode: TypeAlias = Train | Eval
"""For a layer that does the same in both."""

Mode = TypeVar("Mode", Train, Eval)
"""For a layer that differs: it is in exactly one of the two, and its type says in which."""
