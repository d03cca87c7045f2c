"""Annotate: say what goes in and what comes out.

Start: no-untyped-def
Hint 1: Compare the line `def letters(word: str) -> int:` with the line that mypy names.
    Which two labels does the first one have that the second one lacks?
Hint 2: A label is the name of a kind of value: `str` for text, `int` for a whole number.
    For `token_of`, ask: what is "ai", which goes in? What is 7, which comes out?
Hint 3: `token_of` takes a text and gives a whole number, so its brackets hold `word: str`
    and its arrow reads `-> int`. `word_of` goes the other way round.
Why: A function's first line is now a promise that can be checked: what goes in, what comes
    out. Nothing changed in what the code does. But mypy now refuses `token_of(7)` before
    anything has run, and that is what the rest of this course builds on.
"""

VOCABULARY = {"rust": 12, "makes": 44, "ai": 7, "structure": 19, "visible": 91}


def letters(word: str) -> int:
    return len(word)


def token_of(word: str) -> int:
    return VOCABULARY[word]


def word_of(token: int) -> str:
    for word, number in VOCABULARY.items():
        if number == token:
            return word
    return "?"
