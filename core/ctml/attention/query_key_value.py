"""Query, Key and Value: three tables of one shape that must not be mixed up."""

from dataclasses import dataclass

from ctml.attention.roles import HeadDim, Seq
from ctml.tensor import Matrix, require_matrix


@dataclass(frozen=True, slots=True)
class Query:
    """What each position looks for.

    Attributes:
        matrix: a row for each position that looks, shape [Seq, HeadDim].

    Raises:
        InvalidTypeError: it is no matrix.
    """

    matrix: Matrix[Seq, HeadDim]

    def __post_init__(self) -> None:
        require_matrix("Query", self.matrix)


@dataclass(frozen=True, slots=True)
class Key:
    """What each position can be found by.

    Attributes:
        matrix: a row for each position that is looked at, shape [Seq, HeadDim].

    Raises:
        InvalidTypeError: it is no matrix.
    """

    matrix: Matrix[Seq, HeadDim]

    def __post_init__(self) -> None:
        require_matrix("Key", self.matrix)


@dataclass(frozen=True, slots=True)
class Value:
    """What each position tells those that find it.

    Attributes:
        matrix: a row for each position that is looked at, shape [Seq, HeadDim].

    Raises:
        InvalidTypeError: it is no matrix.
    """

    matrix: Matrix[Seq, HeadDim]

    def __post_init__(self) -> None:
        require_matrix("Value", self.matrix)
