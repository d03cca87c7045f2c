"""``.ctml/workspace.toml``: which course a workspace was made from, or brought up to."""

import tomllib
from dataclasses import dataclass

from ctml_runner.course.placing import place
from ctml_runner.course.workspace.folder import Workspace

_TEXT = """\
course = "{course}"  # the course that this folder was made from, or brought up to
digest = "{digest}"  # of all its files
"""


@dataclass(frozen=True, slots=True)
class CourseRecord:
    """What a workspace says of its course.

    Attributes:
        course: the version of ctml that brought it; empty if nothing can be read.
        digest: ``course_digest`` of its files; empty if an older ctml wrote none.
    """

    course: str = ""
    digest: str = ""


def read_record(workspace: Workspace) -> CourseRecord:
    """Return what the workspace says of its course; a file that says nothing is no error."""
    try:
        return record_in(workspace.sign.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return CourseRecord()


def record_in(text: str) -> CourseRecord:
    """Return what that text of a workspace's sign says; one that says nothing is no error."""
    try:
        told = tomllib.loads(text)
    except (ValueError, RecursionError):
        return CourseRecord()
    course, digest = told.get("course"), told.get("digest")
    return CourseRecord(
        course if isinstance(course, str) else "", digest if isinstance(digest, str) else ""
    )


def write_record(workspace: Workspace, record: CourseRecord) -> None:
    """Write down which course the workspace now has.

    Raises:
        OSError: it can't be written; what stood there is as it was.
    """
    if read_record(workspace) != record:
        text = _TEXT.format(course=record.course, digest=record.digest)
        place(workspace.sign, text.encode())
