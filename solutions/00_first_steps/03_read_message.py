"""Read the message: what met what.

Start: arg-type
Hint 1: The message names a function, a type that came and a type that was expected.
    Say it aloud: next_token wanted a number, and it was handed a word.
Hint 2: Look for the function whose first line reads `(word: str) -> int`. It takes what
    you have and gives what `next_token` wants, so it belongs between the two.
Hint 3: From the inside out: word, then token_of, then next_token, then word_of.
    The innermost part becomes `token_of(word)`.
Why: Three functions fit into a chain because each takes what the one before it gives:
    str to int, int to int, int to str. The message told which joint did not fit, and the
    two types in it told which function was missing. Most messages in this course
    read this way: where, what came, what was expected.
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
    return word_of(next_token(token_of(word)))
