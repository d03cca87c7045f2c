"""Errors by whose fault they are, each with what happened, where, and what to type next."""

from pathlib import Path

FINE, FAILED, WRONG_USE, INTERRUPTED = 0, 1, 2, 130
"""Exit codes: all is well; the check failed; the command was wrong; Ctrl-C."""


class CtmlError(Exception):
    """An error whose text a user may read; caught once, in the command line.

    Args:
        what: one sentence: what is wrong.
        where: the file or folder it is about, when there is one.
        line: the line in that file, counted from 1.
        next_step: the command to type, or the thing to do, next.
    """

    def __init__(
        self, what: str, *, where: Path | None = None, line: int | None = None, next_step: str = ""
    ) -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.line = line
        self.next_step = next_step

    def __str__(self) -> str:
        """Return the text as it is printed: what, where, next."""
        parts = [self.what]
        if self.where is not None:
            parts.append(f"  where: {self.where}" + (f":{self.line}" if self.line else ""))
        if self.next_step:
            parts.append(f"  next:  {self.next_step}")
        return "\n".join(parts)


class LearnerError(CtmlError):
    """The command or the workspace is not as it must be, and the learner can mend it."""


class InstructorError(CtmlError):
    """A cohort's folder, plan or roster is not as it must be, and the instructor can mend it."""


class AuthorError(CtmlError):
    """The course itself is at fault: an exercise, a solution or a misconception."""


class ToolError(CtmlError):
    """The runner, or a tool it stands on, failed; the learner did nothing wrong."""
