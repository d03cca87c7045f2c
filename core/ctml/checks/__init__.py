"""How the checks of the course compare values, and freeze what they hand out."""

from ctml.checks.agreement import agree
from ctml.checks.disagreement import Disagreement
from ctml.checks.freezing import frozen

__all__ = ["Disagreement", "agree", "frozen"]
