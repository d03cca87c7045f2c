"""Trainable: whatever an optimiser can move."""

from typing import Protocol, Self

from ctml.domain import NamedArrays


class Trainable(Protocol):
    """Parameters of any model: they say their numbers by name, and take new ones."""

    @property
    def arrays(self) -> NamedArrays:
        """All numbers that are trained, by name."""
        ...

    def with_arrays(self, arrays: NamedArrays, /) -> Self:
        """Return the same kind of parameters with these numbers.

        Args:
            arrays: the names and shapes of ``self.arrays``.
        """
        ...
