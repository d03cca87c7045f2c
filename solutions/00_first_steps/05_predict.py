"""Predict: say the type before mypy does.

Start: assert-type
Hint 1: Ask what a first line promises, not what would come out today. `find` may be asked
    about any word at all: what does its `->` say?
Hint 2: `/` in Python gives a number with a point, even for 4 / 2. And a list made from
    results of `find` is a list of whatever `find` promises.
Hint 3: `Found` is what stands after `->` in `find`. `Half` is `float`. `AllFound` is
    `list[...]`, with the answer for `Found` in place of the dots.
Why: The type of an expression is put together from the types of its parts: a list of what
    `find` gives is a list of `int | None`. You, too, can work it out without running
    anything, and that is how the type of a whole model will be worked out later.
"""

NUMBERS = {"rust": 12, "makes": 44, "ai": 7, "structure": 19, "visible": 91}


def cut(sentence: str) -> list[str]:
    return sentence.split()


def find(word: str) -> int | None:
    return NUMBERS.get(word)


FirstWord = str  # one item of a list[str]
Found = int | None  # what find promises, whatever the word
Half = float  # a division gives a number with a point
AllFound = list[int | None]  # a list of what find promises
