"""Maybe None: look before you use it.

Not every number has a word. `WORDS.get(token)` gives the word, or None if there is
no such word: None is Python's way to say "nothing here". The first line of `word_of`
tells everyone: `str | None` reads "a text, or None".
Until you have looked, you may only do what works for both, and mypy holds you to it.
After a question such as `if word is None:` it knows which of the two you have.

`capital` writes a word as it would open a sentence: rust becomes Rust. For a number
without a word it should give "?".

Change the body of `capital`: first give the result of `word_of` a name, then ask
whether it is None, then use it. Number 0 marks the end of a text. It has a word, and
that word is the empty text "": so capital(0) is "", not "?".
"""

WORDS = {0: "", 7: "ai", 12: "rust", 19: "structure", 44: "makes", 91: "visible"}


def word_of(token: int) -> str | None:
    return WORDS.get(token)


def capital(token: int) -> str:
    return word_of(token).capitalize()


# --- checks ---
from typing import assert_type

from ctml.checks import agree
from hypothesis import given
from hypothesis import strategies as st


def test_known() -> None:
    """A known word gets a capital letter: 12 is Rust, 7 is Ai."""
    agree(capital(12), "Rust")
    agree(capital(7), "Ai")


def test_unknown() -> None:
    """A number without a word gives a question mark, not an error: 5 and 13 are unknown."""
    agree(capital(5), "?")
    agree(capital(13), "?")


def test_empty_word() -> None:
    """The empty word is still a word: number 0 gives the empty text."""
    agree(capital(0), "")


def test_word_of() -> None:
    """`word_of` itself still says None where there is no word."""
    word = word_of(44)
    assert_type(word, str | None)
    agree(word, "makes")
    agree(word_of(5), None)


@given(st.sampled_from([7, 12, 19, 44, 91]), st.integers(min_value=100, max_value=999))
def test_any_number(known: int, unknown: int) -> None:
    """Any word keeps its letters and opens with a capital; any number without one gives "?"."""
    agree(capital(known).lower(), word_of(known))
    agree(capital(known).istitle(), True)
    agree(capital(unknown), "?")


# Wrong on purpose: mypy has to complain about each line in here.
def refused() -> None:  # never called
    _ = word_of(5).upper()  # type: ignore[union-attr]  # None has no upper(); word_of must keep saying that it may give None
