"""``ctml history``: everything that an exercise's file has held, and how to get it back."""

import difflib

from ctml_runner.commands.sitting import Sitting, sit_down
from ctml_runner.course.exercise import Exercise
from ctml_runner.errors import LearnerError
from ctml_runner.journal import Version
from ctml_runner.screen.lines import encode
from ctml_runner.watch.putting_back import present_digest, versions_of

_WHY = {"reset": "put back to the start", "undo": "brought back", "update": "a newer course"}


def history(name: str | None, *, as_json: bool) -> None:
    """Print the versions of an exercise's file.

    Raises:
        LearnerError: there is no workspace or no such exercise.
    """
    sitting = sit_down()
    exercise = sitting.exercise(name)
    ever = versions_of(sitting.journal, exercise).ever
    changes = _changes(sitting, exercise, ever)
    present = present_digest(sitting.workspace, exercise)
    if as_json:
        print(encode([_object(v, c, present) for v, c in zip(ever, changes, strict=True)]))
        return
    if not ever:
        print(f"{exercise.slug}: nothing has been judged yet\n  next:  ctml run {exercise.slug}")
        return
    for version, change in zip(ever, changes, strict=True):
        mark = ">" if version == _now(ever, present) else " "
        print(f"{mark}{version.number:>4}  {_moment(version)}  {_event(version):<22}  {change}")
    if _now(ever, present) is None:
        print("   the file holds something that was not judged yet")
    print(f"  next:  ctml undo {exercise.slug} --to NUMBER")


def _now(ever: tuple[Version, ...], present: str) -> Version | None:
    """Return the latest version that is what the file holds now."""
    return next((version for version in reversed(ever) if version.digest == present), None)


def _moment(version: Version) -> str:
    return f"{version.time.astimezone():%d %b %H:%M:%S}"


def _event(version: Version) -> str:
    return version.outcome.replace("_", " ") or _WHY.get(version.why, "saved")


def _changes(sitting: Sitting, exercise: Exercise, ever: tuple[Version, ...]) -> list[str]:
    """Return for each version how it differs from the one before; the first from the start."""
    before: str | None = exercise.text
    told = []
    for version in ever:
        text = _kept(sitting, version)
        told.append("as at the start" if text == exercise.text else _difference(before, text))
        before = text
    return told


def _kept(sitting: Sitting, version: Version) -> str | None:
    try:
        return sitting.journal.kept(version.digest).decode(errors="replace")
    except LearnerError:
        return None


def _difference(before: str | None, text: str | None) -> str:
    if text is None:
        return "its copy is gone"
    if before is None:
        return ""
    lines = [line[0] for line in difflib.ndiff(before.splitlines(), text.splitlines())]
    added, gone = lines.count("+"), lines.count("-")
    return f"+{added} -{gone} lines" if added or gone else "no line differs"


def _object(version: Version, change: str, present: str) -> dict[str, object]:
    return {
        "number": version.number,
        "time": version.time,
        "why": version.why,
        "outcome": version.outcome or None,
        "change": change,
        "digest": version.digest,
        "now": version.digest == present,
    }
