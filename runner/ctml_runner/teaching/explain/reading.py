"""How an exception is read: its kind, its words, and what they mean."""

import re
from dataclasses import dataclass

from ctml_runner.teaching.explain.words import Template


@dataclass(frozen=True, slots=True)
class Reading:
    """How one kind of exception is read.

    Attributes:
        kind: the exception's name.
        words: its text as a regular expression, matched from the start.
        means: what happened, in the middle of a sentence.
        look: what to look at.
    """

    kind: str
    words: re.Pattern[str]
    means: Template
    look: str


def reading(kind: str, words: str, means: str, look: str = "") -> Reading:
    """Return how an exception of this kind with these words is read."""
    return Reading(kind, re.compile(words), Template(means), look)
