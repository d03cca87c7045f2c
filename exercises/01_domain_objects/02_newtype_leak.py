"""NewType leaks: arithmetic gives a bare number.

NewType watches the way in: only TokenId(...) makes a TokenId. It does not watch the
way out. A TokenId can still do all that an int can, and what comes of it is an int:
mypy forgets what it counted.

`following` should give the token id after this one, and after the last one the first
again. With 5 words the ids are 0 to 4: after 3 comes 4, after 4 comes 0. The sum is
right (% is the remainder of a division: 5 % 5 is 0), but its type is not.

1. Read mypy's message: which type does the expression have, which does the variable?
2. Mend that line so that the result is a TokenId again. The label stays; somebody has
   to say that this number is a token id once more, and only you can know it.
"""

from typing import NewType

TokenId = NewType("TokenId", int)
VocabSize = NewType("VocabSize", int)


def following(token: TokenId, size: VocabSize) -> TokenId:
    after: TokenId = (token + 1) % size
    return after


# --- checks ---
from typing import assert_type

from ctml.checks import agree
from hypothesis import given
from hypothesis import strategies as st


def test_next() -> None:
    """With 5 words, 1 comes after 0, and 4 comes after 3."""
    agree(following(TokenId(0), VocabSize(5)), 1)
    agree(following(TokenId(3), VocabSize(5)), 4)


def test_last() -> None:
    """After the last token id comes the first: with 5 words, 0 comes after 4."""
    agree(following(TokenId(4), VocabSize(5)), 0)
    agree(following(TokenId(0), VocabSize(1)), 0)


@given(st.integers(min_value=1, max_value=9))  # the test runs many times, with many sizes
def test_once_around(size: int) -> None:
    """With n words, n steps from token 0 lead back to token 0 and pass every id in order."""
    token = TokenId(0)
    passed: list[TokenId] = []
    for _ in range(size):
        passed.append(token)
        token = following(token, VocabSize(size))
    agree(passed, [TokenId(place) for place in range(size)])
    agree(token, 0)


def test_types() -> None:
    """What comes out of `following` is a TokenId; what comes out of + is a bare int."""
    after = following(TokenId(3), VocabSize(5))
    assert_type(after, TokenId)
    agree(after, 4)
    leak = TokenId(3) + TokenId(4)  # no message: this is the leak that the next exercise closes
    assert_type(leak, int)
    agree(leak, 7)
