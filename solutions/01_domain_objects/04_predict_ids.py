"""Predict: which type survives?

Start: assert-type
Hint 1: For each expression ask two things: what type does the value have before, and who made the
    result? A function's result has the type after its arrow; what + gives is up to the type
    of the numbers that are added.
Hint 2: A NewType survives being handed on, and does not survive arithmetic. A list in square
    brackets is a list of whatever the expression at its front is. And == asks a question:
    what are its two possible answers?
Hint 3: The length is a Count. Twice the length was added, so it is an int. The list holds one
    TokenId after the other. The comparison is True or False, so its type is bool.
Why: You read types through an expression as mypy does, without running it. The NewType came
    through the function and was lost in the sum; the dataclass came through the list
    unharmed, because nothing can be done to it that would lose it.
"""

from typing import NewType

from ctml.domain import TokenId, TokenSequence

Count = NewType("Count", int)


def length_of(text: TokenSequence) -> Count:
    return Count(len(text))


def first_of(text: TokenSequence) -> TokenId:
    return text.tokens[0]


# the type of  first_of(text).index
FirstIndex = int  # done for you: the field was declared as `index: int`

# the type of  length_of(text)
Length = Count

# the type of  length_of(text) + length_of(text)
TwiceTheLength = int

# the type of  [token for token in text]
Tokens = list[TokenId]

# the type of  first_of(text) == TokenId(3)
IsThree = bool
