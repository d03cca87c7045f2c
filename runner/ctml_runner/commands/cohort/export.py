"""``ctml cohort export``: marks in the form of another system."""

import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ctml_runner.cohort.export import exporting
from ctml_runner.cohort.export.formats import Format, Order
from ctml_runner.cohort.folder import find_cohort
from ctml_runner.cohort.standing.gathering import gather
from ctml_runner.cohort.standing.shown import shown
from ctml_runner.cohort.words import counted
from ctml_runner.commands.cohort.telling import tell_notes, writing
from ctml_runner.course.curriculum import read_curriculum
from ctml_runner.errors import InstructorError


@dataclass(frozen=True, slots=True)
class Wish:
    """What was typed.

    Attributes:
        form: the name of the format.
        anonymous: whether pseudonyms are asked for.
        canvas: the gradebook that Canvas exported.
        classroom: what Classroom 50 calls the class.
        assignment: what it calls this work.
    """

    form: str
    anonymous: bool
    canvas: Path | None
    classroom: str
    assignment: str


def export(place: Path, wish: Wish) -> None:
    """Write the marks into the cohort's ``exports`` folder.

    Args:
        place: the cohort's folder, or one in it.
        wish: what was typed.

    Raises:
        InstructorError: an option belongs to another format; there is no cohort, or it can't be
            read or written.
    """
    _fitting(wish)
    gathered = gather(find_cohort(place.absolute()), read_curriculum())
    form, now = Format(wish.form), datetime.now(UTC)
    order = Order(form, wish.anonymous, now, wish.canvas, wish.classroom, wish.assignment)
    with writing(gathered.folder.exports):
        made_from = exporting.material(gathered, order)
        made = exporting.export(made_from)
        folder = exporting.put(made_from, made)
    level = gathered.marks.level
    told = "nothing is graded yet" if level is None else f"sandbox level {level}"
    print(f"wrote {counted(len(made.files), 'file')}: {folder}  ({told})")
    if left := exporting.stale(folder, made):
        print(f"note  {counted(left, 'file')} of a former export left there", file=sys.stderr)
    for note in made.notes:
        print(f"note  {shown(note, 200)}", file=sys.stderr)
    tell_notes(gathered)


def _fitting(wish: Wish) -> None:
    """Refuse an option that the format has no use for, instead of passing over it."""
    own = {"--canvas": Format.CANVAS, "--classroom": Format.CLASSROOM50}
    own["--assignment"] = Format.CLASSROOM50
    given = {
        "--canvas": wish.canvas is not None,
        "--classroom": bool(wish.classroom),
        "--assignment": bool(wish.assignment),
    }
    for option, form in own.items():
        if given[option] and wish.form != form:
            raise InstructorError(
                f"{option} is for --format {form}, not for {wish.form}",
                next_step="ctml cohort export --help",
            )
