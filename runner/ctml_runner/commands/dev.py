"""``ctml dev``: for authors of the course. Make an exercise; prove the whole course."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from ctml_runner.authoring.compiler import Report, Tick, check_course
from ctml_runner.authoring.skeleton import make_exercise
from ctml_runner.course.locate import checkout_root
from ctml_runner.errors import LearnerError


def new(chapter: str, slug: str) -> None:
    """Make an exercise, its solution and two misconceptions, to be filled in.

    Raises:
        LearnerError: this is not a checkout, or the names can't be used.
    """
    for path in make_exercise(_checkout(), chapter, slug):
        print(f"wrote {path}")
    print("  next:  fill in what is marked TODO, then type: ctml dev check")


def check(*, as_json: bool, record: bool) -> int:
    """Prove everything that the course promises; return the exit code: 0 all proven, 1 not.

    Raises:
        LearnerError: this is not a checkout.
    """
    root = _checkout()
    with _progress(silent=as_json) as tick:
        report = check_course(root, record=record, tick=tick)
    if as_json:
        print(json.dumps(_object(report), ensure_ascii=False))
    else:
        _tell(report)
    return 0 if report.ok else 1


def _checkout() -> Path:
    root = checkout_root()
    if not (root / "exercises").is_dir():
        raise LearnerError(
            "the course is written in a checkout of its repository, and this is an installed copy",
            where=root,
            next_step="git clone the repository, and there: make test",
        )
    return root


@contextmanager
def _progress(*, silent: bool) -> Iterator[Tick]:
    """Yield what tells the progress: a bar on a terminal, plain lines otherwise."""
    console = Console(stderr=True, highlight=False, markup=False)
    if silent:
        yield lambda *_: None
    elif not console.is_terminal:
        yield lambda done, count, slug: print(f"{done}/{count} {slug}", flush=True)
    else:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        with Progress(*columns, console=console, transient=True) as bar:
            task = bar.add_task("ctml dev check", total=None)
            yield lambda done, count, slug: bar.update(
                task, completed=done, total=count, description=slug
            )


def _object(report: Report) -> dict[str, object]:
    return {
        "ok": report.ok,
        "exercises": report.exercises,
        "errors": [
            {"file": str(one.file), "line": one.line, "what": one.what, "next": one.next_step}
            for one in report.findings
        ],
        "seconds": round(report.seconds, 3),
        "recorded": report.recorded,
    }


def _tell(report: Report) -> None:
    for finding in report.findings:
        print(finding)
    if report.recorded:
        print("wrote solutions/fingerprints.json")
    count = len(report.findings)
    found = "all is proven" if report.ok else f"{count} error{'' if count == 1 else 's'}"
    print(f"{report.exercises} exercises, {found}, {report.seconds:.0f} s")
