"""What a collection says: a few lines about what needs a look, then the whole."""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path

from ctml_runner.cohort.collecting.report import Collected, Left, Result, What
from ctml_runner.cohort.folder import CohortFolder
from ctml_runner.cohort.received import read_received
from ctml_runner.cohort.roster import Roster
from ctml_runner.cohort.standing.shown import quoted, shown
from ctml_runner.cohort.words import counted, told_span

_NAMED = 8
"""How many learners are named before they are only counted."""
_PROBLEMS = 5
"""How many problems of one submission are told; all of them stand in its received.json."""
_MANY = 3
"""From so many submissions on that are nobody's, the roster is where to mend it."""
_TAKEN = (What.NEW, What.NEWER, What.SAME)


def told(result: Result, here: Path) -> Iterator[str]:
    """Yield what needs a look about one submission; nothing if all is well.

    Args:
        result: what became of it.
        here: the folder that paths are told from.
    """
    match result:
        case Left(where, why, nameless, several):
            place = _near(where, here)
            yield f"not collected: {shown(place, 200)} {shown(why, 200)}"
            if nameless:
                yield f"  next:  ctml cohort collect {quoted(place)} --as ID"
            if several:
                yield f"  next:  ctml cohort collect {quoted(place)}"
        case Collected() as done:
            if done.what not in _TAKEN:
                yield f"{shown(done.learner.id)}: {_near(done.where, here)} is {done.what.value}"
            if done.what is What.OLDER:
                again = f"{quoted(_near(done.where, here))} --as {quoted(done.learner.id)}"
                yield f"  to take it all the same: ctml cohort collect {again}"
            problems = done.received.problems if done.what in {What.NEW, What.NEWER} else ()
            for problem in problems[:_PROBLEMS]:
                yield f"{shown(done.learner.id)}: {shown(problem, 240)}"
            if len(problems) > _PROBLEMS:
                yield f"{shown(done.learner.id)}: and {len(problems) - _PROBLEMS} more"


def told_whole(folder: CohortFolder, roster: Roster, results: Sequence[Result]) -> Iterator[str]:
    """Yield how many came, who is late, and from whom there is nothing at all."""
    done = [result for result in results if isinstance(result, Collected)]
    counts = Counter(result.what for result in done)
    words = ", ".join(f"{counts[what]} {what.value}" for what in _TAKEN if counts[what])
    learners = {result.learner.id for result in done}
    yield f"{counted(len(learners), 'learner')} of {len(roster.learners)}: {words or 'nothing new'}"
    if sum(isinstance(result, Left) and result.nameless for result in results) >= _MANY:
        yield "  whoever is in the roster: write what they are called there as their login in"
        yield "  roster.csv, and collect again; or type the lines above, with the ID of each"
    yield from _late(done)
    missing = [one.id for one in roster.learners if read_received(folder, one) is None]
    if missing:
        yield f"  nothing yet from {_named(missing)}"
    yield from (f"  {problem}" for problem in roster.problems[:_PROBLEMS])
    if len(missing) < len(roster.learners):
        yield "  next:  ctml cohort grade   (or collect again when more has come)"
    else:
        yield "  next:  when work has come: ctml cohort collect FOLDER"


def _late(done: Sequence[Collected]) -> Iterator[str]:
    late = {result.learner.id: result for result in done if result.late > timedelta(0)}
    if late:
        spans = [f"{name} (by {told_span(result.late)})" for name, result in late.items()]
        yield f"  late: {_named(spans)}"
    honest = [
        name
        for name, result in late.items()
        if (claimed := result.received.claimed) is not None
        and claimed + result.late < result.received.sent + timedelta(minutes=1)
    ]
    if honest:
        yield f"  they say they sent it in time: {_named(honest)}; if the files came to you later"
        yield "  than to where they were left: ctml cohort collect … --believe, or --came TIME"


def _named(names: Sequence[str]) -> str:
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(shown(name) for name in names[:_NAMED]) + more


def _near(where: str, here: Path) -> str:
    """Return a place as it is typed from here, if that is the shorter way."""
    from_here = os.path.relpath(where, here)
    return from_here if len(from_here) < len(where) else where


def as_object(result: Result) -> dict[str, object]:
    """Return the object that a program reads about one submission."""
    match result:
        case Left(where, why):
            return {"event": "left", "where": shown(where, 300), "why": shown(why, 300)}
        case Collected() as done:
            return {
                "event": "collected",
                "learner": done.learner.id,
                "where": shown(done.where, 300),
                "what": done.what.name.lower(),
                "exercises": sorted(done.received.files),
                "sent": done.received.sent,
                "late_seconds": int(done.late.total_seconds()),
                "problems": done.received.problems,
            }
