"""``ctml cohort feedback``: a page for each learner, about their own work alone."""

from pathlib import Path

from ctml_runner.cohort.export.derived import place_derived
from ctml_runner.cohort.feedback.page import page
from ctml_runner.cohort.folder import find_cohort
from ctml_runner.cohort.standing.gathering import gather
from ctml_runner.cohort.words import counted
from ctml_runner.commands.cohort.telling import tell_notes, writing
from ctml_runner.course.curriculum import read_curriculum


def feedback(place: Path) -> None:
    """Write every learner's page into the cohort's ``feedback`` folder.

    Args:
        place: the cohort's folder, or one in it.

    Raises:
        InstructorError: there is no cohort, or it can't be read or written.
    """
    gathered = gather(find_cohort(place.absolute()), read_curriculum())
    folder = gathered.folder.feedback
    with writing(folder):
        folder.mkdir(exist_ok=True)
        for learner in gathered.roster.learners:
            text = page(gathered, learner)
            place_derived(folder / f"{learner.folder}.md", text.encode("utf-8", "replace"))
    print(f"wrote {counted(len(gathered.roster.learners), 'page')}: {folder}")
    tell_notes(gathered)
