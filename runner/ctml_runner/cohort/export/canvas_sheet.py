"""A gradebook as Canvas exports it, read so that it can be written again as it was."""

import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path

from ctml_runner.errors import InstructorError

BOM = "\ufeff"
LARGEST = 64 * 1024 * 1024
IDENTITY = ("SIS User ID", "SIS Login ID", "ID")
"""The columns that tell who a row is about, the surest first."""

_ASSIGNMENT = re.compile(r"(?P<title>.+) \((?P<id>\d+)\)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A gradebook.

    Attributes:
        rows: its cells, row by row; the first is the header.
        students: the number of the first row that is about a student.
        delimiter: what stands between two cells.
        line_end: what ends a line.
        marked: whether it begins with a byte order mark.
    """

    rows: tuple[tuple[str, ...], ...]
    students: int
    delimiter: str
    line_end: str
    marked: bool

    @property
    def header(self) -> tuple[str, ...]:
        """The names of the columns."""
        return self.rows[0]

    @property
    def assignments(self) -> dict[int, str]:
        """The titles of the columns that are assignments, without their ids, by the column."""
        found = ((at, _ASSIGNMENT.fullmatch(name)) for at, name in enumerate(self.header))
        return {at: match["title"].strip() for at, match in found if match is not None}

    @property
    def possible(self) -> tuple[str, ...]:
        """The row of the points that are possible."""
        return self.rows[self.students - 1]

    def keys(self, row: tuple[str, ...]) -> list[tuple[str, str]]:
        """Return what tells whom a row is about: the column's name and the cell.

        Canvas's own ID may by chance be somebody's id in our roster, so it is asked last, and
        only where the institution's records say nothing.
        """
        columns = [(name, self.header.index(name)) for name in IDENTITY if name in self.header]
        found = [(name, row[at].strip()) for name, at in columns if at < len(row) and row[at]]
        return [(name, cell) for name, cell in found if name != "ID" or len(found) == 1]


def read_sheet(path: Path) -> Sheet:
    """Read the gradebook that Canvas exported.

    Raises:
        InstructorError: it can't be read, or is no such gradebook.
    """
    try:
        data = path.read_bytes()[: LARGEST + 1]
        text = data.decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise _no_gradebook(path, f"it can't be read as UTF-8 text: {error}") from error
    if len(data) > LARGEST:
        raise _no_gradebook(path, "it is larger than any gradebook")
    marked = text.startswith(BOM)
    text = text.removeprefix(BOM)
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    try:
        rows = tuple(
            tuple(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        )
    except csv.Error as error:
        raise _no_gradebook(path, f"it is not a sheet: {error}") from error
    if not rows or "Student" not in rows[0] or not set(IDENTITY) & set(rows[0]):
        raise _no_gradebook(path, "its first line does not name the columns Student and ID")
    line_end = "\r\n" if first.endswith("\r") else "\n"
    return Sheet(rows, _first_student(path, rows), delimiter, line_end, marked)


def _first_student(path: Path, rows: tuple[tuple[str, ...], ...]) -> int:
    for number, row in enumerate(rows[:5]):
        if row and row[0].strip() == "Points Possible":
            return number + 1
    raise _no_gradebook(path, "it has no line 'Points Possible' below its header")


def _no_gradebook(path: Path, what: str) -> InstructorError:
    return InstructorError(
        f"this is not a gradebook as Canvas exports it: {what}",
        where=path,
        next_step="in Canvas: Grades, Export, Export Entire Gradebook; then name that file",
    )


def written(sheet: Sheet, rows: list[list[str]]) -> bytes:
    """Return `rows` written as `sheet` was."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=sheet.delimiter, lineterminator=sheet.line_end).writerows(rows)
    return ((BOM if sheet.marked else "") + text.getvalue()).encode()
