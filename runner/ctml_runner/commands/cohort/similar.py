"""``ctml cohort similar``: how alike the files of each exercise are, as a distribution."""

from dataclasses import asdict
from pathlib import Path

from ctml_runner.cohort.folder import find_cohort
from ctml_runner.cohort.similar.reading import likenesses
from ctml_runner.cohort.similar.sentences import told_all
from ctml_runner.cohort.standing.gathering import gather
from ctml_runner.course.curriculum import read_curriculum
from ctml_runner.screen.lines import encode


def similar(place: Path, *, as_json: bool) -> None:
    """Print for each exercise how alike the files are, and which pairs are far outside.

    Args:
        place: the cohort's folder, or one in it.
        as_json: whether a program reads it.

    Raises:
        InstructorError: there is no cohort, or it can't be read.
    """
    gathered = gather(find_cohort(place.absolute()), read_curriculum())
    found = likenesses(gathered)
    if as_json:
        for one in found:
            print(encode({"event": "likeness", **asdict(one)}))
    else:
        for line in told_all(found, gathered.roster.by_id):
            print(line)
