"""Gathering what learners sent, in whatever form, without trusting any of it."""

from ctml_runner.cohort.collecting.collecting import Collector, Wish
from ctml_runner.cohort.collecting.report import Collected, Left, Result, What

__all__ = ["Collected", "Collector", "Left", "Result", "What", "Wish"]
