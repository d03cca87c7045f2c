"""LearnedPositions: each place has a row of numbers of its own, which is learned."""

from dataclasses import dataclass

from ctml.data import WindowLength
from ctml.domain import ModelDimension
from ctml.errors import InvalidShapeError
from ctml.nn import Beginning, PlainLayer
from ctml.nn.module import require_shape
from ctml.tensor import Tensor


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class LearnedPositions(PlainLayer):
    """y[p] = x[p] + table[p]. A place beyond the table has no row, so the text ends there.

    Attributes:
        table: a row for each place, shape [C, D].

    Raises:
        InvalidShapeError: it is no table.
    """

    table: Tensor

    def __post_init__(self) -> None:
        require_shape("LearnedPositions.table", self.table, -1, -1)

    @classmethod
    def initial(
        cls, context: WindowLength, dimension: ModelDimension, beginning: Beginning
    ) -> "LearnedPositions":
        """Return a table of random numbers with variance 1/D, as large as those of an embedding.

        Args:
            context: C, how many places there are.
            dimension: D, how many numbers describe one.
            beginning: where the random numbers come from; the spread is the table's own.
        """
        return cls(beginning.rows(context.length, dimension.size))

    def __call__(self, x: Tensor, /) -> Tensor:
        """Return y, [..., T, D] to the same shape, for T of at most C.

        Raises:
            InvalidTypeError: input and table differ in precision.
            InvalidShapeError: there are more positions than places, or D differs.
        """
        places, width = self.table.shape
        require_shape("LearnedPositions", x, *(-1,) * (len(x.shape) - 1), width)
        if len(x.shape) < 2 or x.shape[-2] > places:
            needed = f"positions and numbers, [..., T, {width}] with T of at most {places}"
            raise InvalidShapeError("LearnedPositions", f"the shape {x.shape}", needed)
        return x + self.table[: x.shape[-2]]
