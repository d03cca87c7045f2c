"""WindowBatch: several windows of a text, with what came after each token."""

from dataclasses import dataclass

from ctml.domain import IntArray, WholeNumbers
from ctml.domain.int_array import hash_ints, same_ints, whole_array
from ctml.errors import InvalidShapeError, InvalidValueError


@dataclass(frozen=True, slots=True, init=False, eq=False, repr=False)
class WindowBatch:
    """B rows of T tokens, and for each of them the token that followed.

    Attributes:
        inputs: token ids, shape [B, T], read-only.
        targets: token ids, shape [B, T], read-only.

    Raises:
        InvalidTypeError: something in it is no whole number.
        InvalidShapeError: it is no table, or empty, or the two shapes differ.
        InvalidValueError: an id is negative.
    """

    inputs: IntArray
    targets: IntArray

    def __init__(self, inputs: WholeNumbers, targets: WholeNumbers) -> None:
        shown, followed = _table("inputs", inputs), _table("targets", targets)
        if shown.shape != followed.shape:
            needed = f"shape {shown.shape}, that of the inputs"
            raise InvalidShapeError("WindowBatch.targets", f"shape {followed.shape}", needed)
        object.__setattr__(self, "inputs", shown)
        object.__setattr__(self, "targets", followed)

    def __len__(self) -> int:
        """How many windows there are, B."""
        return self.inputs.shape[0]

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, WindowBatch)
            and same_ints(self.inputs, other.inputs)
            and same_ints(self.targets, other.targets)
        )

    def __hash__(self) -> int:
        return hash((hash_ints(self.inputs), hash_ints(self.targets)))

    def __repr__(self) -> str:
        return f"WindowBatch({self.inputs.tolist()}, {self.targets.tolist()})"

    def __reduce__(self) -> tuple[type["WindowBatch"], tuple[IntArray, IntArray]]:
        """Copy and unpickle through the constructor, so that a copy is as valid and read-only."""
        return (WindowBatch, (self.inputs, self.targets))


def _table(field: str, ids: WholeNumbers) -> IntArray:
    array = whole_array(f"WindowBatch.{field}", ids)
    if array.ndim != 2 or array.size == 0:
        given, needed = f"shape {array.shape}", "a table [B, T], not empty"
        raise InvalidShapeError(f"WindowBatch.{field}", given, needed)
    if array.min() < 0:
        raise InvalidValueError(f"WindowBatch.{field}", f"{array.min()}", "token ids of 0 or more")
    return array
