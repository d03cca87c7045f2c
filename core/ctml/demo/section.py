"""Section and Demo: values in an order that explains them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from ctml.demo.shown import Shown


@dataclass(frozen=True, slots=True)
class Section:
    """One idea: in plain words first, then as a formula, then as values.

    Attributes:
        title: the idea in a few words.
        words: the idea in a few sentences.
        formula: the smallest mathematics that says it; lines of its own.
        shown: what comes out, in the order in which it is computed.
    """

    title: str
    words: str
    formula: str
    shown: tuple[Shown, ...]


Step: TypeAlias = Callable[[], Section]
"""Computes one section; nothing is computed before it is asked for."""


@dataclass(frozen=True, slots=True)
class Demo:
    """An example that can be walked through, section by section.

    Attributes:
        name: how it is called for.
        title: what it shows, in one line.
        steps: its sections, to be computed.
    """

    name: str
    title: str
    steps: tuple[Step, ...]

    def sections(self) -> Iterator[Section]:
        """Yield the sections, each computed when its turn comes."""
        return (step() for step in self.steps)
