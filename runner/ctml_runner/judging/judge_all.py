"""Judging many exercises at once: as many at a time as there are cores."""

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor

from ctml_runner.course.compose import digest_of
from ctml_runner.course.exercise import Exercise
from ctml_runner.course.workspace import Workspace
from ctml_runner.errors import LearnerError
from ctml_runner.judging.judge import Judge, Token
from ctml_runner.judging.verdict import Outcome, Verdict

Judged = tuple[Exercise, bytes, Verdict]


def judge_all(
    judge: Judge,
    workspace: Workspace,
    exercises: Iterable[Exercise],
    *,
    tell: Callable[[Verdict], None] = lambda _: None,
    token: Token | None = None,
) -> list[Judged]:
    """Judge the learner's file of each exercise; return what was judged, in the same order.

    A file that is gone or can't be read is ``not_run``, and doesn't stop the rest.

    Args:
        judge: the judge.
        workspace: where the files are.
        exercises: which ones, each at most once.
        tell: called with each verdict as it comes, from several threads.
        token: lets another thread cancel.

    Raises:
        Cancelled: the token was cancelled.
        ToolError: a warm process can't be started.
    """
    token = token or Token()

    def one(exercise: Exercise) -> Judged:
        judged = _judge_file(judge, workspace, exercise, token)
        tell(judged[2])
        return judged

    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        try:
            return list(pool.map(one, exercises))
        except BaseException:  # Ctrl-C too: leaving the pool waits for what is under way
            token.cancel()
            raise


def _judge_file(judge: Judge, workspace: Workspace, exercise: Exercise, token: Token) -> Judged:
    try:
        data = workspace.read(exercise)
    except LearnerError as error:
        nothing = Verdict(
            exercise.slug,
            Outcome.NOT_RUN,
            said=error.what,
            next_step=error.next_step,
            file_digest=digest_of(b""),
        )
        return exercise, b"", nothing
    return exercise, data, judge.judge(exercise, data, token=token)
