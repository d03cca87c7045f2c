"""Reading ``roster.csv``, a table that any spreadsheet writes."""

import csv
import io
from difflib import get_close_matches
from pathlib import Path

from ctml_runner.cohort.folder import CohortFolder
from ctml_runner.cohort.roster.places import placed
from ctml_runner.cohort.roster.rows import Rows
from ctml_runner.cohort.roster.values import COLUMNS, Roster
from ctml_runner.errors import InstructorError


def read_roster(folder: CohortFolder) -> Roster:
    """Read ``roster.csv``.

    Raises:
        InstructorError: there is no such file, it is no table, or it has no column `id`.
    """
    text = _text(folder.roster)
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    reading = Rows(folder.roster.name)
    try:
        header = [_column(cell) for cell in next(rows, [])]
        if "id" not in header:
            raise _no_id(folder.roster, header)
        reading.see(header)
        for row in rows:
            reading.add(rows.line_num, _by_column(header, row), len(row), len(header))
    except csv.Error as error:
        raise InstructorError(
            f"the roster is no table: {error}",
            where=folder.roster,
            line=rows.line_num,
            next_step="open it in a spreadsheet, and save it as CSV UTF-8",
        ) from error
    return Roster(placed(reading.learners, folder), tuple(reading.problems))


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise InstructorError(
            "there is no roster.csv",
            where=file,
            next_step=f"make it, with the columns {','.join(COLUMNS)}; only id is needed",
        ) from None
    except UnicodeDecodeError as error:
        raise InstructorError(
            "the roster is not UTF-8 text",
            where=file,
            line=error.object[: error.start].count(b"\n") + 1,
            next_step="save it as CSV UTF-8 (a spreadsheet offers that as a file type)",
        ) from None
    except OSError as error:
        raise InstructorError(
            f"the roster can't be read: {error.strerror}",
            where=file,
            next_step="make it readable, then type the command again",
        ) from error


def _column(cell: str) -> str:
    """Return the column that a cell of the first line names: `SIS ID` is `sis_id`."""
    named = _bare(cell)
    return next((column for column in COLUMNS if _bare(column) == named), cell.strip())


def _by_column(header: list[str], row: list[str]) -> dict[str, str]:
    """Return the cells of a row; of two columns that mean the same the first one's."""
    return dict(reversed(list(zip(header, row, strict=False))))


def _bare(name: str) -> str:
    return "".join(filter(str.isalnum, name.casefold()))


def _no_id(file: Path, header: list[str]) -> InstructorError:
    seen = ", ".join(cell for cell in header if cell) or "nothing"
    near = get_close_matches("id", header, n=1)
    step = "call the column of the learners' ids 'id'" + (f", not {near[0]!r}" if near else "")
    return InstructorError(
        f"the roster has no column 'id'; its first line has: {seen}",
        where=file,
        line=1,
        next_step=step,
    )
