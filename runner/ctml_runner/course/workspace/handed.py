"""Which exercises a workspace has: all of the course, or those that a class was handed."""

from ctml_runner.course.curriculum import Curriculum, read_curriculum
from ctml_runner.course.workspace.folder import Workspace
from ctml_runner.course.workspace.rules import read_rules


def curriculum_of(workspace: Workspace) -> Curriculum:
    """Return the installed course; in a workspace of a class, what of it was handed out.

    Raises:
        LearnerError: the rules of the class are damaged.
        AuthorError: the course is.
    """
    rules = read_rules(workspace)
    return read_curriculum() if rules is None else rules.narrow(read_curriculum())
