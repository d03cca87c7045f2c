"""The learner's folder: exercises, challenges, an editor's configuration, and ``.ctml/``."""

from ctml_runner.course.workspace.finding import current_folder, find_workspace
from ctml_runner.course.workspace.folder import Workspace

__all__ = ["Workspace", "current_folder", "find_workspace"]
