"""A learner's page: what passed and why it matters, what did not and why, and what to do next."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import assert_never

from ctml_runner.cohort.feedback.claims import claims
from ctml_runner.cohort.feedback.markdown import code, escaped, prose
from ctml_runner.cohort.lateness import told_late, told_share
from ctml_runner.cohort.marks import LONGEST_REASON, NOTHING, Mark, total
from ctml_runner.cohort.results import Graded
from ctml_runner.cohort.roster import Learner
from ctml_runner.cohort.standing.gathering import Gathered
from ctml_runner.cohort.standing.picture import failed_tests
from ctml_runner.cohort.words import counted
from ctml_runner.course.curriculum import Curriculum
from ctml_runner.course.exercise import Exercise
from ctml_runner.judging.verdict import Outcome

MISSED, ESCAPE = "refused:", "escape:"
"""What stands before the code of a refusal that failed to come, before the name of a hatch."""

MOST_TESTS = 5
"""So many failed tests are named; who mends the first often mends the others."""


def page(gathered: Gathered, learner: Learner) -> str:
    """Return the feedback for one learner, as Markdown."""
    given = gathered.marks.by[learner.id]
    return "\n".join(
        [
            f"# {escaped(gathered.plan.name)}: feedback for {escaped(learner.name or learner.id)}",
            "",
            _summary(given),
            *_passed(gathered, given),
            *_by_hand(gathered, given),
            *_missed(gathered, given),
            *_absent(gathered, given),
            *_next(gathered, given),
            *_footer(given),
        ]
    )


def _summary(given: Sequence[Mark]) -> str:
    passed = sum(mark.outcome is Outcome.PASSED for mark in given)
    maximum = sum(mark.maximum for mark in given)
    return (
        f"{passed} of {counted(len(given), 'exercise')} passed: "
        f"**{total(given):g} of {counted(maximum, 'point')}**."
    )


def _passed(gathered: Gathered, given: Sequence[Mark]) -> Iterator[str]:
    passed = [mark for mark in given if mark.outcome is Outcome.PASSED]
    if passed:
        yield from ("", "## What you can do now")
    for mark in passed:
        exercise = gathered.curriculum.by_slug[mark.exercise]
        why = _why(gathered.curriculum, exercise)
        yield from ("", _heading(exercise, mark), "", prose(why))
        yield from _conditions(mark)


@lru_cache(maxsize=256)  # asked again for each of hundreds of learners
def _why(curriculum: Curriculum, exercise: Exercise) -> str:
    return curriculum.solution(exercise).why


def _by_hand(gathered: Gathered, given: Sequence[Mark]) -> Iterator[str]:
    """Tell of what did not pass, and has all its points by hand: nothing of it is open."""
    settled = [mark for mark in given if mark.outcome is not Outcome.PASSED and not _is_open(mark)]
    if settled:
        yield from ("", "## What was marked by hand")
    for mark in settled:
        yield from ("", _heading(gathered.curriculum.by_slug[mark.exercise], mark))
        yield from _conditions(mark)


def _is_open(mark: Mark) -> bool:
    settled = mark.by_hand and mark.points >= mark.maximum
    return mark.outcome is not Outcome.PASSED and not settled


def _is_absent(mark: Mark) -> bool:
    return _is_open(mark) and mark.why == NOTHING


def _absent(gathered: Gathered, given: Sequence[Mark]) -> Iterator[str]:
    absent = [mark for mark in given if _is_absent(mark)]
    if absent:
        yield from ("", "## What was not handed in", "")
    for mark in absent:
        yield f"- {_title(gathered.curriculum.by_slug[mark.exercise], mark)}"


def _missed(gathered: Gathered, given: Sequence[Mark]) -> Iterator[str]:
    missed = [mark for mark in given if _is_open(mark) and not _is_absent(mark)]
    if missed:
        yield from ("", "## What is still open")
    for mark in missed:
        exercise = gathered.curriculum.by_slug[mark.exercise]
        yield from ("", _heading(exercise, mark))
        if not (mark.by_hand and mark.outcome is Outcome.NOT_RUN):
            yield from ("", *_what(gathered, exercise, mark))
        yield from _conditions(mark)


def _heading(exercise: Exercise, mark: Mark) -> str:
    return f"### {_title(exercise, mark)}"


def _title(exercise: Exercise, mark: Mark) -> str:
    points = f"{mark.points:g}/{mark.maximum}"
    return f"{exercise.place} {code(exercise.slug)}: {prose(exercise.gist)} ({points})"


def _conditions(mark: Mark) -> Iterator[str]:
    if mark.late and not mark.by_hand:
        earns = "so that it earns" if mark.share < 1 else "and earns"
        yield from ("", f"It came {told_late(mark.late)} late, {earns} {told_share(mark.share)}.")
    if mark.by_hand:
        yield from ("", f"Marked {escaped(mark.why)}.")


def _what(gathered: Gathered, exercise: Exercise, mark: Mark) -> Iterator[str]:
    result = gathered.results.of(mark.learner, mark.exercise)
    match mark.outcome:
        case Outcome.FAILED if result is not None:
            yield from _failed(exercise, result)
        case Outcome.ESCAPED if result is not None:
            hatches = _named([one.removeprefix(ESCAPE) for one in result.codes])
            yield f"An escape hatch silences the type checker instead of convincing it{hatches}."
            yield "Take it out, and read what the checker says then."
        case Outcome.TIMED_OUT:
            yield "The code was still running when its time was up. Look for a loop without end."
        case Outcome.CRASHED:
            yield "Our own tools gave up on this file, which is not your fault. Tell who teaches."
        case Outcome.NOT_RUN:
            reason = result.said if result is not None and mark.level is not None else ""
            yield f"Nothing was judged: {escaped(reason[:LONGEST_REASON] or mark.why)}."
        case Outcome.PASSED | Outcome.FAILED | Outcome.ESCAPED:
            yield escaped(mark.why)
        case _:
            assert_never(mark.outcome)


def _failed(exercise: Exercise, result: Graded) -> Iterator[str]:
    """Say why it failed; of a test its name and its claim, never what went in or came out."""
    if result.hint:
        yield from (prose(result.hint), "")
    yield from _checked(result.codes)
    claimed = claims(exercise)
    failed = failed_tests(result)
    for test in failed[:MOST_TESTS]:
        claim = claimed.get(test, "")
        yield f"- {code(test)} fails" + (f". What should hold: {prose(claim)}" if claim else ".")
    if len(failed) > MOST_TESTS:
        yield f"- and {counted(len(failed) - MOST_TESTS, 'more test')}."
    if not (result.hint or result.codes or failed):
        yield "The code ended before its tests did."


def _checked(codes: Sequence[str]) -> Iterator[str]:
    """Say what the type checker refuses, and what it lets pass although it should not."""
    missed = [one.removeprefix(MISSED) for one in codes if one.startswith(MISSED)]
    if objects := [one for one in codes if not one.startswith(MISSED)]:
        yield f"- The type checker objects{_named(objects)}."
    if missed:
        lets = "- The type checker should refuse a line of the checks, and lets it pass"
        yield f"{lets}{_named(missed)}."


def _named(codes: Sequence[str]) -> str:
    return f" ({', '.join(code(one) for one in codes)})" if codes else ""


def _next(gathered: Gathered, given: Sequence[Mark]) -> Iterator[str]:
    must = {item.slug for item in gathered.plan.items if item.must}
    missed = [mark.exercise for mark in given if _is_open(mark)]
    first = next((slug for slug in missed if slug in must), next(iter(missed), None))
    yield from ("", "## Next", "")
    if first is None:
        yield "Nothing of it is open. `ctml list` shows what else there is."
    else:
        yield f"Open {code(first)} with `ctml goto {first}`, save, and read the answer."
        yield f"If it does not help, `ctml hint {first}` gives a nudge."


def _footer(given: Sequence[Mark]) -> Iterator[str]:
    levels = {mark.level for mark in given if mark.level is not None}
    if levels:
        told = ", ".join(str(level) for level in sorted(levels))
        yield from ("", "---", "", f"Graded in a sandbox of level {told}.")
    yield ""
