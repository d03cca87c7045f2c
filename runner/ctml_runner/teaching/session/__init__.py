"""The session: a pure machine that turns what happens into what to do next."""

from ctml_runner.teaching.session.asked import hint, open_exercise
from ctml_runner.teaching.session.order import following
from ctml_runner.teaching.session.state import State, Step, finished, listing, task
from ctml_runner.teaching.session.step import step
from ctml_runner.teaching.session.withholding import tell_solution, withheld

__all__ = [
    "State",
    "Step",
    "finished",
    "following",
    "hint",
    "listing",
    "open_exercise",
    "step",
    "task",
    "tell_solution",
    "withheld",
]
