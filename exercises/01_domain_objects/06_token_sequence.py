"""TokenSequence: it never grows and is never empty.

A text that the model has read is a row of token ids. What code may rely on:
- It stays as it is. A longer text is another text, so there is no `append`.
- It has at least one token, so `first` always has something to give.

`__post_init__` is a function that a dataclass calls right after its fields are filled,
so it is the place to look at them: `raise ValueError("why")` there, and no such value
is ever made. (The quotes in "TokenSequence" are needed: inside its own body the class
is not finished yet.)

1. Freeze the class, and take `append` away.
2. Let `followed_by` make and return a new, longer TokenSequence. `(*row, last)` is a tuple
   of all that is in the tuple `row`, and then `last`.
3. Write `__post_init__(self) -> None`, and refuse a sequence without tokens there.
"""

from dataclasses import dataclass

from ctml.domain import TokenId


@dataclass
class TokenSequence:
    tokens: tuple[TokenId, ...]

    def append(self, token: TokenId) -> None:
        self.tokens = (*self.tokens, token)

    def followed_by(self, token: TokenId) -> "TokenSequence":
        self.append(token)
        return self

    def first(self) -> TokenId:
        return self.tokens[0]


# --- checks ---
from typing import assert_type

import pytest
from ctml.checks import agree
from ctml.domain import TokenId
from hypothesis import given
from hypothesis import strategies as st


def test_nothing() -> None:
    """A sequence of no tokens is refused with a ValueError; one token is enough."""
    agree(TokenSequence((TokenId(4),)).tokens, (TokenId(4),))
    with pytest.raises(ValueError):
        TokenSequence(())


def test_followed_by() -> None:
    """4 followed by 8 and then by 15 is 4, 8, 15."""
    longer = TokenSequence((TokenId(4),)).followed_by(TokenId(8)).followed_by(TokenId(15))
    assert_type(longer, TokenSequence)
    agree(longer.tokens, (TokenId(4), TokenId(8), TokenId(15)))


def test_old_sequence() -> None:
    """The shorter sequence is still there, as short as it was."""
    short = TokenSequence((TokenId(4), TokenId(8)))
    agree(short.followed_by(TokenId(15)).tokens, (TokenId(4), TokenId(8), TokenId(15)))
    agree(short.tokens, (TokenId(4), TokenId(8)))


@given(st.lists(st.integers(min_value=0, max_value=99), min_size=1, max_size=5))
def test_first(numbers: list[int]) -> None:
    """Whatever follows, the first token stays the first, and nothing is lost."""
    tokens = tuple(TokenId(number) for number in numbers)
    longer = TokenSequence(tokens).followed_by(TokenId(100))
    agree(longer.first(), tokens[0])
    agree(longer.tokens, (*tokens, TokenId(100)))


# Wrong on purpose: mypy has to complain about the last three lines in here.
def refused() -> None:  # never called
    text = TokenSequence((TokenId(4), TokenId(8)))
    text.append(TokenId(15))  # type: ignore[attr-defined]  # a text that was read does not grow; a longer one is another text
    text.tokens = text.tokens  # type: ignore[misc]  # nobody may put other tokens into a sequence
    _ = TokenSequence((4, 8))  # type: ignore[arg-type]  # 4 and 8 are bare numbers; a sequence holds token ids
