"""Now: where one learner is at this moment, from what their journals tell; pure, told the time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from ctml_runner.cohort.names import alike
from ctml_runner.cohort.plan import Plan
from ctml_runner.cohort.standing.effort import BREAK, NOTHING_TRIED, efforts
from ctml_runner.cohort.standing.standing import Patience, is_stuck
from ctml_runner.cohort.watching.looking import Seen
from ctml_runner.journal import Judged, Record, Unclear, fold
from ctml_runner.journal.progress import in_order


@dataclass(frozen=True, slots=True)
class Now:
    """Where a learner is.

    Attributes:
        learner: what they are called.
        exercise: the one that is open; empty if they haven't begun.
        attempts: how many of its saves were judged without a pass.
        minutes: since the last pass, or since they sat down; None if they haven't begun.
        silent: minutes since anything happened; None if nothing has.
        met: what its last save failed with: an error code or a test; empty if none did.
        misconception: what that looked like.
        hints: how many hints of it were shown.
        passed: how many exercises have passed.
        skipped: how many were stepped over and have not passed.
        asks: whether they have written a report on it of what is unclear.
        stuck: whether they have tried for long or often without a pass.
        done: whether everything of the plan has passed.
        gone: whether their journal isn't there any more.
    """

    learner: str
    exercise: str = ""
    attempts: int = 0
    minutes: int | None = None
    silent: int | None = None
    met: str = ""
    misconception: str = ""
    hints: int = 0
    passed: int = 0
    skipped: int = 0
    asks: bool = False
    stuck: bool = False
    done: bool = False
    gone: bool = False

    @property
    def away(self) -> bool:
        """Whether nothing has been heard of them for so long that they may have left."""
        return self.silent is not None and self.silent >= BREAK.total_seconds() / 60


@dataclass(frozen=True, slots=True)
class Measure:
    """By what somebody counts as stuck.

    Attributes:
        attempts: so many saves are many.
        minutes: so many minutes without a pass are long.
        slugs: the exercises of the plan; empty without one.
    """

    attempts: int = 8
    minutes: float = 15.0
    slugs: tuple[str, ...] = ()


def measure(plan: Plan) -> Measure:
    """Return the measure that a plan sets."""
    return Measure(plan.stuck_attempts, plan.stuck_hours * 60, plan.slugs)


def everyone(
    seen: Iterable[Seen], names: Mapping[str, str], by: Measure, now: datetime
) -> tuple[Now, ...]:
    """Return where everybody is, those who need somebody first.

    Args:
        seen: what is known of each source; two of one learner are one.
        names: what a learner is called, by what their source is called.
        by: when somebody counts as stuck.
        now: the time by our clock.
    """
    grouped: dict[str, list[Seen]] = {}
    for one in seen:
        name = names.get(one.name) or names.get(alike(one.name), one.name)
        grouped.setdefault(name, []).append(one)
    rows = [_now(learner, told, by, now) for learner, told in grouped.items()]
    return tuple(sorted(rows, key=_need))


def _need(row: Now) -> tuple[int, int, str]:
    """Return what the rows are ordered by: who needs somebody, the longest first."""
    if row.asks and not (row.away or row.done):
        place = 0
    elif row.stuck or row.done:
        place = 4 if row.done else 1
    elif row.away or not row.exercise:
        place = 3
    else:
        place = 2
    return place, -(row.minutes or 0), row.learner.casefold()


def _now(learner: str, told: Sequence[Seen], by: Measure, now: datetime) -> Now:
    records = in_order(record for one in told for record in one.records)
    gone = all(one.gone for one in told)
    if not records:
        return Now(learner, gone=gone)
    moment = now - max((one.askew for one in told), key=abs)
    progress = fold(records)
    slug = progress.current or _judged_last(records)
    effort = efforts(records).get(slug, NOTHING_TRIED)
    last = _last_failure(records, slug)
    minutes = _minutes(moment - _since(records))
    done = bool(by.slugs) and progress.done.issuperset(by.slugs)
    silent = _minutes(moment - records[-1].time)
    tried = slug not in progress.done and not done and moment - records[-1].time < BREAK
    patience = Patience(by.attempts, timedelta(minutes=by.minutes), moment - BREAK)
    return Now(
        learner=learner,
        exercise=slug,
        attempts=0 if slug in progress.done else effort.attempts,
        minutes=minutes,
        silent=silent,
        met=next(iter((*last.codes, *last.tests)), "") if last else "",
        misconception=last.misconception if last else "",
        hints=progress.rungs.get(slug, 0),
        passed=len(progress.done.intersection(by.slugs) if by.slugs else progress.done),
        skipped=len(progress.skipped - progress.done),
        asks=_asks(records, slug),
        stuck=tried and (is_stuck(effort, patience) or minutes >= by.minutes),
        done=done,
        gone=gone,
    )


def _judged_last(records: Sequence[Record]) -> str:
    judged = (r.fact.exercise for r in reversed(records) if isinstance(r.fact, Judged))
    return next(judged, "")


def _last_failure(records: Sequence[Record], slug: str) -> Judged | None:
    """Return the last verdict on an exercise, unless that was a pass."""
    own = (r.fact for r in reversed(records) if isinstance(r.fact, Judged))
    last = next((fact for fact in own if fact.exercise == slug), None)
    return last if last is not None and last.outcome != "passed" else None


def _since(records: Sequence[Record]) -> datetime:
    """Return the last pass, or when the learner sat down: after the last long break."""
    begun = records[0].time
    for before, record in pairwise(records):
        if record.time - before.time > BREAK:
            begun = record.time
        if isinstance(record.fact, Judged) and record.fact.outcome == "passed":
            begun = record.time
    return begun


def _asks(records: Sequence[Record], slug: str) -> bool:
    """Whether the learner has written a report on the exercise, and has not passed it since."""
    told = [r.fact for r in records if isinstance(r.fact, Judged | Unclear)]
    own = [fact for fact in told if fact.exercise == slug]
    asked = [isinstance(f, Unclear) for f in own]
    passed = [isinstance(f, Judged) and f.outcome == "passed" for f in own]
    return True in asked and True not in passed[asked.index(True) :]


def _minutes(span: timedelta) -> int:
    return max(int(span.total_seconds() // 60), 0)
