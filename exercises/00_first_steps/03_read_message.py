"""Read the message: what met what.

A language model answers one question, again and again: which word comes next?
Inside, it works with numbers. So a word is first turned into its token id, then the
token id that comes next is found, and last this number is turned into a word again.

In `next_word` one of these steps is missing, and mypy says what met what:
    Argument 1 to "next_token" has incompatible type "str"; expected "int"
Read it in three parts. Where: the first value handed to `next_token`. What came: a
`str`, a text. What should have come: an `int`, a number. So something is missing
that makes the one out of the other. Which function in this file does that?

Mend the `return` line of `next_word`, so that the word becomes its token id first.
The other functions are right, and so are all the annotations. Names in capital letters
are dictionaries, in which the functions look things up.
"""

TOKEN_OF = {"rust": 12, "makes": 44, "ai": 7, "structure": 19, "visible": 91}
WORD_OF = {12: "rust", 44: "makes", 7: "ai", 19: "structure", 91: "visible"}
NEXT = {12: 44, 44: 7, 7: 19, 19: 91, 91: 12}


def token_of(word: str) -> int:
    return TOKEN_OF[word]


def next_token(token: int) -> int:
    return NEXT[token]


def word_of(token: int) -> str:
    return WORD_OF[token]


def next_word(word: str) -> str:
    return word_of(next_token(word))


# --- checks ---
from ctml.checks import agree
from hypothesis import given
from hypothesis import strategies as st

SENTENCE = ["rust", "makes", "ai", "structure", "visible"]


def test_next_word() -> None:
    """After rust comes makes, and after makes comes ai."""
    agree(next_word("rust"), "makes")
    agree(next_word("makes"), "ai")


def test_wraps_around() -> None:
    """After the last word, visible, the sentence starts again with rust."""
    agree(next_word("visible"), "rust")


def test_steps() -> None:
    """The three steps still do what they did: rust is 12, after it 44, which is makes."""
    agree(token_of("rust"), 12)
    agree(token_of("ai"), 7)
    agree(next_token(12), 44)
    agree(next_token(7), 19)
    agree(word_of(44), "makes")
    agree(word_of(19), "structure")


@given(st.integers(min_value=0, max_value=4))  # the test runs many times, with many places
def test_any_word(place: int) -> None:
    """After any word of the sentence comes the one behind it, and after the last the first."""
    agree(next_word(SENTENCE[place]), SENTENCE[(place + 1) % 5])


# Wrong on purpose: mypy has to complain about each line in here.
def refused() -> None:  # never called
    _ = next_token("rust")  # type: ignore[arg-type]  # next_token counts on a token id, and "rust" is a word
    _ = next_word(12)  # type: ignore[arg-type]  # next_word is asked about words, and 12 is a token id
