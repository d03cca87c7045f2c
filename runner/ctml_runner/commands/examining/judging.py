"""Judging: whether the type checker's cache is warm, and a real judgement of one exercise."""

from pathlib import Path

from ctml_runner.commands.examining.finding import Finding, Health, fault
from ctml_runner.commands.warming import is_warm
from ctml_runner.course.curriculum import Curriculum
from ctml_runner.errors import CtmlError
from ctml_runner.judging.setup import open_judge


def judging(hidden: Path, curriculum: Curriculum) -> tuple[Finding, ...]:
    """Return whether the cache is warm and, if so, whether a solution passes as it must."""
    if not is_warm(hidden):
        value = "cold: the type checker has not read the libraries yet, or others"
        return (Finding("cache", value, Health.BAD, "ctml init   (fills it, once)"),)
    try:
        return Finding("cache", "warm"), _judged(hidden, curriculum)
    except CtmlError as error:
        return Finding("cache", "warm"), fault("judging", error)


def _judged(hidden: Path, curriculum: Curriculum) -> Finding:
    """Judge the first exercise's solution twice; the second time everything is loaded."""
    exercise = curriculum.exercises[0]  # a class may have challenges alone
    data = (curriculum.solution(exercise).part + exercise.checks).encode()
    with open_judge(hidden) as judge:
        verdicts = [judge.judge(exercise, data) for _ in range(2)]
    if all(verdict.passed for verdict in verdicts):
        first, second = (f"{verdict.seconds * 1000:.0f} ms" for verdict in verdicts)
        return Finding("judging", f"a solution passes, in {second} (at the start in {first})")
    said = verdicts[-1].said or verdicts[-1].outcome.value
    what = f"the solution of {exercise.slug} does not pass here: {said}"
    return Finding("judging", what, Health.BAD, "python -m pip install --force-reinstall ctml")
