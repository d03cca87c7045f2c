"""``ctml cohort similar``: how alike the files of each exercise are, as a distribution."""

from dataclasses import asdict
from pathlib import Path

from ctml_runner.cohort.folder import find_cohort
from ctml_runner.cohort.similar.reading import likenesses
from ctml_runner.cohort.similar.sentences import MEANING, told
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
    learners = gathered.roster.by_id
    for one in likenesses(gathered):
        if as_json:
            print(encode({"event": "likeness", **asdict(one)}))
        else:
            print("\n".join(told(one, learners)))
    if not as_json:
        print(f"\n{MEANING}")
