"""Keep values: make a new one instead of changing the old one.

A language model gives every word a score: how well it would fit next. Such a score
is called a logit. A `Guess` holds a word and its logit.

The line with @ above the class adds to it what the fields listed below need, so that
Guess("ai", 1.5) works right away; and a class is a type, as in `guess: Guess`. Written
`@dataclass(frozen=True)`, that line also promises that the fields never change.

`raised` should give a new guess whose logit is higher by `amount`. For now it changes the
guess that it was handed, behind the back of everyone who still uses that one.

1. Freeze `Guess` and save. Now mypy points at the line that breaks the promise.
2. Rewrite the body of `raised`, so that it makes and returns a new `Guess`.
"""

from dataclasses import dataclass


@dataclass
class Guess:
    word: str
    logit: float


def raised(guess: Guess, amount: float) -> Guess:
    guess.logit = guess.logit + amount
    return guess


# --- checks ---
from ctml.checks import agree
from hypothesis import given
from hypothesis import strategies as st


def test_fields() -> None:
    """A guess holds its word and its logit."""
    guess = Guess("ai", 1.5)
    agree(guess.word, "ai")
    agree(guess.logit, 1.5)
    other = Guess("rust", -2.0)
    agree(other.word, "rust")
    agree(other.logit, -2.0)


def test_new_guess() -> None:
    """Raised by 2, a logit of 1.5 becomes 3.5, and the word stays."""
    after = raised(Guess("ai", 1.5), 2.0)
    agree(after.word, "ai")
    agree(after.logit, 3.5)
    lower = raised(Guess("rust", 0.5), -1.0)
    agree(lower.word, "rust")
    agree(lower.logit, -0.5)


def test_raised_by_nothing() -> None:
    """Raised by 0, a logit of 1.5 is still 1.5."""
    after = raised(Guess("ai", 1.5), 0.0)
    agree(after.word, "ai")
    agree(after.logit, 1.5)


def test_old_guess() -> None:
    """The guess that was handed in is the same afterwards as before: 1.5."""
    before = Guess("ai", 1.5)
    raised(before, 2.0)
    agree(before.word, "ai")
    agree(before.logit, 1.5)


@given(
    st.sampled_from(["rust", "makes", "structure", "visible"]),
    st.integers(min_value=-50, max_value=50),
    st.integers(min_value=-50, max_value=50),
)
def test_any_guess(word: str, logit: int, amount: int) -> None:
    """Whatever guess and amount: the word stays, the logit grows, the old guess is as it was."""
    before = Guess(word, float(logit))
    after = raised(before, float(amount))
    agree(after.word, word)
    agree(after.logit, float(logit + amount))
    agree(before.logit, float(logit))


# Wrong on purpose: mypy has to complain about each line in here.
def refused() -> None:  # never called
    Guess("ai", 1.5).logit = 3.5  # type: ignore[misc]  # a guess is a value: once it is made, nobody may change it
