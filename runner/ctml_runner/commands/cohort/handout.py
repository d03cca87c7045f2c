"""``ctml cohort handout``: what learners get, ready to be given."""

import sys
from collections.abc import Iterator
from pathlib import Path

from ctml_runner.cohort.folder import CohortFolder, find_cohort
from ctml_runner.cohort.handing import Handout, hand_out, update_handout
from ctml_runner.cohort.plan import Plan, read_plan
from ctml_runner.cohort.roster import read_roster
from ctml_runner.cohort.standing.shown import shown
from ctml_runner.commands.cohort.telling import writing
from ctml_runner.commands.sitting import version
from ctml_runner.commands.update import told
from ctml_runner.course.curriculum import read_curriculum
from ctml_runner.course.updating import Report
from ctml_runner.errors import InstructorError

_NAMED = 5


def handout(place: Path, *, newer: bool) -> None:
    """Make the handout, or bring it up to the installed course and the plan.

    Args:
        place: the cohort's folder, or one in it.
        newer: whether one that is there is brought up to date.

    Raises:
        InstructorError: there is no cohort; its plan means nothing; what is there is of another
            course; or it can't be written.
    """
    folder, curriculum = find_cohort(place), read_curriculum()
    plan = read_plan(folder, curriculum)
    with writing(folder.workspace):
        if newer:
            made, report = update_handout(folder, plan, curriculum, version())
            print("\n".join(_updated(report)))
        else:
            made = hand_out(folder, plan, curriculum, version())
    print("\n".join(_told(folder, plan, made)))
    for note in _roster_notes(folder):
        print(f"note  {shown(note, 200)}", file=sys.stderr)


def _told(folder: CohortFolder, plan: Plan, made: Handout) -> Iterator[str]:
    yield f"{folder.workspace}"
    yield f"  {made.exercises} exercises with their lessons, the course of ctml {made.course}"
    if made.changed:
        more = f" and {len(made.changed) - _NAMED} more" if len(made.changed) > _NAMED else ""
        yield f"  changed here, and handed out so: {', '.join(made.changed[:_NAMED])}{more}"
    yield f"{folder.archive}"
    yield f"  the same in one file, {max(1, made.size // 1000)} kB"
    yield ""
    yield "your learners read this in its START.md, which you may change:"
    yield f"  1. install ctml {made.course}, and unpack {folder.archive.name}"
    yield "     (ctml cohort wheelhouse DIR makes a folder that does both, without a network)"
    yield "  2. in the folder that comes out of it, type: ctml init && ctml watch"
    due = "" if plan.due is None else f", until {plan.due:%Y-%m-%d %H:%M %Z}"
    yield f"  3. to hand in{due}: ctml submit   (asks once for their id in your"
    yield "     roster, and writes one small file, which they give to you)"
    yield ""
    yield "  next:  when work has come: ctml cohort collect FOLDER"


def _roster_notes(folder: CohortFolder) -> Iterator[str]:
    """Tell what is wrong with the roster, while there is time to mend it; nothing is refused."""
    try:
        roster = read_roster(folder)
    except InstructorError as error:
        yield f"{error.what}; only work of who is in it is collected"
        return
    yield from roster.problems
    if not roster.learners:
        yield "nobody is in roster.csv yet; only work of who is in it is collected"


def _updated(report: Report) -> Iterator[str]:
    """Yield what was done, and how those who have begun come to it."""
    lines = list(told(report))
    yield from lines[:-1] if report.done else lines
    if report.done:
        yield "  who has begun keeps their folder: they copy .ctml/cohort.toml from the new one"
        yield "  into it, install the same ctml, and type: ctml update"
        yield ""
