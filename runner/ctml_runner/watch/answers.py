"""Answers: verdicts together with what is said of them, as the session hears of them."""

import time
from collections.abc import Iterable

import ctml_runner.teaching.explain.everything  # noqa: F401  # now, not after the first verdict
from ctml_runner.course.exercise import Exercise
from ctml_runner.judging.judge_all import Judged
from ctml_runner.judging.verdict import Verdict
from ctml_runner.teaching.events import AllChecked, VerdictCame
from ctml_runner.teaching.tutor import Tutor


def answer(tutor: Tutor, exercise: Exercise, data: bytes, verdict: Verdict) -> VerdictCame:
    """Return a verdict with what the tutor says of it."""
    return VerdictCame(exercise, data, verdict, tutor.respond(exercise, data, verdict))


def answer_all(tutor: Tutor, judged: Iterable[Judged], began: float) -> AllChecked:
    """Return all verdicts with what the tutor says; `began` is of ``time.perf_counter``."""
    results = tuple(answer(tutor, *one) for one in judged)
    return AllChecked(results, time.perf_counter() - began)
