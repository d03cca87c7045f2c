"""``ctml cohort new``: a folder for a class, with a plan and a roster to be filled in."""

import shlex
from pathlib import Path

from ctml_runner.cohort.opening import chosen, due_time, open_cohort
from ctml_runner.cohort.plan import read_plan
from ctml_runner.commands.cohort.telling import writing
from ctml_runner.commands.sitting import version
from ctml_runner.course.curriculum import read_curriculum
from ctml_runner.course.workspace import current_folder

_EXAMPLE = "s4711,Ada Lovelace,ada@example.org,alovelace,90210,A,0"


def new(place: Path, exercises: str | None, due: str | None) -> None:
    """Make a cohort's folder.

    Args:
        place: where.
        exercises: what is handed out, with commas between; None is the whole course.
        due: when it is to be handed in; None is never.

    Raises:
        InstructorError: an exercise or the time means nothing, or there is a cohort already.
    """
    root = current_folder() / place.expanduser()
    curriculum = read_curriculum()
    handed = chosen(curriculum, exercises)
    moment = None if due is None else due_time(due, "--due")
    with writing(root):
        folder = open_cohort(root, curriculum, version(), handed, moment)
    plan = read_plan(folder, curriculum)
    until = "never due" if plan.due is None else f"due {plan.due:%Y-%m-%d %H:%M %Z}"
    print(f"wrote {folder.plan}")
    print(f"  {len(plan.items)} exercises, {plan.maximum} points, {until}; it explains every line")
    print(f"wrote {folder.roster}")
    print(f"  a line for each learner; only the id must be there:  {_EXAMPLE}")
    print("  a spreadsheet may write it; extra_days are days that are theirs alone")
    print(f"  next:  fill in both, then: cd {shlex.quote(str(place))} && ctml cohort handout")
