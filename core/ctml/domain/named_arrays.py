"""NamedArrays: all numbers of a model, each table under its name."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from ctml.domain.float_array import (
    FloatArray,
    Numbers,
    finite_array,
    hash_numbers,
    same_numbers,
)
from ctml.domain.wording import described, shown
from ctml.errors import InvalidShapeError, InvalidTypeError, InvalidValueError


@dataclass(frozen=True, slots=True, init=False, eq=False, repr=False)
class NamedArrays(Mapping[str, FloatArray]):
    """Arrays by name, none of which can be replaced or written to.

    It is what an optimiser works on, so that each is written once and serves every model. A
    gradient has the same names and shapes as the parameters that it belongs to.

    Attributes:
        entries: the names with their arrays, in the order of the names; read-only, finite.

    Raises:
        InvalidTypeError: it was given no mapping, a name is no text, or an array no numbers.
        InvalidValueError: there is nothing in it, or a number is NaN or infinite.
    """

    entries: tuple[tuple[str, FloatArray], ...]

    def __init__(self, arrays: Mapping[str, Numbers]) -> None:
        _require_mapping(arrays)
        if not arrays:
            raise InvalidValueError("NamedArrays", "nothing", "at least one array")
        names = sorted(map(_name, arrays))
        entries = tuple((one, finite_array(f"NamedArrays[{one!r}]", arrays[one])) for one in names)
        object.__setattr__(self, "entries", entries)

    def __getitem__(self, name: str) -> FloatArray:
        return dict(self.entries)[name]

    def __iter__(self) -> Iterator[str]:
        return (name for name, _ in self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def zeros(self) -> "NamedArrays":
        """Return the same names and shapes with 0 everywhere."""
        return self.mapped(np.zeros_like)

    def mapped(self, change: Callable[[FloatArray], FloatArray]) -> "NamedArrays":
        """Return the same names, each with its array changed.

        Args:
            change: from an array to one of the same shape.

        Raises:
            InvalidShapeError: a shape changed.
            InvalidValueError: a number is beyond every float, or none at all.
        """
        with np.errstate(all="ignore"):  # what comes of it is refused by name
            after = NamedArrays({name: change(array) for name, array in self.entries})
        self.require_fit("NamedArrays.mapped", after)
        return after

    def combined(
        self, combine: Callable[[FloatArray, FloatArray], FloatArray], other: "NamedArrays"
    ) -> "NamedArrays":
        """Return the same names, each with its array combined with the other's.

        Args:
            combine: from one of these arrays and one of the other's to one of the same shape.
            other: arrays with the same names and shapes.

        Raises:
            InvalidShapeError: names or shapes differ.
            InvalidValueError: a number is beyond every float, or none at all.
        """
        self.require_fit("NamedArrays.combined", other)
        theirs = dict(other.entries)
        with np.errstate(all="ignore"):  # what comes of it is refused by name
            after = {name: combine(array, theirs[name]) for name, array in self.entries}
        return NamedArrays(after)

    def require_fit(self, noun: str, other: "NamedArrays") -> None:
        """Do nothing, if ``other`` has the same names and shapes.

        Args:
            noun: who asks, for the error's text.
            other: what is to be combined with these arrays, number by number.

        Raises:
            InvalidShapeError: a name is missing or unknown, or a shape differs.
        """
        wanted, given = _shapes(self), _shapes(other)
        if wanted != given:
            raise InvalidShapeError(noun, f"arrays {given}", f"arrays {wanted}")

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, NamedArrays)
            and tuple(self) == tuple(other)
            and all(same_numbers(array, other[name]) for name, array in self.entries)
        )

    def __hash__(self) -> int:
        return hash(tuple((name, hash_numbers(array)) for name, array in self.entries))

    def __repr__(self) -> str:
        return f"NamedArrays({', '.join(f'{n}: {shape}' for n, shape in _shapes(self).items())})"

    def __reduce__(self) -> tuple[type["NamedArrays"], tuple[dict[str, FloatArray]]]:
        """Copy and unpickle through the constructor, so that a copy is as valid and read-only."""
        return (NamedArrays, (dict(self.entries),))


def _require_mapping(given: object) -> None:
    if not isinstance(given, Mapping):
        raise InvalidTypeError("NamedArrays", described(given), "names with their arrays")


def _name(given: object) -> str:
    if not isinstance(given, str):
        raise InvalidTypeError("NamedArrays", f"the name {shown(given)}", "names that are text")
    return given


def _shapes(arrays: NamedArrays) -> dict[str, tuple[int, ...]]:
    return {name: array.shape for name, array in arrays.entries}
