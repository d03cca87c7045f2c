"""Composing what is judged: the learner's part and the checks as shipped."""

import ast
import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache

from ctml_runner.course.exercise import MARKER, Exercise

MAX_BYTES = 1_000_000
"""The largest file that is read; an exercise is a page of text."""

_REFUSAL = re.compile(r"^(?P<code>.*?)\s*# type: ignore\[(?P<wanted>[a-z-]+)\]\s*# (?P<reason>.+)$")
_COOKIE = re.compile(r"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)")


@dataclass(frozen=True, slots=True)
class Refusal:
    """A line of the checks that must not type-check.

    Attributes:
        offset: the line's distance below the marker's line.
        code: the error code that must come.
        reason: why, in the exercise's words.
        source: the line without its comments.
    """

    offset: int
    code: str
    reason: str
    source: str


@dataclass(frozen=True, slots=True)
class Checks:
    """The shipped checks, made ready to judge with.

    Attributes:
        text: the checks with every ignore of a refusal blanked.
        refusals: the lines that must be refused.
        tests: the names of the test functions, and their docstrings.
    """

    text: str
    refusals: tuple[Refusal, ...]
    tests: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Composed:
    """What is judged.

    Attributes:
        exercise: the exercise it belongs to.
        part: the learner's part, its newlines normalised.
        marker_line: the marker's line, counted from 1; the part stands above it.
        checks: the shipped checks.
        checks_edited: whether the learner's file carries other checks (they are not used).
        digest: sha256 of the file as saved.
    """

    exercise: Exercise
    part: str
    marker_line: int
    checks: Checks
    checks_edited: bool
    digest: str

    @property
    def text(self) -> str:
        """The whole module: the part, then the shipped checks."""
        return self.part + self.checks.text


@dataclass(frozen=True, slots=True)
class NotComposed:
    """A file that can't be judged as it is: why, and what to do."""

    exercise: Exercise
    why: str
    next_step: str
    digest: str


def digest_of(data: bytes) -> str:
    """Return the sha256 of a file's bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


@lru_cache(maxsize=512)
def prepare_checks(text: str) -> Checks:
    """Read the shipped checks: blank the ignores of refusals, name the tests."""
    lines = text.split("\n")
    refusals = []
    for offset, line in enumerate(lines):
        if match := _REFUSAL.match(line):
            refusals.append(
                Refusal(offset, match["wanted"], match["reason"], match["code"].strip())
            )
            lines[offset] = match["code"]
    tests = tuple(
        (node.name, ast.get_docstring(node) or "")
        for node in ast.parse(text).body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test")
    )
    return Checks("\n".join(lines), tuple(refusals), tests)


def compose(exercise: Exercise, data: bytes) -> Composed | NotComposed:
    """Compose the learner's part of the saved file with the checks as shipped."""
    digest = digest_of(data)
    lines = _lines(data, _undo(exercise))
    if isinstance(lines, _Unfit):
        return NotComposed(exercise, lines.why, lines.next_step, digest)
    marker = next((i for i, line in enumerate(lines) if line.rstrip() == MARKER), None)
    if marker is None:
        why = f"the line '{MARKER}' is gone, so the checks can't be found"
        return NotComposed(exercise, why, _undo(exercise), digest)
    shipped = exercise.checks.split("\n")
    return Composed(
        exercise=exercise,
        part="".join(f"{line}\n" for line in lines[:marker]),
        marker_line=marker + 1,
        checks=prepare_checks(exercise.checks),
        checks_edited=_without_trailing(lines[marker:]) != _without_trailing(shipped),
        digest=digest,
    )


@dataclass(frozen=True, slots=True)
class _Unfit:
    """Why bytes are not a page of Python text, and what to do."""

    why: str
    next_step: str


def _undo(exercise: Exercise) -> str:
    reset = f"ctml reset {exercise.slug}, or press x where the watch runs"
    return f"undo the last edit in your editor; or: {reset}   (what you wrote is kept)"


def _lines(data: bytes, undo: str) -> list[str] | _Unfit:
    """Return the lines of a saved file, whatever its newlines; `undo` mends one too long."""
    if len(data) > MAX_BYTES:
        size = f"the file has {len(data):,} bytes; an exercise is a page, at most {MAX_BYTES:,}"
        return _Unfit(size, undo)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return _Unfit(f"line {line} is not UTF-8 text", "save the file as UTF-8")
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        why = f"line {line} holds a NUL byte; Python can't read it"
        return _Unfit(why, "delete that character")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for first in lines[:2]:
        cookie = _COOKIE.match(first)
        if cookie and not re.fullmatch(r"utf[-_]?8([-_].*)?", cookie[1].lower()):
            why = f"the file calls itself {cookie[1]}; ctml reads UTF-8"
            return _Unfit(why, "delete that line")
    return lines


def _without_trailing(lines: list[str]) -> str:
    """Return the lines without what an editor adds or takes away at their ends."""
    return "\n".join(line.rstrip() for line in lines).rstrip()


def compose_part(exercise: Exercise, part: str) -> Composed:
    """Compose a trusted part, such as a solution, with the shipped checks."""
    part = part.rstrip("\n") + "\n"
    return Composed(
        exercise=exercise,
        part=part,
        marker_line=part.count("\n") + 1,
        checks=prepare_checks(exercise.checks),
        checks_edited=False,
        digest=digest_of(part.encode()),
    )
