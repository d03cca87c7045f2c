"""Judging many files at once: as many at a time as there are cores."""

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor

from ctml_runner.course.exercise import Exercise
from ctml_runner.judging.judge import Judge, Token
from ctml_runner.judging.verdict import Verdict


def judge_all(
    judge: Judge,
    saves: Iterable[tuple[Exercise, bytes]],
    *,
    tell: Callable[[Verdict], None] = lambda _: None,
    token: Token | None = None,
) -> list[Verdict]:
    """Judge each save, and return the verdicts in the same order.

    Args:
        judge: the judge.
        saves: an exercise and the bytes of its file, each exercise at most once.
        tell: called with each verdict as it comes, from several threads.
        token: lets another thread cancel.

    Raises:
        Cancelled: the token was cancelled.
        ToolError: a warm process can't be started.
    """

    def one(save: tuple[Exercise, bytes]) -> Verdict:
        verdict = judge.judge(*save, token=token)
        tell(verdict)
        return verdict

    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        return list(pool.map(one, saves))
