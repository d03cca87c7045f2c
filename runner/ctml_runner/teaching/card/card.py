"""A share card as a value."""

import re
from dataclasses import dataclass

from ctml_runner.course.exercise import Exercise
from ctml_runner.course.ledger import Claim, Ledger

_MOST = 10  # printed lines on a card; the last ones, because a check prints when it has passed
_LONGEST = 72
_COLOURS = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]")


@dataclass(frozen=True, slots=True)
class Card:
    """What a solved paper challenge shows of itself.

    Attributes:
        title: what was built.
        authors: who wrote the paper.
        paper: its title.
        url: where it can be read.
        command: what shows the result again.
        printed: what the code printed: its last lines, without control characters.
        claims: the rows of the ledger.
    """

    title: str
    authors: str
    paper: str
    url: str
    command: str
    printed: tuple[str, ...]
    claims: tuple[Claim, ...]

    @property
    def tests(self) -> int:
        """How many tests hold the claims."""
        return sum(not name.startswith("refused:") for name in self._checks)

    @property
    def refusals(self) -> int:
        """How many kinds of wrong line the type checker must refuse."""
        return len(self._checks) - self.tests

    @property
    def _checks(self) -> frozenset[str]:
        return frozenset(name for claim in self.claims for name in claim.checks)


def make_card(exercise: Exercise, ledger: Ledger, output: str) -> Card:
    """Make the card of a solved paper challenge.

    Args:
        exercise: the challenge.
        ledger: what may be said of it.
        output: what the learner's code printed while it was judged; nothing in it is trusted.
    """
    return Card(
        title=exercise.title,
        authors=ledger.authors,
        paper=ledger.paper,
        url=ledger.url,
        command=f"ctml run {exercise.slug}",
        printed=_last_lines(output),
        claims=ledger.claims,
    )


def _last_lines(output: str) -> tuple[str, ...]:
    lines = [_plain(line) for line in _COLOURS.sub("", output).splitlines()]
    while lines and not lines[-1]:
        lines.pop()
    if len(lines) > _MOST:
        lines = [f"… {len(lines) - _MOST + 1} lines before", *lines[1 - _MOST :]]
    return tuple(lines)


def _plain(line: str) -> str:
    """Return a line that can be shown anywhere: nothing in it that is no visible sign."""
    shown = "".join(
        one if one.isprintable() else "\N{REPLACEMENT CHARACTER}" for one in line.expandtabs(4)
    )
    cut = shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1]}…"
    return cut.rstrip()
