"""Annotate: say what goes in and what comes out.

A language model works with numbers only, so each word that it knows has a number,
its token id. All its words and their numbers together are its vocabulary.

A label can say which kind of value belongs where. `word: str` means: a text goes in.
`-> int` means: a whole number comes out. Such a label is called an annotation.
A program named mypy, the type checker, compares the labels with what the code does;
ctml asks it to be strict, so it wants both labels on every function.

`letters` below is done and shows the form. `token_of` and `word_of` have no labels yet.
Change their two `def` lines: one label for what goes in, one for what comes out.
The rest of the code is right as it is.
"""

VOCABULARY = {"rust": 12, "makes": 44, "ai": 7, "structure": 19, "visible": 91}


def letters(word: str) -> int:
    return len(word)


def token_of(word):
    return VOCABULARY[word]


def word_of(token):
    for word, number in VOCABULARY.items():
        if number == token:
            return word
    return "?"


# --- checks ---
from typing import assert_type

from ctml.checks import agree


def test_letters() -> None:
    """The worked example still counts letters: ai has 2, makes has 5."""
    agree(letters("ai"), 2)
    agree(letters("makes"), 5)


def test_token_of() -> None:
    """A word goes in and its number comes out: ai is 7, rust is 12."""
    token = token_of("ai")
    assert_type(token, int)  # asks mypy: is this exactly an int?
    agree(token, 7)
    agree(token_of("rust"), 12)


def test_word_of() -> None:
    """A number goes in and its word comes out: 7 is ai, 91 is visible, 5 is unknown."""
    word = word_of(7)
    assert_type(word, str)
    agree(word, "ai")
    agree(word_of(91), "visible")
    agree(word_of(5), "?")


# Wrong on purpose: mypy has to complain about each line in here, and ctml sees to it that it does.
def refused() -> None:  # never called
    _ = token_of(7)  # type: ignore[arg-type]  # 7 is a number, and token_of takes a word
    _ = word_of("ai")  # type: ignore[arg-type]  # "ai" is a word, and word_of takes a number
