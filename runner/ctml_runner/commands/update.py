"""``ctml update``: bring the installed course into the workspace that we are in."""

from collections.abc import Iterator
from typing import assert_never

from rich.console import Console

from ctml_runner.commands.sitting import version
from ctml_runner.course.updating import (
    Changed,
    Conflict,
    Done,
    Doubled,
    How,
    Left,
    Moved,
    PutAway,
    Report,
)
from ctml_runner.course.updating import update as bring
from ctml_runner.course.workspace import current_folder, find_workspace
from ctml_runner.course.workspace.handed import curriculum_of
from ctml_runner.journal import Journal
from ctml_runner.screen.lines import encode

_TOLD = {
    How.ADDED: "new",
    How.REPLACED: "replaced, as you had not touched them",
    How.MERGED: "merged with your work",
    How.CHECKS: "with new checks below your part, which stays",
}


def update(*, as_json: bool) -> None:
    """Update the workspace, and tell what was done.

    Raises:
        LearnerError: there is no workspace; its course is newer than the installed one; or a
            file can't be read or written.
        ToolError: the disk fails.
    """
    workspace = find_workspace(current_folder())
    report = bring(workspace, curriculum_of(workspace), version(), Journal(workspace.journal))
    if as_json:
        print(encode(report_object(report)))
    else:
        Console(highlight=False, markup=False, soft_wrap=True).print("\n".join(told(report)))


def told(report: Report) -> Iterator[str]:
    """Yield the report's lines: what was done, then what waits for the learner."""
    if not report.done:
        yield f"the course is up to date: {report.after}"
        return
    before = f" (it was {report.before})" if report.before not in {"", report.after} else ""
    yield f"the course is now that of ctml {report.after}{before}"
    for how, words in _TOLD.items():
        if files := report.changed(how):
            yield f"  {len(files)} {words}" + (_named(files) if how is How.MERGED else "")
    for done in report.done:
        yield from _waiting(done)
    yield "  next:  ctml watch   (what an exercise held before: ctml undo NAME)"


def _named(files: tuple[object, ...]) -> str:
    return ": " + ", ".join(map(str, files))


def _waiting(done: Done) -> Iterator[str]:
    match done:
        case Changed():
            pass  # counted above
        case Moved(before, file):
            yield f"  moved: {before} is now {file}"
        case PutAway(file, kept):
            yield f"  left the course, untouched by you: {file}; it is kept as {kept}"
        case Left(file):
            yield f"  left the course, but you worked on it, so it stays: {file}"
        case Conflict(file, beside):
            yield f"  you and the course changed the same lines of {file}"
            yield f"    yours stay; the new text is in {beside}: take what you want, then delete it"
        case Doubled(file, other):
            yield f"  one exercise, two files that you worked on: {file} is judged,"
            yield f"    {other} is not: take from it what you want, then delete it"
        case _:
            assert_never(done)


def report_object(report: Report) -> dict[str, object]:
    """Return the report as programs read it."""
    done = report.done
    return {
        "event": "updated",
        "before": report.before,
        "after": report.after,
        **{how.value: report.changed(how) for how in How},
        "moved": [d for d in done if isinstance(d, Moved)],
        "put_away": [d for d in done if isinstance(d, PutAway)],
        "left": [d.file for d in done if isinstance(d, Left)],
        "conflicts": [d for d in done if isinstance(d, Conflict)],
        "doubled": [d for d in done if isinstance(d, Doubled)],
    }
