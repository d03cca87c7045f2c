"""TokenId as data: no sum, no order.

A token id is a name made of digits. Is the sum of two names a name? Is one name less
than another? Neither means anything, and yet a NewType over int allows both: it can do
whatever an int can. A class of its own can do only what you give it.

So build TokenId as a frozen dataclass with one field, the whole number `index`. Two of
them are then equal exactly if their indexes are, and that is all they can do.

1. Take the line `TokenId = NewType(...)` away and write the dataclass in its place.
   (`Guess` in 00_first_steps/06_keep_values.py shows the form; import `dataclass`.)
2. Save. Now a TokenId is no int any more, and mypy points at the line that took it for
   one. Tell that line which number to take.
"""

from typing import NewType

TokenId = NewType("TokenId", int)

WORDS = ("rust", "makes", "ai")


def word_of(token: TokenId) -> str:
    return WORDS[token]


# --- checks ---
from typing import Protocol

from ctml.checks import agree


def test_word_of() -> None:
    """Token 0 is rust, token 1 is makes, token 2 is ai."""
    agree(word_of(TokenId(0)), "rust")
    agree(word_of(TokenId(1)), "makes")
    agree(word_of(TokenId(2)), "ai")


def test_equal() -> None:
    """Two token ids are equal exactly if their indexes are."""
    agree(TokenId(2) == TokenId(2), True)
    agree(TokenId(2) == TokenId(1), False)
    agree(TokenId(2) != TokenId(1), True)
    agree(TokenId(2) != TokenId(2), False)


class Writable(Protocol):
    """Whatever has a whole number `index` that can be written into."""

    index: int


# Wrong on purpose: mypy has to complain about each line in here.
def refused() -> None:  # never called
    _ = TokenId(1) + TokenId(2)  # type: ignore[operator]  # the sum of two names is no name
    _ = TokenId(1) < TokenId(2)  # type: ignore[operator]  # no name is less than another; the order of the table is an accident
    slot: Writable = TokenId(1)  # type: ignore[assignment]  # a token id is a value: once it is made, nobody may write into it
    _ = word_of(2)  # type: ignore[arg-type]  # 2 is a bare number, and word_of takes a token id
