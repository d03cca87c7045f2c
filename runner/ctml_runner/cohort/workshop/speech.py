"""What is done and said at each minute of a workshop, and what is done when it is late."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ctml_runner.cohort.workshop.guide import Guide, Words
from ctml_runner.cohort.workshop.timetable import Part, Slot

DEMO = "morphism_composition"
"""What is shown on the projector; its parts 1, 4 and 5 fit into six minutes."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A moment at which to look whether the room is behind.

    Attributes:
        minute: when.
        do: what to do then, if it is.
    """

    minute: int
    do: str


def spoken(slot: Slot, guide: Guide, gist: str) -> Words:
    """Return what belongs to some minutes, filled in.

    Args:
        slot: the minutes.
        guide: the words.
        gist: what the exercise is about, if the minutes are an exercise's.
    """
    words = guide.parts[slot.part.value]
    known = {"exercise": slot.exercise, "gist": gist, "demo": DEMO}
    known["sentence"] = guide.say(slot.exercise)
    filled = (text.format_map(known) for text in (words.what, words.you, words.they, words.say))
    return Words(*filled)


def checkpoints(slots: Sequence[Slot], guide: Guide) -> tuple[Checkpoint, ...]:
    """Return the moments to look: where one exercise gives way to the next, and in the last."""
    work = [slot for slot in slots if slot.part is Part.EXERCISE]
    return tuple(_checkpoints(work, guide))


def _checkpoints(work: Sequence[Slot], guide: Guide) -> Iterator[Checkpoint]:
    for before, after in pairwise(work):
        text = guide.behind.first if before is work[0] else guide.behind.later
        yield Checkpoint(before.end, text.format(before=before.exercise, after=after.exercise))
    for last in work[-1:]:
        middle = (last.begin + last.end) // 2
        yield Checkpoint(middle, guide.behind.last.format(after=last.exercise))
