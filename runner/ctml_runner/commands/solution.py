"""``ctml solution``: one way to do it, after the pass, or on demand and remembered."""

from ctml_runner.commands.sitting import sit_down
from ctml_runner.errors import LearnerError
from ctml_runner.journal import Revealed
from ctml_runner.teaching.effects import Remember, TellSolution


def solution(name: str | None, *, reveal: bool) -> None:
    """Show the solution of an exercise.

    Args:
        name: the exercise; by default the open one.
        reveal: show it although the exercise has not passed, and remember that.

    Raises:
        LearnerError: it has not passed, or there is no such exercise.
    """
    sitting = sit_down()
    exercise = sitting.exercise(name)
    progress = sitting.state.progress
    if exercise.slug not in progress.done | progress.revealed:
        if not reveal:
            raise LearnerError(
                f"{exercise.slug} has not passed yet, and its solution is for afterwards",
                next_step=f"ctml hint {exercise.slug}, or: ctml solution {exercise.slug} --reveal"
                "   (that will be remembered)",
            )
        sitting.desk.do(Remember(Revealed(exercise.slug)))
    sitting.desk.do(TellSolution(exercise))
