"""A token id is not an int: one cause, two messages.

Start: arg-type
Hint 1: Both lines go through the same function for what they compare or hand over. What does that
    function promise to give?
Hint 2: `read` knows what its numbers mean: it cuts a line into tokens. Let its first line say so,
    and let each number become a token id right there.
Hint 3: `-> list[TokenId]`, and in the list `TokenId(...)` around the number that is made of the
    digits. Nothing else changes.
Why: A number gets its meaning where it enters the program, once. Both messages were about that
    one place, and neither pointed at it: a type error is found where two things meet, and
    what is wrong is often further up. Mended at both places instead, the program would have
    two doors, and the next function that reads a line a third. And -1 is refused at the door
    now, for nothing: TokenId looks at its number when it is made.
"""

from ctml.domain import TokenId

WORDS = ("rust", "makes", "ai", "structure", "visible")


def word_of(token: TokenId) -> str:
    return WORDS[token.index]


def read(line: str) -> list[TokenId]:
    return [TokenId(int(digits)) for digits in line.split()]


def sentence(line: str) -> str:
    return " ".join(word_of(token) for token in read(line))


def count(line: str, wanted: TokenId) -> int:
    return len([token for token in read(line) if token == wanted])
