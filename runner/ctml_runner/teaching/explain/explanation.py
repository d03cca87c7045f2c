"""An explanation: what a tool said, in the words of the subject."""

from dataclasses import dataclass
from enum import StrEnum

from ctml_runner.judging.verdict import Span


class About(StrEnum):
    """What an explanation is about."""

    TYPES = "types"
    """An error of the type checker."""
    REFUSAL = "refusal"
    """A line that should have been refused, and was not."""
    TEST = "test"
    """A test that did not pass."""
    ESCAPE = "escape"
    """An escape hatch in the learner's part."""
    OUTCOME = "outcome"
    """How the judgement ended, or something about the file itself."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """One thing to look at.

    Attributes:
        about: what kind of thing it is.
        headline: one sentence in the words of the subject: what met what, and on which line.
        detail: what it means and what to look at; may be empty.
        span: what to underline in ``source``, if there is a place.
        source: the source line, empty if there is none.
        raw: the tool's own words.
    """

    about: About
    headline: str
    detail: str
    span: Span | None
    source: str
    raw: str
