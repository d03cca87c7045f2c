"""Save me: edit, save, read, repeat.

Each time you save this file, ctml judges it and answers in the terminal where it runs.
That loop is the whole course: edit, save, read the answer, edit again.

A language model first cuts a text into pieces; here the pieces are words.
`count_words` should say how many words a sentence has, but it counts something else.

1. Read the answer in the terminal: what was expected, and what did it get instead?
2. Mend the line that starts with `return`, and save. What helps: in Python,
   "rust makes ai".split() gives a list of the words, ["rust", "makes", "ai"].
3. Read the new answer. If a test still fails, it says what is left to do.

Leave `: str` and `-> int` as they are: the next exercise is about them.
Edit only what is above the line `# --- checks ---`; what is below is for reading.
"""


def count_words(sentence: str) -> int:
    return len(sentence)


# --- checks ---
from ctml.checks import agree  # agree(got, want) complains unless both are the same
from hypothesis import given
from hypothesis import strategies as st


def test_three_words() -> None:
    """Three words are three, however many letters they have."""
    agree(count_words("rust makes ai"), 3)


def test_one_word() -> None:
    """A sentence can be a single word."""
    agree(count_words("visible"), 1)


def test_no_words() -> None:
    """An empty sentence has no words."""
    agree(count_words(""), 0)


def test_two_spaces() -> None:
    """Two spaces in a row do not make another word."""
    agree(count_words("structure  visible"), 2)


WORDS = st.lists(st.sampled_from(["rust", "makes", "ai", "structure", "visible"]), max_size=6)


@given(WORDS)  # this test runs many times, each time with other words, picked at random
def test_any_words(words: list[str]) -> None:
    """However many words are put into a sentence, so many are counted in it."""
    agree(count_words(" ".join(words)), len(words))
