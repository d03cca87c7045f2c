"""Opening a cohort: its folder, its plan and its roster."""

from ctml_runner.cohort.opening.choosing import chosen
from ctml_runner.cohort.opening.due import due_time
from ctml_runner.cohort.opening.making import Wish, open_cohort

__all__ = ["Wish", "chosen", "due_time", "open_cohort"]
