"""``ctml cohort grade``: judge what was collected, in a sandbox, as much at a time as there is."""

import contextlib
import importlib.util
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from ctml_runner.cohort.folder import find_cohort
from ctml_runner.cohort.grading import session
from ctml_runner.cohort.grading.wanted import Cohort, Shard, Wanted
from ctml_runner.cohort.grading.work import Work, find_work
from ctml_runner.cohort.plan import read_plan
from ctml_runner.cohort.results import Graded
from ctml_runner.cohort.roster import read_roster
from ctml_runner.commands.cohort.altered import tell_altered
from ctml_runner.commands.warming import ensure_warm
from ctml_runner.course.curriculum import read_curriculum
from ctml_runner.errors import FAILED, FINE, InstructorError
from ctml_runner.screen.lines import encode

_NOTHING = "no changed file was collected (ctml cohort collect)"
_ALTERED = "no file is as it was collected"
_EVERY = 5.0  # seconds between two plain lines that tell how far it is
_SHARD = "write it as I/N: --shard 1/4 on the first of four machines, --shard 2/4 on the second"


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for on the command line.

    Attributes:
        only: learners and exercises.
        again: whether what has not changed is graded too.
        jobs: graders at once; None for as many as there are cores.
        shard: which part of the class, such as ``1/4``; empty for all of it.
        dask: the address of a cluster; empty to grade here.
        allow_level: the weakest sandbox to grade in, in place of the plan's.
        disposable: whether this machine, or the cluster's, is thrown away afterwards.
        as_json: whether a program reads the output.
    """

    only: tuple[str, ...] = ()
    again: bool = False
    jobs: int | None = None
    shard: str = ""
    dask: str = ""
    allow_level: int | None = None
    disposable: bool = False
    as_json: bool = False


def grade(place: Path, asked: Asked) -> int:
    """Grade what isn't graded yet, tell how it went, and return the exit code.

    Args:
        place: the cohort's folder, or one in it.
        asked: what was asked for.

    Raises:
        InstructorError: there is no cohort, its files are not in form, somebody grades it already,
            or this machine holds too low a level of sandbox.
        ToolError: what judges can't be started.
    """
    cohort = _read(place)
    wanted = _wanted(cohort, asked)
    least = cohort.plan.least_level if asked.allow_level is None else asked.allow_level
    with session.alone(cohort.folder, wanted.shard):
        with _told_before_it_began():
            judge, level = _judge(cohort, asked, least)
            work = find_work(cohort, wanted, level)
        tell_altered(cohort.folder, work.altered, as_json=asked.as_json)
        began = time.perf_counter()
        outcomes: Counter[str] = Counter()
        tell = _as_json if asked.as_json else _nothing
        if work.total:
            with _told_if_stopped(asked, work, outcomes), _telling(work, asked) as advance:
                for graded in session.grade(cohort, work, wanted.shard, judge):
                    outcomes.update(one.outcome for one in graded)
                    tell(graded)
                    advance(graded)
        _tell_end(asked, work, outcomes, level, time.perf_counter() - began)
        return FAILED if work.altered else FINE


def _read(place: Path) -> Cohort:
    folder, curriculum = find_cohort(place.absolute()), read_curriculum()
    return Cohort(folder, read_plan(folder, curriculum), read_roster(folder), curriculum)


def _wanted(cohort: Cohort, asked: Asked) -> Wanted:
    """Return what is meant by the names after ``--only``, and by ``--shard``."""
    exercises = {name for name in asked.only if name in cohort.plan.by_slug}
    learners = {_learner(cohort, name) for name in asked.only if name not in exercises}
    shard = _shard(asked.shard) if asked.shard else None
    return Wanted(learners, exercises, shard, asked.again)


def _learner(cohort: Cohort, name: str) -> str:
    """Return the id of the learner that is meant; a slip in an exercise's name is told as one."""
    near = get_close_matches(name, cohort.plan.slugs, n=1)
    try:
        return cohort.roster.find(name).id
    except InstructorError as error:
        if not near:
            raise
        what = f"{error.what}; the plan has an exercise {near[0]!r}"
        raise InstructorError(what, next_step=f"ctml cohort grade --only {near[0]}") from None


def _shard(text: str) -> Shard:
    number, _, of = text.partition("/")
    if not (number.isdecimal() and of.isdecimal() and 1 <= int(number) <= int(of) <= 1000):
        raise InstructorError(f"{text!r} is no part of a class", next_step=_SHARD)
    return Shard(int(number), int(of))


