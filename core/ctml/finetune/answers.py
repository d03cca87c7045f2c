"""Answers: texts of which only the end is learned from, side by side in one batch."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from ctml.data import WindowBatch
from ctml.domain import IntArray, TokenStream
from ctml.domain.kind import require_kind
from ctml.errors import InvalidShapeError, InvalidTypeError, InvalidValueError

Mask: TypeAlias = np.ndarray[tuple[int, ...], np.dtype[np.bool]]
"""True where something counts, False where it must not."""

PADDING = 0
"""Stands behind the end of shorter texts. No model looks ahead, so any token would do."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A prompt, and the answer that followed it.

    Attributes:
        prompt: x, at least one token.
        answer: y, at least one token.

    Raises:
        InvalidTypeError: one of them is no ``TokenStream``.
        InvalidValueError: one of them is empty.
    """

    prompt: TokenStream
    answer: TokenStream

    def __post_init__(self) -> None:
        for name, part in (("prompt", self.prompt), ("answer", self.answer)):
            require_kind(f"Answered.{name}", part, TokenStream, "a TokenStream")
            if not len(part):
                raise InvalidValueError(f"Answered.{name}", "no token", "at least one token")


@dataclass(frozen=True, slots=True, eq=False)
class AnswerBatch:
    """B texts, and which of their tokens are answers.

    Attributes:
        windows: what is read and what came next, [B, T].
        counts: True where what came next belongs to the answer, [B, T]; some in each row.

    Raises:
        InvalidTypeError: the mask holds something else than True and False.
        InvalidShapeError: it has another shape than the windows.
        InvalidValueError: a row has no answer.
    """

    windows: WindowBatch
    counts: Mask

    def __post_init__(self) -> None:
        if self.counts.dtype != np.bool:
            raise InvalidTypeError("AnswerBatch", f"{self.counts.dtype}", "True and False")
        if self.counts.shape != self.windows.inputs.shape:
            needed = f"shape {self.windows.inputs.shape}, that of the windows"
            raise InvalidShapeError("AnswerBatch", f"a mask {self.counts.shape}", needed)
        if not self.counts.any(axis=1).all():
            raise InvalidValueError("AnswerBatch", "a text without answer", "one in each row")

    @classmethod
    def of(cls, texts: Sequence[Answered]) -> "AnswerBatch":
        """Return the texts as rows; behind the end of the shorter ones stands what never counts.

            x_1 x_2 y_1 y_2    inputs x_1 x_2 y_1, targets x_2 y_1 y_2, counts  False True True

        Args:
            texts: B of them.

        Raises:
            InvalidValueError: there are none.
        """
        if not texts:
            raise InvalidValueError("AnswerBatch", "no text", "at least one")
        table, counts = _beneath(texts)
        return cls(WindowBatch(table[:, :-1], table[:, 1:]), counts[:, 1:])

    @property
    def last(self) -> IntArray:
        """The place of the last token of each text, counted from 0 in all T + 1 tokens, [B]."""
        places = np.arange(1, self.counts.shape[1] + 1)
        ends: IntArray = (self.counts * places).max(axis=1)
        return ends


def _beneath(texts: Sequence[Answered]) -> tuple[IntArray, Mask]:
    """Return the tokens beneath each other, and where they belong to an answer, [B, T + 1]."""
    rows = [np.concatenate([text.prompt.ids, text.answer.ids]) for text in texts]
    table: IntArray = np.full((len(rows), max(map(len, rows))), PADDING, dtype=np.int64)
    counts = np.zeros(table.shape, dtype=np.bool)
    for place, (row, text) in enumerate(zip(rows, texts, strict=True)):
        table[place, : len(row)] = row
        counts[place, len(text.prompt) : len(row)] = True
    return table, counts
