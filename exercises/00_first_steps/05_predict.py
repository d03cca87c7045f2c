"""Predict: say the type before mypy does.

Every expression has a type, and mypy works it out without running your code. It knows
only what the first lines of functions promise, never which values will come along.
Here you work it out first, and mypy tells whether you agree.

Each name below stands for a type: that of the expression in the comment above it.
`object` is a blank; it says no more than "some value". Replace the three of them.
When you save, mypy says which of them it agrees with; the right types it keeps to itself.

You need no more than: int (whole number), float (number with a point), str (text),
list[str] (a list of texts, and likewise for other types), int | None (number or None).
The checks below hold `assert_type(expression, type)`, which asks mypy: exactly this type?
"""

NUMBERS = {"rust": 12, "makes": 44, "ai": 7, "structure": 19, "visible": 91}


def cut(sentence: str) -> list[str]:
    return sentence.split()


def find(word: str) -> int | None:
    return NUMBERS.get(word)


# cut("rust makes ai")[0]
FirstWord = str  # done for you: one item of a list[str] is a str

# find("rust")
Found = object

# len(cut("rust makes")) / 2
Half = object

# [find("rust"), find("likes")]
AllFound = object


# --- checks ---
from typing import assert_type

from ctml.checks import agree


def predicted() -> None:  # read by mypy, never called
    assert_type(cut("rust makes ai")[0], FirstWord)
    assert_type(find("rust"), Found)
    assert_type(len(cut("rust makes")) / 2, Half)
    assert_type([find("rust"), find("likes")], AllFound)


def test_cut() -> None:
    """`cut` gives the words in order."""
    agree(cut("rust makes ai"), ["rust", "makes", "ai"])
    agree(cut("visible"), ["visible"])


def test_find() -> None:
    """`find` gives a word's number, or None for a word that it does not know."""
    agree(find("rust"), 12)
    agree(find("ai"), 7)
    agree(find("likes"), None)
