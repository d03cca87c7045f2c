"""The workspace as a value: where everything in a learner's folder stands."""

import shlex
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ctml_runner.course.curriculum import CHALLENGES, COURSE, Curriculum
from ctml_runner.course.exercise import Exercise
from ctml_runner.errors import LearnerError

_HIDDEN = ".ctml"
_SIGN = "workspace.toml"
_RULES = "cohort.toml"


@dataclass(frozen=True, slots=True)
class Workspace:
    """A learner's folder.

    Attributes:
        root: the folder itself.
    """

    root: Path

    @property
    def hidden(self) -> Path:
        """The folder of what ctml keeps: journal, saves, caches."""
        return self.root / _HIDDEN

    @property
    def sign(self) -> Path:
        """The file that makes a folder a workspace: which course it was made from."""
        return self.hidden / _SIGN

    @property
    def rules(self) -> Path:
        """The file of a class's rules, in a workspace that was handed out to one."""
        return self.hidden / _RULES

    @property
    def shipped(self) -> Path:
        """The folder of the texts as they were shipped, by which later changes are told."""
        return self.hidden / "shipped"

    @property
    def journal(self) -> Path:
        """Where the journal stands."""
        return self.hidden / "journal.jsonl"

    @property
    def watched(self) -> tuple[Path, ...]:
        """The folders in which a save may be an exercise's."""
        return self.root / COURSE, self.root / CHALLENGES

    def file(self, exercise: Exercise) -> Path:
        """Return the learner's file of `exercise`."""
        return self.root / exercise.path

    def exercise_at(self, file: Path, curriculum: Curriculum) -> Exercise | None:
        """Return the exercise that `file` is the learner's file of, if any."""
        try:
            relative = file.relative_to(self.root)
        except ValueError:
            return None
        return curriculum.by_path.get(PurePosixPath(relative.as_posix()))

    def read(self, exercise: Exercise) -> bytes:
        """Return the bytes of the learner's file.

        Raises:
            LearnerError: there is no such file, or it can't be read.
        """
        file = self.file(exercise)
        try:
            if file.exists() and not file.is_file():  # reading a named pipe would wait for ever
                raise LearnerError(
                    "this is not a file",
                    where=file,
                    next_step="move it away, then type: ctml init   (puts the exercise back)",
                )
            return file.read_bytes()
        except FileNotFoundError:
            raise LearnerError(
                "this exercise's file is gone",
                where=file,
                next_step="ctml init   (puts back what is missing and touches nothing else)",
            ) from None
        except OSError as error:
            raise LearnerError(
                f"this file can't be read: {error.strerror}",
                where=file,
                next_step=f"make it readable: chmod u+rw {shlex.quote(str(file))}",
            ) from error
