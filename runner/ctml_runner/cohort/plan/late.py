"""What late work earns: nothing, all of its points, or less for each day."""

import math
import re
from dataclasses import dataclass
from datetime import timedelta
from typing import assert_never

LATE_ALLOWED = '"zero", "full", or a share that each late day takes, such as "10% a day"'
"""What may be said about late work, in words."""

_PER_DAY = re.compile(r"(100|\d{1,2}(?:\.\d{1,2})?) ?% (?:a|per) day")
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Nothing:
    """Late work earns no points but by hand."""


@dataclass(frozen=True, slots=True)
class Everything:
    """Late work earns its points; that it was late is told."""


@dataclass(frozen=True, slots=True)
class LessEachDay:
    """Each day late that has begun takes a share of the points.

    Attributes:
        percent: of the points, from 0 to 100.
    """

    percent: float


LateRule = Nothing | Everything | LessEachDay


def late_rule(text: str) -> LateRule | None:
    """Return the rule that `text` states, or None if it states none."""
    if text == "zero":
        return Nothing()
    if text == "full":
        return Everything()
    found = _PER_DAY.fullmatch(text)
    return None if found is None else LessEachDay(float(found[1]))


def share(rule: LateRule, late: timedelta) -> float:
    """Return what part of its points work earns: 1 in time, and max(0, 1 - p/100 · ⌈days⌉) late.

    Args:
        rule: the class's.
        late: how late it came; what is still in the grace is not late.
    """
    if late <= timedelta(0):
        return 1.0
    match rule:
        case Nothing():
            return 0.0
        case Everything():
            return 1.0
        case LessEachDay(percent):
            return max(0.0, 1 - percent * math.ceil(late / _DAY) / 100)
        case _:
            assert_never(rule)


def told_rule(rule: LateRule) -> str:
    """Return the rule in a few words."""
    match rule:
        case Nothing():
            return "late work earns no points"
        case Everything():
            return "late work earns all its points"
        case LessEachDay(percent):
            return f"each day late that has begun takes {percent:g} % of the points"
        case _:
            assert_never(rule)
