"""Reading the shipped files: an exercise, its solution, a chapter's misconceptions."""

import re
from pathlib import Path, PurePosixPath

import msgspec

from ctml_runner.course.exercise import MARKER, Exercise, Misconception, Solution
from ctml_runner.errors import AuthorError

_NAME = re.compile(r"(\d\d)_([a-z][a-z0-9_]*)\.py")
_FOOTER = re.compile(r"^(Limit|Needs): *(.+)$", re.MULTILINE)
_LABEL = re.compile(r"^(Start|Hint 1|Hint 2|Hint 3|Why):", re.MULTILINE)
_QUOTES = '"""'


def read_exercise(file: Path, path: PurePosixPath) -> Exercise:
    """Read one shipped exercise.

    Args:
        file: where it stands on this machine.
        path: where it stands relative to the curriculum.

    Raises:
        AuthorError: its name, its docstring or its marker is not as an exercise needs it.
    """
    name = _NAME.fullmatch(file.name)
    if name is None:
        raise AuthorError("an exercise is named NN_slug.py", where=file)
    text = file.read_text(encoding="utf-8")
    start, found, checks = text.partition(f"\n{MARKER}\n")
    if not found:
        raise AuthorError(f"no line reads {MARKER!r}", where=file)
    title, _, body = docstring(text, file).partition("\n")
    footer = dict(_FOOTER.findall(body))
    return Exercise(
        slug=name[2],
        chapter=path.parent.name,
        number=int(name[1]),
        path=path,
        title=title.strip().rstrip("."),
        task=_FOOTER.sub("", body).strip(),
        start=f"{start}\n",
        checks=f"{MARKER}\n{checks}",
        limit=_seconds(footer["Limit"], file) if "Limit" in footer else 10.0,
        needs=tuple(need.strip() for need in footer["Needs"].split(","))
        if "Needs" in footer
        else (),
    )


def _seconds(text: str, file: Path) -> float:
    number, _, unit = text.strip().partition(" ")
    if unit != "s" or not number.isdigit():
        raise AuthorError(f"'Limit: {text}' is not like 'Limit: 60 s'", where=file)
    return float(number)


def docstring(text: str, file: Path) -> str:
    """Return the module docstring that `text` begins with.

    Raises:
        AuthorError: the text does not begin with a triple-quoted docstring.
    """
    parts = text.split(_QUOTES, 2)
    if len(parts) < 3 or parts[0]:
        raise AuthorError("a course file begins with a triple-quoted docstring", where=file, line=1)
    return parts[1]


def read_solution(file: Path) -> Solution:
    """Read one solution with its labels ``Start``, ``Hint 1`` to ``Hint 3`` and ``Why``.

    Raises:
        AuthorError: the file or one of the labels is missing.
    """
    if not file.is_file():
        raise AuthorError("this exercise has no solution", where=file)
    part = file.read_text(encoding="utf-8")
    pieces = _LABEL.split(docstring(part, file))
    labels = {
        label: " ".join(text.split())
        for label, text in zip(pieces[1::2], pieces[2::2], strict=True)
    }
    for label in ("Start", "Hint 1", "Hint 2", "Hint 3", "Why"):
        if not labels.get(label):
            raise AuthorError(f"the solution's docstring has no '{label}:'", where=file, line=1)
    return Solution(
        part=part,
        start_says=labels["Start"],
        hints=(labels["Hint 1"], labels["Hint 2"], labels["Hint 3"]),
        why=labels["Why"],
    )


class _Entry(
    msgspec.Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={"original": "from", "replacement": "to"},
):
    name: str
    original: str
    replacement: str
    says: str
    hint: str


def read_misconceptions(file: Path) -> dict[str, tuple[Misconception, ...]]:
    """Read a chapter's ``misconceptions.toml``: slug to its misconceptions, in order.

    Raises:
        AuthorError: the file is missing, is not TOML, or an entry lacks a key.
    """
    if not file.is_file():
        raise AuthorError("this chapter has no misconceptions.toml", where=file)
    try:
        tables = msgspec.toml.decode(file.read_bytes(), type=dict[str, list[_Entry]])
    except msgspec.DecodeError as error:
        raise AuthorError(f"not a misconceptions file: {error}", where=file) from error
    return {
        slug: tuple(
            Misconception(slug, e.name, e.original, e.replacement, e.says, e.hint) for e in entries
        )
        for slug, entries in tables.items()
    }
