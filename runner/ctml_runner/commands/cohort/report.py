"""``ctml cohort report``: the whole class on one page, in one file."""

from datetime import UTC, datetime
from pathlib import Path

from ctml_runner.cohort.folder import find_cohort
from ctml_runner.cohort.report.page import page
from ctml_runner.cohort.standing.gathering import gather
from ctml_runner.commands.cohort.telling import tell_notes, writing
from ctml_runner.course.curriculum import read_curriculum
from ctml_runner.course.placing import place as put


def report(place: Path) -> None:
    """Write the report into the cohort's folder.

    Args:
        place: the cohort's folder, or one in it.

    Raises:
        InstructorError: there is no cohort, or it can't be read or written.
    """
    gathered = gather(find_cohort(place.absolute()), read_curriculum())
    made = page(gathered, datetime.now(UTC))
    with writing(gathered.folder.report):
        put(gathered.folder.report, made.encode("utf-8", "replace"))
    print(f"wrote {gathered.folder.report}  ({len(made) // 1024} KiB; open it in any browser)")
    tell_notes(gathered)