def _judge(cohort: Cohort, asked: Asked, least: int) -> tuple[session.Grade, int]:
    """Return what judges batches, and the level that what is graded already must have."""
    if asked.dask:
        if importlib.util.find_spec("distributed") is None:
            raise InstructorError("--dask needs Dask", next_step="pip install 'ctml[dask]'")
        from ctml_runner.cohort.grading.cluster import grade_there  # noqa: PLC0415  # slow to load

        there = partial(grade_there, address=asked.dask, least=least, disposable=asked.disposable)
        return there, least
    from ctml_runner.cohort.grading.local import grade_here  # noqa: PLC0415  # likewise

    box = session.choose_box(least, disposable=asked.disposable)
    ensure_warm(cohort.folder.hidden)
    cache = cohort.folder.hidden / "cache"
    return partial(grade_here, box=box, cache=cache, jobs=asked.jobs or session.cores()), box.level


@contextlib.contextmanager
def _told_before_it_began() -> Iterator[None]:
    """Say at Ctrl-C, while all is made ready, that nothing is lost and the same command goes on."""
    try:
        yield
    except KeyboardInterrupt:
        print(
            "stopped before anything was graded; what was graded before stands, and the same"
            " command goes on",
            file=sys.stderr,
        )
        raise


@contextlib.contextmanager
def _told_if_stopped(asked: Asked, work: Work, kept: Counter[str]) -> Iterator[None]:
    """Say at Ctrl-C what is kept, and how to go on."""
    try:
        yield
    except KeyboardInterrupt:
        way = "--again   (begins anew)" if asked.again else "  (goes on)"
        print(f"stopped; {kept.total():,} of {work.total:,} are kept", file=sys.stderr)
        print(f"  next:  ctml cohort grade {way}", file=sys.stderr)
        raise


@contextlib.contextmanager
def _telling(work: Work, asked: Asked) -> Iterator[Callable[[Sequence[Graded]], None]]:
    """Yield what tells of each batch on the error stream: a bar on a terminal, else lines."""
    console = Console(stderr=True)
    if asked.as_json or not console.is_terminal:
        yield _Lines(work.total)
        return
    columns = (
        TextColumn("grading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
        TextColumn("{task.fields[exercise]}"),
    )  # fmt: skip
    with Progress(*columns, console=console, transient=True) as progress:
        bar = progress.add_task("", total=work.total, exercise="")
        yield lambda graded: progress.update(
            bar, advance=len(graded), exercise=graded[-1].exercise if graded else ""
        )


class _Lines:
    """Tells how far it is in plain lines, not more often than somebody would read them."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._done = 0
        self._began = self._told = time.monotonic()

    def __call__(self, graded: Sequence[Graded]) -> None:
        """Take a batch's verdicts."""
        self._done += len(graded)
        now = time.monotonic()
        if now - self._told >= _EVERY and self._done < self._total:
            self._told = now
            left = (now - self._began) / self._done * (self._total - self._done)
            print(
                f"graded {self._done:,} of {self._total:,}; about {left:.0f} s left",
                file=sys.stderr, flush=True,
            )  # fmt: skip


def _nothing(_: Sequence[Graded]) -> None:
    """Tell nothing of single verdicts."""


def _as_json(graded: Sequence[Graded]) -> None:
    for one in graded:
        told: dict[str, object] = {
            "event": "graded",
            "learner": one.learner,
            "exercise": one.exercise,
            "outcome": one.outcome,
            "level": one.level,
            "codes": list(one.codes),
            "tests_failed": [test.name for test in one.tests if not test.passed],
            "misconception": one.misconception,
            "said": one.said,
        }
        print(encode(told), flush=True)


def _tell_end(asked: Asked, work: Work, outcomes: Counter[str], level: int, seconds: float) -> None:
    """Tell how it went as a whole."""
    if asked.as_json:
        told: dict[str, object] = {
            "event": "grading_ended",
            "graded": outcomes.total(),
            "unchanged": work.done,
            "outcomes": dict(sorted(outcomes.items())),
            "level": level,
            "seconds": round(seconds, 3),
        }
        print(encode(told))
        return
    unchanged = f"{work.done:,} unchanged" if work.done else ""
    if not outcomes:
        print(f"nothing to grade: {unchanged or (_ALTERED if work.altered else _NOTHING)}")
        return
    words = ", ".join(f"{count:,} {word}" for word, count in sorted(outcomes.items()))
    print(f"graded {outcomes.total():,} in {seconds:.1f} s at level {level}: {words}")
    if unchanged:
        print(f"and left {unchanged}")
