"""Who the learners are: ``roster.csv`` as frozen values."""

from ctml_runner.cohort.roster.reading import read_roster
from ctml_runner.cohort.roster.values import COLUMNS, Learner, Roster

__all__ = ["COLUMNS", "Learner", "Roster", "read_roster"]
