"""The ledger of a paper: what the code claims, what it does not, and the check that holds it."""

import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ctml_runner.course.exercise import Exercise
from ctml_runner.errors import AuthorError

PAPERS = "paper_to_code"
"""The track whose challenges keep a ledger."""

_COLUMNS = ("claim", "boundary", "check")
_PAPER = re.compile(r"^Paper: (?P<authors>.+?), \[(?P<title>[^\]]+)\]\((?P<url>https://\S+)\)")
_NAME = re.compile(r"`(test\w+|refused:[a-z-]+)`")
_RULE = re.compile(r"[\s|:-]+")


@dataclass(frozen=True, slots=True)
class Claim:
    """One row of a ledger.

    Attributes:
        says: what the code does, in one sentence.
        boundary: what the code does not claim, in one sentence.
        checks: the tests and refusals that hold the code to its claim: ``test_begin``, or
            ``refused:arg-type``, the notation of a misconception's ``says``.
        line: where it stands in its file, counted from 1.
    """

    says: str
    boundary: str
    checks: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Ledger:
    """What may be said of a paper's code, and no more.

    Attributes:
        authors: who wrote the paper.
        paper: its title.
        url: where it can be read.
        claims: the rows in order, at least one.
    """

    authors: str
    paper: str
    url: str
    claims: tuple[Claim, ...]


def has_ledger(exercise: Exercise) -> bool:
    """Return whether `exercise` is a paper challenge, and so must have a ledger."""
    return exercise.chapter == PAPERS


def ledger_path(exercise: Exercise) -> PurePosixPath:
    """Return where the ledger stands, relative to the curriculum: beside the challenge."""
    return exercise.path.with_suffix(".md")


def read_ledger(file: Path) -> Ledger:
    """Read one ledger: a line ``Paper: AUTHORS, [TITLE](URL)``, and a table of three columns.

    Raises:
        AuthorError: the file, its paper or its table is missing, or a row of it is not in form.
    """
    if not file.is_file():
        raise AuthorError("this paper challenge has no ledger", where=file)
    lines = file.read_text(encoding="utf-8").splitlines()
    paper = next((found for line in lines if (found := _PAPER.match(line))), None)
    if paper is None:
        raise AuthorError("no line reads 'Paper: AUTHORS, [TITLE](https://…)'", where=file)
    claims = tuple(
        _claim(line, number, file) for number, line in enumerate(_body(lines, file), 1) if line
    )
    if not claims:
        raise AuthorError("the ledger's table has no row", where=file)
    return Ledger(paper["authors"], paper["title"], paper["url"], claims)


def _body(lines: list[str], file: Path) -> list[str]:
    """Return the lines with all but the rows of the table made empty, so that numbers stay."""
    heads = [at for at, line in enumerate(lines) if tuple(_cells(line)) == _COLUMNS]
    if len(heads) != 1:
        raise AuthorError(f"one table has the columns {' | '.join(_COLUMNS)}", where=file)
    [head] = heads
    rows = [line if line.startswith("|") else "" for line in lines]
    return ["" if at <= head or _RULE.fullmatch(line) else line for at, line in enumerate(rows)]


def _claim(line: str, number: int, file: Path) -> Claim:
    cells = _cells(line)
    if len(cells) != len(_COLUMNS) or not all(cells):
        raise AuthorError("a row has a claim, a boundary and a check", where=file, line=number)
    says, boundary, named = cells
    checks = tuple(_NAME.findall(named))
    if not checks or _NAME.sub("", named).strip(" ,"):
        raise AuthorError(
            "a check is `test_name` or `refused:code`, in backquotes, with commas between",
            where=file,
            line=number,
        )
    return Claim(says, boundary, checks, number)


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]
