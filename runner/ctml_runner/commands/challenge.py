"""``ctml challenge``: what waits beside the course; start one."""

from ctml_runner.commands.sitting import Sitting, sit_down
from ctml_runner.course.exercise import Exercise
from ctml_runner.errors import LearnerError
from ctml_runner.screen.lines import encode, row_object
from ctml_runner.teaching.messages import Listing
from ctml_runner.teaching.session import listing, open_exercise


def challenge(name: str | None, *, as_json: bool) -> None:
    """List the challenges, or open one.

    Raises:
        LearnerError: there is no such challenge.
    """
    sitting = sit_down()
    if name is not None:
        sitting.take(open_exercise(sitting.state, _find(sitting, name)))
        print("\n  next:  ctml watch   (or, once: ctml run)")
        return
    challenges = sitting.curriculum.challenges
    found = Listing(tuple(r for r in listing(sitting.state).rows if r.exercise in challenges))
    if as_json:
        print(encode([row_object(row) for row in found.rows]))
    else:
        sitting.desk.screen.show(found)
        waiting = next((row.exercise.slug for row in found.rows if not row.done), None)
        print(
            f"\n  next:  ctml challenge {waiting}" if waiting else "\n  every challenge has passed"
        )


def _find(sitting: Sitting, name: str) -> Exercise:
    """Return the challenge that is meant.

    Raises:
        LearnerError: it is none, or an exercise of the course.
    """
    found = sitting.curriculum.find(name)
    if found not in sitting.curriculum.challenges:
        raise LearnerError(
            f"{found.slug} is an exercise of the course, not a challenge",
            next_step=f"ctml goto {found.slug}",
        )
    return found
