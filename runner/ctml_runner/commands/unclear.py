"""``ctml unclear``: say what is unclear; what is known is filled in, the rest asked shortly."""

import sys
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import date, datetime
from itertools import count
from pathlib import Path

from ctml_runner.commands.clarity.drafting import draft
from ctml_runner.commands.clarity.report import Report, page
from ctml_runner.commands.sitting import sit_down
from ctml_runner.errors import LearnerError
from ctml_runner.journal import Unclear
from ctml_runner.screen.lines import encode

FOLDER = "unclear"
"""Where in the workspace the reports stand."""


def unclear(name: str | None, *, questions: bool, as_json: bool) -> None:
    """Write a clarity report on an exercise, and note it in the journal.

    Args:
        name: the exercise; by default the open one.
        questions: whether to ask, where there is a terminal.
        as_json: print the report as a JSON object, and ask nothing.

    Raises:
        LearnerError: there is no workspace, no such exercise, or the report can't be written.
    """
    sitting = sit_down()
    exercise = sitting.exercise(name)
    report = draft(sitting, exercise)
    if questions and not as_json and _at_a_terminal():
        report = _asked(report)
    file = _write(sitting.workspace.root / FOLDER, report, datetime.now().astimezone().date())
    sitting.journal.append(Unclear(exercise.slug, file.name))
    if as_json:
        print(encode({"file": str(file), **asdict(report)}))
    else:
        print(f"wrote {file}\n  next:  add to it if you like, and give it to who teaches you")


def _at_a_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _asked(report: Report) -> Report:
    """Return the report with the learner's answers; the end of input skips what is left."""
    print(f"{report.exercise}: four short questions; Enter skips one")
    try:
        report = replace(report, friction=_answer("What is unclear?", ""))
        report = replace(
            report, first_unclear=_answer("Which line is it first?", report.first_unclear)
        )
        report = replace(report, expected=_answer("What did you expect?", ""))
        return replace(report, would_help=_answer("What would help?", ""))
    except EOFError:
        print()
        return report


def _answer(question: str, known: str) -> str:
    suggestion = f"  [{known}]" if known else ""
    return input(f"{question}{suggestion}\n> ").strip() or known


def _write(folder: Path, report: Report, day: date) -> Path:
    """Write the report under a name of its own, and return where.

    Raises:
        LearnerError: the folder can't be written.
    """
    try:
        folder.mkdir(exist_ok=True)
        names = _names(folder, f"{day:%Y-%m-%d}-{report.exercise}")
        file = next(one for one in names if not one.exists())
        with file.open("x", encoding="utf-8") as opened:  # and not "w": nothing is overwritten
            opened.write(page(report, day))
    except OSError as error:
        raise LearnerError(
            f"the report can't be written: {error.strerror}",
            where=folder,
            next_step="make room for it, then type: ctml unclear",
        ) from error
    return file


def _names(folder: Path, stem: str) -> Iterator[Path]:
    yield folder / f"{stem}.md"
    yield from (folder / f"{stem}-{number}.md" for number in count(2))
