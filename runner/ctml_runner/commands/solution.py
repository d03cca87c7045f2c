"""``ctml solution``: one way to do it, after the pass, or on demand and remembered."""

from ctml_runner.commands.sitting import sit_down
from ctml_runner.errors import LearnerError
from ctml_runner.teaching.session import tell_solution, withheld


def solution(name: str | None, *, reveal: bool) -> None:
    """Show the solution of an exercise.

    Args:
        name: the exercise; by default the open one.
        reveal: show it although the exercise has not passed, and remember that; where a class
            has a rule about solutions, the rule decides.

    Raises:
        LearnerError: it has not passed, the class doesn't show it, or there is no such exercise.
    """
    sitting = sit_down()
    exercise, state = sitting.exercise(name), sitting.state
    if why := withheld(state, exercise):
        instead = "   (--reveal changes nothing in a class)" if reveal else ""
        raise LearnerError(why, next_step=f"ctml hint {exercise.slug}{instead}")
    if exercise.slug not in state.progress.done | state.progress.revealed and not reveal:
        raise LearnerError(
            f"{exercise.slug} has not passed yet, and its solution is for afterwards",
            next_step=f"ctml hint {exercise.slug}, or: ctml solution {exercise.slug} --reveal"
            "   (that will be remembered)",
        )
    sitting.take(tell_solution(state, exercise))
