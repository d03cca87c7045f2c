"""Tally: a sum that knows how many it has counted."""

from dataclasses import dataclass

from ctml.domain.finite_number import finite_number
from ctml.domain.option import Nothing, Option, Some
from ctml.domain.whole_number import whole_number
from ctml.errors import InvalidValueError


@dataclass(frozen=True, slots=True)
class Tally:
    """What is needed to know a mean, and to go on counting: a sum and a count.

    Means can't be combined, since a mean has forgotten how many numbers it stands for; tallies
    can, and the mean is read off at the end.

    Attributes:
        total: the sum of the numbers, finite; an int becomes a float.
        count: how many numbers there were, 0 or more.

    Raises:
        InvalidTypeError: one of the two is not a number (a bool is refused too).
        InvalidValueError: the total is NaN or infinite, or not 0 though nothing was counted, or
            the count is negative.
    """

    total: float
    count: int

    def __post_init__(self) -> None:
        whole_number("Tally.count", self.count, at_least=0)
        total = finite_number("Tally.total", self.total, "a finite number")
        if self.count == 0 and total != 0:
            raise InvalidValueError("Tally.total", f"{total} of no numbers", "0 for no numbers")
        object.__setattr__(self, "total", total)

    @property
    def mean(self) -> Option[float]:
        """The mean, total / count; nothing, if nothing was counted."""
        return Some(self.total / self.count) if self.count else Nothing()
