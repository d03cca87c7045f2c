"""NewType leaks: arithmetic gives a bare number.

Start: assignment
Hint 1: The expression has the type int, the variable wants a TokenId. The number is right; what
    is missing is somebody who says what it counts.
Hint 2: `TokenId(...)` says it. Put it around the whole expression: whatever is computed last
    decides the type, and both + and % give an int.
Hint 3: `TokenId(...)` with `(token + 1) % size` in place of the dots.
Why: NewType guards one door only. Whatever you compute with a TokenId is an int again, and mypy
    lets you add two token ids, though their sum means nothing. The line that you wrote is
    the only place where the promise is renewed, so it is the place to be careful. Next you
    close the leak: a type that can't be added at all.
"""

from typing import NewType

TokenId = NewType("TokenId", int)
VocabSize = NewType("VocabSize", int)


def following(token: TokenId, size: VocabSize) -> TokenId:
    after: TokenId = TokenId((token + 1) % size)
    return after
