"""Predict: which type survives?

Two kinds of whole numbers with a meaning: `Count` is a NewType over int, and `TokenId`
is now the course's own, imported below: a frozen dataclass with the field `index`, just
like the one you built. `text` stands for a TokenSequence, one or more token ids in a row
(you build your own after this).

Each name below is given to a type: that of the expression in the line above it.
Replace the four blanks (`object`); mypy then says which of them it agrees with.
Ask each time: which door does the value come through? What may it still do behind it?

You need no more than: int, bool, Count, TokenId, TokenSequence, and list[...] of these.
"""

from typing import NewType

from ctml.domain import TokenId, TokenSequence

Count = NewType("Count", int)


def length_of(text: TokenSequence) -> Count:
    return Count(len(text))


def first_of(text: TokenSequence) -> TokenId:
    return text.tokens[0]


# the type of  first_of(text).index
FirstIndex = int  # done for you: the field was declared as `index: int`

# the type of  length_of(text)
Length = object

# the type of  length_of(text) + length_of(text)
TwiceTheLength = object

# the type of  [token for token in text]
Tokens = object

# the type of  first_of(text) == TokenId(3)
IsThree = object


# --- checks ---
from typing import assert_type

from ctml.checks import agree
from ctml.domain import TokenId, TokenSequence


def predicted(text: TokenSequence) -> None:  # read by mypy, never called
    assert_type(first_of(text).index, FirstIndex)
    assert_type(length_of(text), Length)
    assert_type(length_of(text) + length_of(text), TwiceTheLength)
    assert_type([token for token in text], Tokens)
    assert_type(first_of(text) == TokenId(3), IsThree)


def test_length_of() -> None:
    """Three tokens have the length 3, one token has the length 1."""
    agree(length_of(TokenSequence([TokenId(4), TokenId(8), TokenId(15)])), 3)
    agree(length_of(TokenSequence([TokenId(4)])), 1)


def test_first_of() -> None:
    """The first of 4, 8, 15 is the token 4; the first of 16 alone is the token 16."""
    agree(first_of(TokenSequence([TokenId(4), TokenId(8), TokenId(15)])), TokenId(4))
    agree(first_of(TokenSequence([TokenId(16)])), TokenId(16))
