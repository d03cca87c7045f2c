"""Where a session stands, and what can be told of it without anything happening."""

from dataclasses import dataclass
from pathlib import Path

from ctml_runner.course.curriculum import Curriculum
from ctml_runner.course.exercise import Exercise
from ctml_runner.journal import Progress
from ctml_runner.judging.verdict import Verdict
from ctml_runner.teaching import messages
from ctml_runner.teaching.effects import Effect
from ctml_runner.teaching.session.order import following, skipped_by, waiting_challenges


@dataclass(frozen=True, slots=True)
class State:
    """Where a session stands.

    Attributes:
        curriculum: what there is to learn.
        root: the workspace's folder.
        progress: what has been reached.
        judging: the exercise being judged, if any.
        verdict: the last verdict.
        asking: what is done if the learner's next answer is yes; nothing if nothing was asked.
        ending: whether to end after the verdict under way.
    """

    curriculum: Curriculum
    root: Path
    progress: Progress
    judging: Exercise | None = None
    verdict: Verdict | None = None
    asking: tuple[Effect, ...] = ()
    ending: bool = False

    @property
    def current(self) -> Exercise:
        """The exercise that is open: the one opened last, else the first that hasn't passed."""
        slug = self.progress.current
        if slug is not None and slug in self.curriculum.by_slug:
            return self.curriculum.by_slug[slug]
        return following(self.curriculum, self.progress, None) or self.curriculum.course[0]

    @property
    def done(self) -> int:
        """How many exercises of the course have passed."""
        return sum(exercise.slug in self.progress.done for exercise in self.curriculum.course)

    @property
    def total(self) -> int:
        """How many exercises the course has."""
        return len(self.curriculum.course)


Step = tuple[State, tuple[Effect, ...]]


def task(state: State) -> messages.Task:
    """Return the current exercise's task."""
    current = state.current
    return messages.Task(current, state.root / current.path, state.done, state.total)


def listing(state: State) -> messages.Listing:
    """Return all exercises with what is done, what is open, and what waits for what."""
    return messages.Listing(tuple(_row(state, e) for e in state.curriculum.exercises))


def _row(state: State, exercise: Exercise) -> messages.Row:
    progress = state.progress
    done = exercise.slug in progress.done
    return messages.Row(
        exercise,
        done,
        exercise == state.current,
        progress.attempts.get(exercise.slug, 0),
        () if done else skipped_by(state.curriculum, progress, exercise),
    )


def finished(state: State) -> messages.Finished:
    """Return what is told when nothing of the course is left."""
    return messages.Finished(state.total, waiting_challenges(state.curriculum, state.progress))
