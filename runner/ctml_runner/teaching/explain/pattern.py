"""A message pattern: how one kind of message becomes a sentence."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from ctml_runner.judging.verdict import TypeFault
from ctml_runner.teaching.explain.scene import Scene
from ctml_runner.teaching.explain.words import Template, clean


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence, and what it means.

    Attributes:
        headline: the sentence; it starts in the middle, since the line comes before it.
        detail: what it means and what to look at.
        whole: whether the sentence stands by itself, and names its own place.
    """

    headline: str
    detail: str = ""
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """A message that met its pattern.

    Attributes:
        fault: the type checker's error.
        scene: the module that it is about.
        groups: what the pattern took out of the message.
    """

    fault: TypeFault
    scene: Scene
    groups: dict[str, str | None]

    def __getitem__(self, group: str) -> str:
        """Return a group as it is written, without module prefixes."""
        return clean(self.groups[group] or "")

    @property
    def notes(self) -> str:
        """What mypy added below, in one text."""
        return clean("\n".join(self.fault.notes))


Say = Callable[[Case], Said | None]
"""Builds the sentence, or declines."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One kind of message.

    Attributes:
        code: the error code that it comes with; empty for any.
        words: the whole message as a regular expression.
        say: builds the sentence.
    """

    code: str
    words: re.Pattern[str]
    say: Say

    def read(self, fault: TypeFault, scene: Scene) -> Said | None:
        """Return the sentence if the fault is of this kind."""
        if self.code not in {"", fault.code}:
            return None
        match = self.words.fullmatch(fault.message)
        return match and self.say(Case(fault, scene, match.groupdict()))


def pattern(code: str, words: str, headline: str | Say, detail: str = "") -> Pattern:
    """Return a pattern that says fixed sentences with holes, or what a function builds."""
    expression = re.compile(words, re.DOTALL)
    if not isinstance(headline, str):
        return Pattern(code, expression, headline)
    first, second = Template(headline), Template(detail)

    def say(case: Case) -> Said:
        return Said(first.fill(case.groups), second.fill(case.groups))

    return Pattern(code, expression, say)
