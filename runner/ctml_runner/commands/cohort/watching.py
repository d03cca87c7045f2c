"""``ctml cohort status --watch DIR``: who is stuck now, from a shared folder."""

import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ctml_runner.cohort.folder import CohortFolder, find_cohort, place_of
from ctml_runner.cohort.plan import read_plan
from ctml_runner.cohort.roster import Learner, read_roster
from ctml_runner.cohort.watching.called import called, named
from ctml_runner.cohort.watching.looking import Looker
from ctml_runner.cohort.watching.now import Measure, Now, everyone, measure
from ctml_runner.cohort.watching.telling import key, line, summary, told
from ctml_runner.course.curriculum import read_curriculum
from ctml_runner.errors import FINE, INTERRUPTED, InstructorError
from ctml_runner.screen.lines import encode
from ctml_runner.screen.live.terminal import is_for_drawing

EVERY = 2.0
"""Seconds between two looks."""


@dataclass(frozen=True, slots=True)
class _Class:
    """What a cohort knows of those who are watched; nothing without one.

    Attributes:
        measure: by what somebody counts as stuck.
        names: what a learner is called, by every way in which their source may be named.
        expected: everybody who is in the roster.
        handout: what is handed out, which is a workspace and no learner's.
    """

    measure: Measure
    names: Mapping[str, str]
    expected: tuple[str, ...] = ()
    handout: Path | None = None


def watch(shared: Path, place: Path, *, as_json: bool, plain: bool) -> int:
    """Show where everybody is until q or Ctrl-C; return the exit code.

    Args:
        shared: the folder below which journals appear.
        place: where a cohort may be; by default where we are.
        as_json: one object a change, for programs.
        plain: one line a change, whatever the terminal can do.

    Raises:
        InstructorError: there is no such folder; the cohort that was named can't be read.
    """
    root = place_of(shared)
    if not root.is_dir():
        step = "name the folder that the learners' workspaces or journals appear in"
        raise InstructorError("there is no such folder", where=root, next_step=step)
    known = _class(place)
    looker = Looker(root, known.handout)

    def rows() -> Sequence[Now]:
        now = datetime.now(UTC)
        return _with_absent(everyone(looker.look(now), known.names, known.measure, now), known)

    if as_json or plain or not is_for_drawing(os.environ):
        total = len(known.measure.slugs)
        _lines(rows, lambda row: _object(row) if as_json else line(row, total, _clock()))
        return FINE
    return _live(rows, str(root))


def _clock() -> datetime:
    return datetime.now().astimezone()


def _object(row: Now) -> str:
    return encode(told(row))


def _lines(rows: Callable[[], Sequence[Now]], tell: Callable[[Now], str]) -> None:
    """Print a line for everybody, and then one for every change, until Ctrl-C."""
    before: dict[str, Now] = {}
    while True:
        for row in rows():
            if before.get(row.learner) != key(row):
                before[row.learner] = key(row)
                print(tell(row), flush=True)
        time.sleep(EVERY)


def _live(rows: Callable[[], Sequence[Now]], title: str) -> int:
    from ctml_runner.cohort.watching.screen import RoomApp  # noqa: PLC0415  # Textual is slow
    from ctml_runner.screen.live.look import look_for  # noqa: PLC0415  # to load
    from ctml_runner.settings import Settings  # noqa: PLC0415

    latest: list[Sequence[Now]] = [()]

    def kept() -> Sequence[Now]:
        latest[0] = rows()
        return latest[0]

    app = RoomApp(look_for(Settings(), os.environ, sys.stdout.encoding), title, kept, EVERY)
    app.run(mouse=False)
    if app.fault is not None:
        raise app.fault
    print(summary(latest[0]))
    return INTERRUPTED if app.interrupted else FINE


def _class(place: Path) -> _Class:
    """Return what the cohort knows; without one, the defaults.

    Raises:
        InstructorError: a cohort was named and there is none, or it can't be read.
    """
    try:
        folder = find_cohort(place)
    except InstructorError:
        if place != Path():
            raise
        return _Class(Measure(), {})
    learners = _learners(folder)
    by = measure(read_plan(folder, read_curriculum()))
    return _Class(by, named(learners), tuple(called(learners).values()), folder.handout)


def _learners(folder: CohortFolder) -> tuple[Learner, ...]:
    return read_roster(folder).learners if folder.roster.is_file() else ()


def _with_absent(rows: Sequence[Now], known: _Class) -> Sequence[Now]:
    """Return the rows, and a row for each of the roster of whom nothing is seen."""
    here = {row.learner for row in rows}
    absent = [Now(name) for name in known.expected if name not in here]
    ends = next((i for i, row in enumerate(rows) if row.done), len(rows))
    return (*rows[:ends], *absent, *rows[ends:])
