"""What ``ctml run`` and ``ctml check`` do with a judge: one verdict, or all of them."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from ctml_runner.commands.sitting import sit_down
from ctml_runner.judging.judge import Judge
from ctml_runner.judging.judge_all import judge_all
from ctml_runner.judging.verdict import Verdict
from ctml_runner.screen.collected import Collected
from ctml_runner.screen.lines import checked_object, encode, verdict_object
from ctml_runner.teaching.messages import Checked, Judged, Raw
from ctml_runner.teaching.session import step
from ctml_runner.watch.answers import answer, answer_all


def run(judge: Judge, name: str | None, *, as_json: bool, raw: bool) -> int:
    """Judge one exercise and return the exit code: 0 passed, 1 not.

    Raises:
        LearnerError: there is no workspace, no such exercise, or no file.
    """
    told = Collected()
    sitting = sit_down(told if as_json else None)
    exercise = sitting.exercise(name)
    data = sitting.workspace.read(exercise)
    verdict = judge.judge(exercise, data)
    sitting.take(step(sitting.state, answer(sitting.tutor, exercise, data, verdict)))
    if as_json:
        _print(verdict_object(shown) for shown in told.messages if isinstance(shown, Judged))
    elif raw:
        sitting.desk.screen.show(Raw(verdict))
    return 0 if verdict.passed else 1


def check(judge: Judge, *, as_json: bool) -> int:
    """Judge every exercise of the course, and return the exit code: 0 all passed, 1 not.

    Raises:
        LearnerError: there is no workspace.
    """
    told = Collected()
    sitting = sit_down(told if as_json else None)
    course = sitting.curriculum.course
    began = time.perf_counter()
    with _progress(len(course)) as tell:
        judged = judge_all(judge, sitting.workspace, course, tell=tell)
    sitting.take(step(sitting.state, answer_all(sitting.tutor, judged, began)))
    if as_json:
        _print(checked_object(shown) for shown in told.messages if isinstance(shown, Checked))
    return 0 if all(verdict.passed for _, _, verdict in judged) else 1


def _print(objects: Iterator[dict[str, object]]) -> None:
    print(encode(next(objects)))


@contextmanager
def _progress(total: int) -> Iterator[Callable[[Verdict], None]]:
    """Yield what moves a progress bar on standard error by one verdict."""
    columns = (TextColumn("checking"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        checking = progress.add_task("checking", total=total)
        yield lambda _: progress.advance(checking)
