"""A batch: several learners' files of one exercise, judged together by one grader."""

from collections.abc import Sequence
from dataclasses import dataclass

from ctml_runner.cohort.plan import Limits
from ctml_runner.course.exercise import Exercise
from ctml_runner.teaching.misconceptions import Known


@dataclass(frozen=True, slots=True)
class Sent:
    """One learner's file, as it was sent.

    Attributes:
        learner: the learner's id.
        data: the bytes of the file; nobody has looked at them.
    """

    learner: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Batch:
    """What one grader judges at a time; a value that can be sent to another machine.

    Attributes:
        exercise: what all files are answers to.
        sent: the files.
        limits: what each may use.
        seed: what the inputs of laws are drawn from; a secret.
        known: the recorded misconceptions of the exercise.
    """

    exercise: Exercise
    sent: Sequence[Sent]
    limits: Limits
    seed: int
    known: Sequence[Known]
