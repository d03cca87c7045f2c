"""A cohort's folder as a value: where everything in it stands. The files are all its state."""

import os
from dataclasses import dataclass
from pathlib import Path

from ctml_runner.course.workspace import current_folder
from ctml_runner.errors import InstructorError


@dataclass(frozen=True, slots=True)
class CohortFolder:
    """An instructor's folder of one class.

    Attributes:
        root: the folder itself.
    """

    root: Path

    @property
    def plan(self) -> Path:
        """What is handed out, for how many points, until when."""
        return self.root / "cohort.toml"

    @property
    def roster(self) -> Path:
        """Who the learners are."""
        return self.root / "roster.csv"

    @property
    def handout(self) -> Path:
        """The folder of what is handed out."""
        return self.root / "handout"

    @property
    def workspace(self) -> Path:
        """The workspace that every learner gets a copy of."""
        return self.handout / "workspace"

    @property
    def archive(self) -> Path:
        """The same workspace in one file."""
        return self.handout / "handout.zip"

    @property
    def submissions(self) -> Path:
        """What was collected, a folder a learner."""
        return self.root / "submissions"

    @property
    def results(self) -> Path:
        """What was graded, a line for each learner's exercise."""
        return self.root / "results.jsonl"

    @property
    def gradebook(self) -> Path:
        """What was marked by hand, a line a mark."""
        return self.root / "gradebook.jsonl"

    @property
    def feedback(self) -> Path:
        """What learners are told, a page each."""
        return self.root / "feedback"

    @property
    def report(self) -> Path:
        """The page that shows the whole class."""
        return self.root / "report.html"

    @property
    def exports(self) -> Path:
        """Marks in the forms of other systems."""
        return self.root / "exports"

    @property
    def workshop(self) -> Path:
        """The pages of a workshop."""
        return self.root / "workshop"

    @property
    def hidden(self) -> Path:
        """What ctml keeps for itself: locks, caches, and the seed that inputs are drawn from.

        Nothing is lost without it; what is graded later meets other inputs.
        """
        return self.root / ".ctml-cohort"


def place_of(typed: Path) -> Path:
    """Return where a path that was typed leads to, as it is told: without ``..`` and links."""
    return Path(os.path.realpath(current_folder() / typed.expanduser()))


def is_cohort(folder: Path) -> bool:
    """Whether `folder` is a cohort's."""
    return CohortFolder(folder).plan.is_file()


def find_cohort(start: Path) -> CohortFolder:
    """Return the cohort whose folder `start` is, or is in.

    Raises:
        InstructorError: there is none.
    """
    start = place_of(start)
    for folder in (start, *start.parents):
        if is_cohort(folder):
            return CohortFolder(folder)
    raise InstructorError(
        "there is no cohort.toml here, nor in any folder above",
        where=start,
        next_step="cd to the cohort's folder, or name it: --in DIR; make one: ctml cohort new DIR",
    )
