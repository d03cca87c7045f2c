"""Pair: two tokens that stand side by side."""

from dataclasses import dataclass

from ctml.domain import TokenId
from ctml.domain.kind import require_kind


@dataclass(frozen=True, slots=True)
class Pair:
    """A token and the one right after it; a merge makes one token of the two.

    Attributes:
        left: the first of the two.
        right: the second.

    Raises:
        InvalidTypeError: one of the two is not a ``TokenId``.
    """

    left: TokenId
    right: TokenId

    def __post_init__(self) -> None:
        require_kind("Pair.left", self.left, TokenId, "a TokenId")
        require_kind("Pair.right", self.right, TokenId, "a TokenId")

    @property
    def indices(self) -> tuple[int, int]:
        """The two positions in the vocabulary, which say which of two pairs is the smaller."""
        return (self.left.index, self.right.index)

    def __str__(self) -> str:
        return f"({self.left.index}, {self.right.index})"
