"""``ctml cohort new``: a folder for a class, with a plan and a roster to be filled in."""

import shlex
from dataclasses import replace
from pathlib import Path

from ctml_runner.cohort.folder import place_of
from ctml_runner.cohort.opening import Wish, chosen, due_time, open_cohort
from ctml_runner.cohort.plan import read_plan
from ctml_runner.cohort.workshop.playlist import IN_A_ROOM, playlist
from ctml_runner.commands.cohort.telling import writing
from ctml_runner.commands.cohort.workshop import tell_pages
from ctml_runner.commands.sitting import version
from ctml_runner.course.curriculum import Curriculum, read_curriculum

_EXAMPLE = "s4711,Ada Lovelace,ada@example.org,alovelace,90210,A,0"


def new(place: Path, exercises: str | None, due: str | None, *, workshop: bool) -> None:
    """Make a cohort's folder.

    Args:
        place: where.
        exercises: what is handed out, with commas between; None is the whole course.
        due: when it is to be handed in; None is never.
        workshop: whether it is one workshop in a room: a playlist, and pages for whoever leads.

    Raises:
        InstructorError: an exercise or the time means nothing, or there is a cohort already.
    """
    root = place_of(place)
    curriculum = read_curriculum()
    moment = None if due is None else due_time(due, "--due")
    wish = Wish(chosen(curriculum, exercises), moment)
    if workshop:
        wish = _in_a_room(wish, curriculum, proposing=exercises is None)
    with writing(root):
        folder = open_cohort(root, curriculum, version(), wish)
    plan = read_plan(folder, curriculum)
    until = "never due" if plan.due is None else f"due {plan.due:%Y-%m-%d %H:%M %Z}"
    print(f"wrote {folder.plan}")
    print(f"  {len(plan.items)} exercises, {plan.maximum} points, {until}; it explains every line")
    print(f"wrote {folder.roster}")
    print(f"  a line for each learner; only the id must be there:  {_EXAMPLE}")
    print("  a spreadsheet may write it; extra_days are days that are theirs alone")
    enter = f"cd {shlex.quote(str(place))}"
    if plan.workshop:
        tell_pages(folder, plan, curriculum)
        print("  once you have changed cohort.toml: ctml cohort workshop   (writes them anew)")
        print(f"  next:  {enter} && ctml cohort handout && ctml cohort wheelhouse stick")
    else:
        print(f"  next:  fill in both, then: {enter} && ctml cohort handout")


def _in_a_room(wish: Wish, curriculum: Curriculum, *, proposing: bool) -> Wish:
    """Return the wish for a workshop; where no exercises were named, six are proposed."""
    if not proposing:
        return replace(wish, said=IN_A_ROOM)
    items = playlist(curriculum)
    handed = tuple(curriculum.by_slug[item.slug] for item in items)
    may = tuple(item.slug for item in items if not item.must)
    return replace(wish, exercises=handed, may=may, said=IN_A_ROOM)
