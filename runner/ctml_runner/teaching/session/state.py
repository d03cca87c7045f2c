"""Where a session stands, and what can be told of it without anything happening."""

from dataclasses import dataclass
from datetime import time
from pathlib import Path

from ctml_runner.course.curriculum import Curriculum
from ctml_runner.course.exercise import Exercise
from ctml_runner.course.workspace.rules import CohortRules
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
        rules: those of the class that the workspace was handed out to; nothing if to none.
        now: the time of day by the learner's clock, as whoever runs the session last told it.
    """

    curriculum: Curriculum
    root: Path
    progress: Progress
    judging: Exercise | None = None
    verdict: Verdict | None = None
    asking: tuple[Effect, ...] = ()
    ending: bool = False
    rules: CohortRules | None = None
    now: time = time.min

    @property
    def current(self) -> Exercise:
        """The exercise that is open: the one opened last, else the first that hasn't passed."""
        slug = self.progress.current
        if slug is not None and slug in self.curriculum.by_slug:
            return self.curriculum.by_slug[slug]
        return self.after(None) or self.curriculum.course[0]

    def after(self, exercise: Exercise | None) -> Exercise | None:
        """Return what is to be opened after an exercise, or nothing if there is nothing left."""
        return following(self.curriculum, self.progress, exercise, self.later)

    @property
    def later(self) -> frozenset[str]:
        """What comes after all others: in any order, what is for whoever is ahead."""
        return frozenset(self.rules.may) if self.rules and self.rules.any_order else frozenset()

    @property
    def skipped(self) -> tuple[Exercise, ...]:
        """What was stepped over, and has neither been opened since nor passed."""
        over = self.progress.skipped - self.progress.done
        return tuple(exercise for exercise in self.curriculum.exercises if exercise.slug in over)

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
        () if done else _waited_for(state, exercise),
        exercise in state.skipped,
        exercise.slug not in state.rules.may if state.rules and state.rules.may else None,
    )


def _waited_for(state: State, exercise: Exercise) -> tuple[Exercise, ...]:
    """Return what comes first: nothing in any order, and nothing that was stepped over."""
    if state.rules is not None and state.rules.any_order:
        return ()
    before = skipped_by(state.curriculum, state.progress, exercise)
    return tuple(one for one in before if one not in state.skipped)


def finished(state: State) -> messages.Finished:
    """Return what is told when nothing of the course is left."""
    return messages.Finished(state.total, waiting_challenges(state.curriculum, state.progress))
