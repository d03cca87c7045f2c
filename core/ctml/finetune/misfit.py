"""Misfit: all that is wrong with a checkpoint for a model, at once and by name."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Missing:
    """The model has an array that the checkpoint lacks.

    Attributes:
        name: which one.
        needed: its shape.
    """

    name: str
    needed: tuple[int, ...]

    def __str__(self) -> str:
        return f"{self.name}: missing, needed in shape {self.needed}"


@dataclass(frozen=True, slots=True)
class Unknown:
    """The checkpoint has an array that the model lacks.

    Attributes:
        name: which one.
        given: its shape.
    """

    name: str
    given: tuple[int, ...]

    def __str__(self) -> str:
        return f"{self.name}: shape {self.given}, unknown to the model"


@dataclass(frozen=True, slots=True)
class WrongShape:
    """Both have it, in different shapes.

    Attributes:
        name: which one.
        given: the shape in the checkpoint.
        needed: the shape in the model.
    """

    name: str
    given: tuple[int, ...]
    needed: tuple[int, ...]

    def __str__(self) -> str:
        return f"{self.name}: shape {self.given}, needed {self.needed}"


@dataclass(frozen=True, slots=True)
class WrongKind:
    """Both have it, with numbers of different kinds.

    Attributes:
        name: which one.
        given: numpy's name for the numbers in the checkpoint, such as ``float16``.
        needed: that of the model's.
    """

    name: str
    given: str
    needed: str

    def __str__(self) -> str:
        return f"{self.name}: numbers of {self.given}, needed {self.needed}"


@dataclass(frozen=True, slots=True)
class NotFinite:
    """A number is NaN or infinite: whoever wrote the checkpoint had lost the model before.

    Attributes:
        name: the array with that number.
    """

    name: str

    def __str__(self) -> str:
        return f"{self.name}: a number that is NaN or infinite"


Problem: TypeAlias = Missing | Unknown | WrongShape | WrongKind | NotFinite
"""One thing that is wrong with a checkpoint."""


@dataclass(frozen=True, slots=True)
class Misfit:
    """Why a checkpoint is not one of this model.

    Attributes:
        problems: all of them, at least one, in the order of the names.
    """

    problems: tuple[Problem, ...]

    @classmethod
    def of(cls, problems: Iterable[Problem]) -> "Misfit":
        """Return the problems in the order of their names.

        Args:
            problems: at least one.
        """
        return cls(tuple(sorted(problems, key=lambda problem: problem.name)))

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))
