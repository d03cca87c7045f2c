"""Windows: a long text, cut into questions with known answers."""

from dataclasses import dataclass

import numpy as np

from ctml.data.amounts import WindowLength
from ctml.data.examples import places_below
from ctml.data.window_batch import WindowBatch
from ctml.domain import TokenStream, WholeNumbers
from ctml.domain.kind import require_kind
from ctml.domain.whole_number import whole_number
from ctml.errors import InvalidValueError


@dataclass(frozen=True, slots=True)
class Windows:
    """All windows of T tokens, each with the token that follows each of them.

    Window n begins at token n · stride: with s for that, its inputs are tokens s to s + T - 1,
    its targets tokens s + 1 to s + T. With stride 1 there are N - T windows of N tokens; with
    stride T each token but the first is a target once at most, as measuring a loss wants it.

    Attributes:
        stream: the text, N tokens.
        length: T.
        stride: how far the next window begins from the last, 1 or more.

    Raises:
        InvalidTypeError: the stream, the length or the stride is of another type.
        InvalidValueError: the text is shorter than T + 1 tokens, or the stride less than 1.
    """

    stream: TokenStream
    length: WindowLength
    stride: int = 1

    def __post_init__(self) -> None:
        require_kind("Windows.stream", self.stream, TokenStream, "a TokenStream")
        require_kind("Windows.length", self.length, WindowLength, "a WindowLength")
        whole_number("Windows.stride", self.stride, at_least=1)
        if len(self.stream) <= self.length.length:
            needed = f"{self.length.length + 1} tokens or more, one window and what follows it"
            raise InvalidValueError("Windows", f"a text of {len(self.stream)} tokens", needed)

    def __len__(self) -> int:
        """How many windows there are: (N - T - 1) // stride + 1."""
        return (len(self.stream) - self.length.length - 1) // self.stride + 1

    def take(self, places: WholeNumbers, /) -> WindowBatch:
        """Return these windows as one batch.

        Args:
            places: which windows, counted from 0, shape [B].

        Raises:
            InvalidTypeError: they are no whole numbers.
            InvalidShapeError: they are not one row of at least one.
            InvalidValueError: there is no window at one of them.
        """
        starts = places_below("Windows", len(self), places) * self.stride
        rows = self.stream.ids[starts[:, None] + np.arange(self.length.length + 1)]
        return WindowBatch(rows[:, :-1], rows[:, 1:])
