"""The course's own compiler: read everything, prove every rule, collect what is wrong."""

import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from ctml_runner.authoring.cold import open_cold
from ctml_runner.authoring.finding import Finding, Rule
from ctml_runner.authoring.proof import Proof
from ctml_runner.authoring.proving import Prover
from ctml_runner.authoring.record import RECORD, record_is_current, recorded
from ctml_runner.authoring.rules import BY_JUDGING, OF_AN_EXERCISE, OF_THE_TREE
from ctml_runner.authoring.sources import Course, Entry, read_course
from ctml_runner.judging.setup import open_judge
from ctml_runner.wall.opening import open_wall

_AT_ONCE = 2
"""Exercises that are judged at the same time; each already uses a process for types and tests."""

T = TypeVar("T")
Tick = Callable[[int, int, str], None]
"""Told after each exercise: how many are done, of how many, and its slug."""


@dataclass(frozen=True, slots=True)
class Report:
    """What the compiler found.

    Attributes:
        exercises: how many exercises and challenges were looked at.
        findings: what is wrong, by file and line; empty if the course is proven.
        seconds: how long it took.
        recorded: whether the fingerprints were written.
    """

    exercises: int
    findings: tuple[Finding, ...]
    seconds: float
    recorded: bool = False

    @property
    def ok(self) -> bool:
        """Whether all is proven."""
        return not self.findings


def check_course(root: Path, *, record: bool = False, tick: Tick = lambda *_: None) -> Report:
    """Prove every rule of the course at `root`.

    Args:
        root: the checkout.
        record: whether to write the misconceptions' fingerprints, if all else is well.
        tick: told of each exercise that is done.

    Raises:
        ToolError: the judge, mypy or the wall can't be started.
    """
    began = time.perf_counter()
    course = read_course(root)
    findings = check_written(course)
    proofs = prove(root, course.entries, tick)
    findings += [finding for proof in proofs for finding in _apply(BY_JUDGING, proof)]
    whole = len(proofs) == len(course.exercises)
    if record and whole and not findings:
        (root / RECORD).write_text(recorded(proofs), encoding="utf-8", newline="\n")
    elif whole:
        findings += record_is_current(root, proofs)
    found = tuple(sorted(set(findings)))
    seconds = time.perf_counter() - began
    return Report(len(course.exercises), found, seconds, record and not found)


def check_written(course: Course) -> list[Finding]:
    """Prove the rules that need no judging."""
    return [
        *_apply(OF_THE_TREE, course),
        *(finding for entry in course.entries for finding in _apply(OF_AN_EXERCISE, entry)),
    ]


def prove(root: Path, entries: Sequence[Entry], tick: Tick = lambda *_: None) -> tuple[Proof, ...]:
    """Judge everything about some exercises, two at a time; return the proofs in order.

    Raises:
        ToolError: the judge, mypy or the wall can't be started.
    """
    hidden = root / ".ctml"
    with (
        open_judge(hidden) as judge,
        open_cold(hidden) as cold,
        open_wall(None, at_once=_AT_ONCE) as wall,  # the course's own answers are trusted
        ThreadPoolExecutor(_AT_ONCE) as pool,
    ):
        cold.warm()
        prover = Prover(judge, cold, wall)
        running = {pool.submit(prover.prove, entry): entry for entry in entries}
        try:
            for done, future in enumerate(as_completed(running), 1):
                future.result()
                tick(done, len(running), running[future].exercise.slug)
        except BaseException:  # Ctrl-C needn't wait for what hasn't begun
            pool.shutdown(wait=False, cancel_futures=True)
            raise
        return tuple(future.result() for future in running)


def _apply(rules: Iterable[Rule[T]], subject: T) -> list[Finding]:
    return [finding for rule in rules for finding in rule.check(subject)]
