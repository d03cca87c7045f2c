"""The timetable: sixty minutes, of which not one is lost or given twice."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import accumulate, pairwise

from ctml_runner.cohort.plan import Item, Plan

LENGTH = 60
"""Minutes."""
PREFLIGHT, LOOP, IDEA, EXERCISES, SEEN, TICKET = 5, 4, 6, 35, 5, 5
"""Minutes of each part, in their order: they make sixty."""


class Part(Enum):
    """What is done with some of the minutes."""

    PREFLIGHT = "preflight"
    LOOP = "loop"
    IDEA = "idea"
    EXERCISE = "exercise"
    SEEN = "seen"
    TICKET = "ticket"


@dataclass(frozen=True, slots=True)
class Slot:
    """Some minutes, and what is done with them.

    Attributes:
        begin: the minute at which they begin.
        end: the minute at which they end.
        part: what is done.
        exercise: the slug of the exercise; empty where there is none.
    """

    begin: int
    end: int
    part: Part
    exercise: str = ""


def timetable(plan: Plan) -> tuple[Slot, ...]:
    """Return the minutes of a workshop: those of its exercises go to what everyone does.

    What is for whoever is ahead has no minutes of its own: it is done beside.
    """
    begins = 0, *accumulate((PREFLIGHT, LOOP, IDEA, EXERCISES, SEEN, TICKET))
    preflight, loop, idea, work, seen, ticket = pairwise(begins)
    return (
        Slot(*preflight, Part.PREFLIGHT),
        Slot(*loop, Part.LOOP),
        Slot(*idea, Part.IDEA),
        *_exercises(everyones(plan), *work),
        Slot(*seen, Part.SEEN),
        Slot(*ticket, Part.TICKET),
    )


def everyones(plan: Plan) -> tuple[Item, ...]:
    """Return what everyone does; all of it, if nothing is marked as that."""
    return tuple(item for item in plan.items if item.must) or plan.items


def _exercises(items: Sequence[Item], begin: int, end: int) -> Iterator[Slot]:
    """Share the minutes: the first exercise is to get going, and has half of what others have."""
    weights = [1, *[2] * (len(items) - 1)]
    total = sum(weights)
    ends = (begin + round((end - begin) * sofar / total) for sofar in accumulate(weights))
    for item, (first, last) in zip(items, pairwise((begin, *ends)), strict=True):
        yield Slot(first, last, Part.EXERCISE, item.slug)
