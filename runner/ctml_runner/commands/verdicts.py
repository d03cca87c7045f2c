"""What ``ctml run`` and ``ctml check`` do with a judge: one verdict, or all of them."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from ctml_runner.commands.sitting import Sitting, sit_down
from ctml_runner.judging.judge import Judge
from ctml_runner.judging.judge_all import judge_all
from ctml_runner.judging.verdict import Verdict
from ctml_runner.screen.lines import checked_object, encode, verdict_object
from ctml_runner.teaching.effects import Show
from ctml_runner.teaching.events import AllChecked, VerdictCame
from ctml_runner.teaching.messages import Checked, Judged, Message, Raw
from ctml_runner.teaching.session import step
from ctml_runner.watch.answers import answer, answer_all


def run(judge: Judge, name: str | None, *, as_json: bool, raw: bool) -> int:
    """Judge one exercise and return the exit code: 0 passed, 1 not.

    Raises:
        LearnerError: there is no workspace, no such exercise, or no file.
    """
    sitting = sit_down()
    exercise = sitting.curriculum.find(name) if name else sitting.state.current
    data = sitting.workspace.read(exercise)
    verdict = judge.judge(exercise, data)
    effects = _take(sitting, answer(sitting.tutor, exercise, data, verdict), as_json=as_json)
    if as_json:
        print(encode(next(verdict_object(shown) for shown in effects if isinstance(shown, Judged))))
    elif raw:
        sitting.desk.screen.show(Raw(verdict))
    return 0 if verdict.passed else 1


def check(judge: Judge, *, as_json: bool) -> int:
    """Judge every exercise of the course, and return the exit code: 0 all passed, 1 not.

    Raises:
        LearnerError: there is no workspace.
    """
    sitting = sit_down()
    course = sitting.curriculum.course
    began = time.perf_counter()
    with _progress(len(course)) as tell:
        judged = judge_all(judge, sitting.workspace, course, tell=tell)
    event = answer_all(sitting.tutor, judged, began)
    shown = _take(sitting, event, as_json=as_json)
    if as_json:
        print(encode(next(checked_object(one) for one in shown if isinstance(one, Checked))))
    return 0 if all(verdict.passed for _, _, verdict in judged) else 1


def _take(sitting: Sitting, event: AllChecked | VerdictCame, *, as_json: bool) -> list[Message]:
    """Do what the session asks for; with `as_json` return the messages instead of showing them."""
    _, effects = step(sitting.state, event)
    messages = [effect.message for effect in effects if isinstance(effect, Show)]
    sitting.take(
        (sitting.state, tuple(e for e in effects if not (as_json and isinstance(e, Show))))
    )
    return messages


@contextmanager
def _progress(total: int) -> Iterator[Callable[[Verdict], None]]:
    """Yield what moves a progress bar on standard error by one verdict."""
    columns = (TextColumn("checking"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        checking = progress.add_task("checking", total=total)
        yield lambda _: progress.advance(checking)
