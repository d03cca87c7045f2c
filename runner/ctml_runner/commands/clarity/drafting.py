"""Drafting a clarity report: what the journal and a fresh verdict know without being told."""

from collections.abc import Sequence

from ctml_runner.commands.clarity.report import Report
from ctml_runner.commands.sitting import Sitting
from ctml_runner.commands.warming import is_warm
from ctml_runner.course.exercise import Exercise
from ctml_runner.errors import CtmlError
from ctml_runner.journal import Judged
from ctml_runner.judging.setup import open_judge
from ctml_runner.teaching.explain import Explanation
from ctml_runner.teaching.tutor import RUNGS


def draft(sitting: Sitting, exercise: Exercise) -> Report:
    """Return the report on `exercise` as far as it can be known; the rest is left empty.

    Raises:
        LearnerError: the journal can't be read.
    """
    judged = _judged(sitting)
    own = [fact for fact in judged if fact.exercise == exercise.slug]
    first = next(iter(_explanations(sitting, exercise)), None)
    return Report(
        exercise=exercise.slug,
        chapter=exercise.chapter,
        title=exercise.title,
        friction="",
        command=f"ctml run {exercise.slug}",
        evidence=(*_remembered(sitting, exercise, own), *_raw(first)),
        last_clear=_last_clear(sitting, exercise, judged),
        first_unclear=_line(first),
        expected="",
        happened=_happened(first, own),
        would_help="",
    )


def _judged(sitting: Sitting) -> list[Judged]:
    """Return every verdict that the journal tells, in the order of time."""
    records = sorted(sitting.journal.history().records, key=lambda record: record.time)
    return [record.fact for record in records if isinstance(record.fact, Judged)]


def _explanations(sitting: Sitting, exercise: Exercise) -> tuple[Explanation, ...]:
    """Judge the file as it is now, and return what is said of it; nothing if that can't be."""
    if not is_warm(sitting.workspace.hidden):
        return ()
    try:
        data = sitting.workspace.read(exercise)
        with open_judge(sitting.workspace.hidden) as judge:
            verdict = judge.judge(exercise, data)
        return sitting.tutor.respond(exercise, data, verdict).explanations
    except CtmlError:  # the report is about what is unclear, perhaps about just this
        return ()


def _remembered(sitting: Sitting, exercise: Exercise, own: Sequence[Judged]) -> tuple[str, ...]:
    """Return what the journal knows of the exercise, a line each."""
    rungs = sitting.state.progress.rungs.get(exercise.slug, 0)
    told = f"saves judged: {len(own)}; hints seen: {rungs} of {RUNGS}"
    if not own:
        return (told,)
    last = own[-1]
    parts = (
        f"the last verdict: {last.outcome.replace('_', ' ')}",
        f"error codes: {', '.join(dict.fromkeys(last.codes))}" if last.codes else "",
        f"tests that failed: {', '.join(last.tests)}" if last.tests else "",
        f"it looked like: {last.misconception}" if last.misconception else "",
    )
    return told, *filter(None, parts)


def _raw(first: Explanation | None) -> tuple[str, ...]:
    return (f"the tool's own words: {first.raw}",) if first is not None and first.raw else ()


def _line(first: Explanation | None) -> str:
    if first is None or first.span is None:
        return ""
    return f"{first.span.line} | {first.source.strip()}"


def _last_clear(sitting: Sitting, exercise: Exercise, judged: Sequence[Judged]) -> str:
    """Return what was learned by the exercise that passed last, this one left aside."""
    known = sitting.curriculum.by_slug
    passed = [
        known[fact.exercise]
        for fact in judged
        if fact.outcome == "passed" and fact.exercise in known and fact.exercise != exercise.slug
    ]
    if not passed:
        return ""
    return f"{passed[-1].slug}: {sitting.tutor.solution(passed[-1]).why}"


def _happened(first: Explanation | None, own: Sequence[Judged]) -> str:
    if first is not None:
        return first.headline
    return f"the last verdict was: {own[-1].outcome.replace('_', ' ')}" if own else ""
