"""Hidden: what the model knows at each position, on its way through the blocks."""

from dataclasses import dataclass

from ctml.attention.roles import Model, Seq
from ctml.tensor import Matrix, require_matrix


@dataclass(frozen=True, slots=True)
class Hidden:
    """D numbers for each position of a text; a block takes it and gives it back, in one shape.

    Attributes:
        matrix: the numbers, shape [Seq, Model].

    Raises:
        InvalidTypeError: it is no matrix.
    """

    matrix: Matrix[Seq, Model]

    def __post_init__(self) -> None:
        require_matrix("Hidden", self.matrix)
