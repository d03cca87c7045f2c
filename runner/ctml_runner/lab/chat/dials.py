"""Dials: what can be turned while a model writes."""

from dataclasses import dataclass

import msgspec

from ctml_runner.lab.config import Sampling


@dataclass(frozen=True, slots=True)
class Dial:
    """One key of [sampling], and the values that it can be turned to.

    Attributes:
        key: its name in a config.
        label: its name on the screen.
        values: in the order in which they give chance more room.
        zero: what 0 is called, if it is not meant as a number.
    """

    key: str
    label: str
    values: tuple[float | int, ...]
    zero: str = ""

    def of(self, told: Sampling) -> float | int:
        """Return where it stands."""
        value: object = getattr(told, self.key)
        return value if isinstance(value, float | int) else 0

    def shown(self, told: Sampling) -> str:
        """Return where it stands, as text."""
        value = self.of(told)
        return self.zero if self.zero and value == 0 else f"{value:g}"

    def turned(self, told: Sampling, by: int) -> Sampling:
        """Return the setting with this dial turned on by one place, or back by one for -1."""
        here = self._place(self.of(told))
        place = min(max(here + by, 0), len(self.values) - 1)
        return msgspec.structs.replace(told, **{self.key: self.values[place]})

    def _place(self, value: float) -> int:
        """Return the place of a value, or of the one nearest to it."""
        if value in self.values:
            return self.values.index(value)
        return min(range(len(self.values)), key=lambda at: abs(self.values[at] - value))


def _steps(first: int, last: int, step: int) -> tuple[float, ...]:
    """Return hundredths from first to last."""
    return tuple(hundredths / 100 for hundredths in range(first, last + 1, step))


DIALS = (
    Dial("temperature", "temperature", (*_steps(0, 200, 10), 2.5, 3.0, 5.0)),
    Dial("top_k", "top-k", (1, 2, 3, 5, 10, 20, 50, 100, 200, 0), zero="any"),
    Dial("top_p", "top-p", _steps(5, 100, 5)),
    Dial("repetition_penalty", "penalty", (*_steps(50, 200, 5), 3.0)),
)
"""All of them, from top to bottom."""
