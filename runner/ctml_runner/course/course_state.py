"""Whether a workspace's course is the installed one."""

from enum import Enum

from ctml_runner.course.carried import carried, course_digest, handed, places
from ctml_runner.course.curriculum import Curriculum
from ctml_runner.course.locate import checkout_root
from ctml_runner.course.workspace.folder import Workspace
from ctml_runner.course.workspace.record import CourseRecord, read_record


class CourseState(Enum):
    """A workspace's course, beside the installed one."""

    SAME = "same"
    OLDER = "older"
    NEWER = "newer"


def course_state(workspace: Workspace, curriculum: Curriculum, version: str) -> CourseState:
    """Tell whether the workspace's course is the installed one, in two or three milliseconds.

    Two courses of one version are told apart by the digest of their files. Not so in a checkout,
    where texts change with every edit of an author's: there, only what comes, goes or moves
    makes a workspace older, because the checks that judge are the checkout's anyhow.

    Args:
        workspace: the learner's folder.
        curriculum: the installed course.
        version: the version of ctml that is installed.

    Raises:
        OSError: the installed course can't be read.
    """
    record = read_record(workspace)
    if record.course != version:
        return CourseState.NEWER if is_newer(record, version) else CourseState.OLDER
    if curriculum.root == checkout_root():
        same = handed(curriculum) == places(workspace.shipped)
    else:
        same = record.digest == course_digest(carried(curriculum))
    return CourseState.SAME if same else CourseState.OLDER


def is_newer(record: CourseRecord, version: str) -> bool:
    """Whether the course was made by a newer ctml than `version`."""
    if record.course == version:
        return False
    from packaging.version import InvalidVersion, Version  # noqa: PLC0415  # nearly never needed

    try:
        return Version(record.course) > Version(version)
    except InvalidVersion:
        return False
