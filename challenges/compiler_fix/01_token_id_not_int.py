"""A token id is not an int: one cause, two messages.

A line of numbers is a text that was cut into tokens. This program looks up the words of such
a line, and counts how often one token occurs in it. mypy refuses it in two places. Both
messages name an int and a TokenId, and both point at a line where the two meet.

Before you mend either of them, ask where the int comes from. A message points at the place
where the wrong thing is used; the mistake is often where it was made. And it is one: run as
it is, `count` answers 0, whatever stands in the line.

Mend the program, so that both messages go because of one change of what the program means.
`word_of` and `count` ask for the right things already; so leave their first lines as they are.
"""

from ctml.domain import TokenId

WORDS = ("rust", "makes", "ai", "structure", "visible")


def word_of(token: TokenId) -> str:
    return WORDS[token.index]


def read(line: str) -> list[int]:
    return [int(digits) for digits in line.split()]


def sentence(line: str) -> str:
    return " ".join(word_of(token) for token in read(line))


def count(line: str, wanted: TokenId) -> int:
    return len([token for token in read(line) if token == wanted])


# --- checks ---
from typing import assert_type

import pytest
from ctml.checks import agree
from ctml.domain import TokenId
from hypothesis import given
from hypothesis import strategies as st


def test_read() -> None:
    """A line is read as token ids, in order; an empty line has none."""
    assert_type(read("0 1 2"), list[TokenId])
    agree(read("0 1 2"), [TokenId(0), TokenId(1), TokenId(2)])
    agree(read("  4   3 "), [TokenId(4), TokenId(3)])
    agree(read(""), [])


def test_sentence() -> None:
    """0 1 2 are the words rust makes ai."""
    agree(sentence("0 1 2"), "rust makes ai")
    agree(sentence("4"), "visible")


def test_count() -> None:
    """In the line 2 0 2 2 the token 2 occurs three times, the token 0 once, and 1 never."""
    agree(count("2 0 2 2", TokenId(2)), 3)
    agree(count("2 0 2 2", TokenId(0)), 1)
    agree(count("2 0 2 2", TokenId(1)), 0)


def test_door() -> None:
    """What is no token id is refused where the line is read: -1 is none."""
    with pytest.raises(ValueError):
        read("0 -1")


def test_word_of() -> None:
    """`word_of` still looks one token up."""
    agree(word_of(TokenId(0)), "rust")
    agree(word_of(TokenId(3)), "structure")


@given(st.lists(st.integers(min_value=0, max_value=99), max_size=6))
def test_any_line(numbers: list[int]) -> None:
    """Whatever numbers stand in a line, so many token ids are read, in their order."""
    agree(read(" ".join(map(str, numbers))), [TokenId(number) for number in numbers])


# Wrong on purpose: mypy has to complain about each line in here.
def refused() -> None:  # never called
    _ = word_of(3)  # type: ignore[arg-type]  # 3 is a bare number; only a token id picks a word
    _ = count("2 0", 2)  # type: ignore[arg-type]  # 2 may be a position or a length; what is counted is a token
