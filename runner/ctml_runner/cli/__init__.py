"""The command line: a table of contents. Each command lives in ``commands/``."""

from ctml_runner.cli.root import app  # noqa: I001  # in the order in which the help lists them
from ctml_runner.cli import learner, lab, cohort, dev

__all__ = ["app", "cohort", "dev", "lab", "learner"]
