"""Telling where everybody is: in a line, in the columns of a screen, in an object for programs."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime

from rich.cells import set_cell_size
from rich.text import Text

from ctml_runner.cohort.standing.shown import shown
from ctml_runner.cohort.watching.now import Now
from ctml_runner.cohort.words import counted

_NAME, _EXERCISE, _STATE, _PASSED, _SAVES, _MINUTES = 18, 20, 9, 6, 5, 7
"""Columns of the screen, in cells."""


def state(row: Now) -> str:
    """Return in a word how a learner is."""
    words = (
        (row.done, "done"),
        (row.asks and not row.away, "asks"),
        (row.stuck, "stuck"),
        (not row.exercise, "not begun"),
        (row.away, "away"),
    )
    return next((word for so, word in words if so), "working")


def line(row: Now, total: int, at: datetime) -> str:
    """Return one learner in a line of plain text."""
    passed = f"{row.passed} of {total} passed" if total else f"{row.passed} passed"
    parts = [
        f"{at:%H:%M} {shown(row.learner)}: {state(row)}",
        *([f"on {shown(row.exercise)}"] if row.exercise and not row.done else []),
        *([counted(row.attempts, "save")] if row.attempts else []),
        *([f"{row.minutes} min without a pass"] if row.minutes and not row.done else []),
        *([f"met {looks(row)}"] if looks(row) else []),
        *([counted(row.hints, "hint")] if row.hints and not row.done else []),
        passed,
        *([f"{row.skipped} skipped"] if row.skipped else []),
        *(["its journal is gone"] if row.gone else []),
    ]
    return ", ".join(parts)


def looks(row: Now) -> str:
    """Return what the last save failed with, and what that looks like."""
    return "; ".join(shown(text) for text in (row.met, row.misconception) if text)


def told(row: Now) -> dict[str, object]:
    """Return one learner as an object for programs."""
    return {"event": "learner", **asdict(row), "state": state(row)}


def key(row: Now) -> Now:
    """Return what has to differ for a change to be told: time alone changes nothing."""
    return replace(row, minutes=None, silent=None)


def summary(rows: Sequence[Now]) -> str:
    """Return everybody in one line."""
    words = [state(row) for row in rows]
    order = ("asks", "stuck", "working", "away", "not begun", "done")
    counts = ", ".join(f"{words.count(word)} {word}" for word in order if word in words)
    return f"{counted(len(rows), 'learner')}" + (f": {counts}" if counts else "")


def heading(width: int) -> Text:
    """Return the names of the columns."""
    names = ("learner", "exercise", "state", "passed", "saves", "no pass", "last met")
    sizes = (_NAME, _EXERCISE, _STATE, _PASSED, _SAVES, _MINUTES, 8)
    cells = zip(names, sizes, strict=True)
    return _cut(Text(" ".join(set_cell_size(name, size) for name, size in cells), "dim"), width)


_STYLES = {"stuck": "bold red", "asks": "bold yellow", "done": "green", "working": ""}


def drawn(row: Now, width: int) -> Text:
    """Return one learner as a row of the screen; nothing is told by colour alone."""
    word = state(row)
    minutes = "" if row.minutes is None or row.done else f"{row.minutes} min"
    told_cells = (
        (shown(row.learner), _NAME),
        ("" if row.done else shown(row.exercise), _EXERCISE),
        (word, _STATE),
        (str(row.passed) if row.exercise else "", _PASSED),
        (str(row.attempts) if row.attempts else "", _SAVES),
        (minutes, _MINUTES),
    )
    left = " ".join(set_cell_size(text, size) for text, size in told_cells)
    more = [*filter(None, (looks(row),)), *(["(gone)"] if row.gone else [])]
    return _cut(Text(f"{left} {' '.join(more)}", _STYLES.get(word, "dim")), width)


def _cut(line: Text, width: int) -> Text:
    line.truncate(width, overflow="ellipsis")
    return line
