"""Maybe None: look before you use it.

Start: union-attr
Hint 1: The message says: item "None" of "str | None" has no attribute "capitalize". So one
    of the two things that `word_of` may give can't be capitalized. Which one, and when?
Hint 2: Keep the result under a name, such as `word`, and ask `if word is None:`. Below that
    `if`, once it has returned, mypy knows that `word` is a text.
Hint 3: Three steps: `word = word_of(token)`, then `if word is None:` with `return "?"`
    inside, and last `return word.capitalize()`.
Why: `str | None` moves "it may be missing" out of your memory and into the type. The test
    `is None` is the key that opens it: mypy follows your `if` and knows more below it.
    `is None` asks only whether something is missing; `not word` would also turn away the
    empty word, which is there.
"""

WORDS = {0: "", 7: "ai", 12: "rust", 19: "structure", 44: "makes", 91: "visible"}


def word_of(token: int) -> str | None:
    return WORDS.get(token)


def capital(token: int) -> str:
    word = word_of(token)
    if word is None:
        return "?"
    return word.capitalize()
