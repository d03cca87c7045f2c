"""Save me: edit, save, read, repeat.

Start: test_three_words
Hint 1: As the file came, the test handed in "rust makes ai", expected 3 and got 13. What is
    there 13 of in that sentence? Count along with a finger, spaces included.
Hint 2: `len` of a text counts its letters and spaces; `len` of a list counts its items.
    So first make a list of words, with `.split()`, and then take its length.
Hint 3: Cut first, count second, both on the one line: `len(sentence.split())`.
Why: You have been once around the loop: a test told what it expected and what it got, you
    changed one line, and it agreed. Many sentences were tried, because a single one could
    be answered by luck. From here on a second reader joins: a type checker, which finds
    mistakes without running anything.
"""


def count_words(sentence: str) -> int:
    return len(sentence.split())
