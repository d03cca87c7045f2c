"""``ctml cohort status``: where everybody stands, what is met most, and who is stuck."""

from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from ctml_runner.cohort.folder import find_cohort
from ctml_runner.cohort.standing.gathering import gather, look
from ctml_runner.cohort.standing.objects import objects
from ctml_runner.cohort.standing.sentences import lines
from ctml_runner.cohort.standing.tables import tables
from ctml_runner.course.curriculum import read_curriculum
from ctml_runner.screen.lines import encode


def status(place: Path, *, every: bool, as_json: bool, plain: bool) -> None:
    """Print where everybody stands.

    Args:
        place: the cohort's folder, or one in it.
        every: whether each learner has a row, however many there are.
        as_json: whether a program reads it.
        plain: whether lines are wanted, although there is a terminal.

    Raises:
        InstructorError: there is no cohort, or it can't be read.
    """
    gathered = gather(find_cohort(place.absolute()), read_curriculum())
    now = datetime.now(UTC)
    seen = look(gathered, now)
    console = Console(highlight=False, markup=False, emoji=False)
    if as_json:
        for told in objects(gathered, seen):
            print(encode(told))
    elif plain or not console.is_terminal:
        for line in lines(gathered, seen, now):
            print(line)
    else:
        for drawn in tables(gathered, seen, now, width=console.width, every=every):
            console.print(drawn)
