"""ImageBatch: several pictures as rows of numbers, and what they show."""

from dataclasses import dataclass

from ctml.domain import FloatArray, IntArray, Numbers, WholeNumbers
from ctml.domain.float_array import finite_array, hash_numbers, same_numbers
from ctml.domain.int_array import hash_ints, same_ints, whole_array
from ctml.errors import InvalidShapeError, InvalidValueError


@dataclass(frozen=True, slots=True, init=False, eq=False, repr=False)
class ImageBatch:
    """B pictures, each as one row of H · W numbers, and a label for each.

    Attributes:
        features: how bright each point is, from 0, black, to 1, white, shape [B, H · W],
            read-only.
        labels: what each picture shows, shape [B], read-only.

    Raises:
        InvalidTypeError: the features are no numbers, or the labels no whole ones.
        InvalidShapeError: the features are no table, or empty, or the labels not as many.
        InvalidValueError: a feature is not between 0 and 1, or a label negative.
    """

    features: FloatArray
    labels: IntArray

    def __init__(self, features: Numbers, labels: WholeNumbers) -> None:
        table = _features(features)
        object.__setattr__(self, "features", table)
        object.__setattr__(self, "labels", _labels(labels, len(table)))

    def __len__(self) -> int:
        """How many pictures there are, B."""
        return len(self.labels)

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, ImageBatch)
            and same_numbers(self.features, other.features)
            and same_ints(self.labels, other.labels)
        )

    def __hash__(self) -> int:
        return hash((hash_numbers(self.features), hash_ints(self.labels)))

    def __repr__(self) -> str:
        return f"ImageBatch({self.features.shape}, labels {self.labels.tolist()})"

    def __reduce__(self) -> tuple[type["ImageBatch"], tuple[FloatArray, IntArray]]:
        """Copy and unpickle through the constructor, so that a copy is as valid and read-only."""
        return (ImageBatch, (self.features, self.labels))


def _features(given: Numbers) -> FloatArray:
    table = finite_array("ImageBatch.features", given)
    if table.ndim != 2 or table.size == 0:
        needed = "a table [B, H · W], not empty"
        raise InvalidShapeError("ImageBatch.features", f"shape {table.shape}", needed)
    bad = table[(table < 0) | (table > 1)]
    if bad.size:
        raise InvalidValueError("ImageBatch.features", f"{bad[0]}", "numbers from 0 to 1")
    return table


def _labels(given: WholeNumbers, count: int) -> IntArray:
    labels = whole_array("ImageBatch.labels", given)
    if labels.shape != (count,):
        needed = f"shape ({count},), one for each picture"
        raise InvalidShapeError("ImageBatch.labels", f"shape {labels.shape}", needed)
    if labels.min() < 0:
        raise InvalidValueError("ImageBatch.labels", f"{labels.min()}", "labels of 0 or more")
    return labels
