"""Does the learner's part parse on its own? Nothing in it may swallow the first check."""

import ast
import warnings
from dataclasses import dataclass
from pathlib import Path

from ctml_runner.judging.room import Job


@dataclass(frozen=True, slots=True)
class Unparsable:
    """Why and where Python can't read the part; lines and columns from 1."""

    message: str
    line: int
    column: int


def parse(part: str) -> ast.Module | Unparsable:
    """Parse the learner's part alone.

    Raises:
        RecursionError, MemoryError: it is too deep for Python's own parser.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # an invalid escape is Python's to warn of, later
            return ast.parse(part)
    except SyntaxError as error:
        return Unparsable(error.msg, error.lineno or 1, error.offset or 1)
    except ValueError as error:  # a surrogate or another character that no source may hold
        return Unparsable(str(error), 1, 1)


def part_of(job: Job) -> str:
    """Return the learner's part of the composed file of `job`: what stands above the marker."""
    lines = Path(job.file).read_text(encoding="utf-8").split("\n")
    return "".join(f"{line}\n" for line in lines[: job.marker_line - 1])
