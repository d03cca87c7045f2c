"""The rows of a roster, taken one by one: each names a learner, or says what is wrong with it."""

from collections.abc import Mapping
from difflib import get_close_matches

from ctml_runner.cohort.names import alike, safe_name
from ctml_runner.cohort.roster.values import COLUMNS, MOST_EXTRA_DAYS, Learner


class Rows:
    """The rows that were read so far, and what was wrong with them."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.learners: list[Learner] = []
        self.problems: list[str] = []
        self._lines: dict[str, tuple[int, str]] = {}
        self._folders: set[str] = set()

    def see(self, header: list[str]) -> None:
        """Look for columns whose names are nearly ours: they would be passed over in silence."""
        for column in header:
            near = get_close_matches(column.casefold(), COLUMNS, n=1, cutoff=0.75)
            if column not in COLUMNS and near and near[0] not in header:
                self._tell(1, f"the column {column!r} is not read; is it {near[0]!r}?")

    def add(self, line: int, row: Mapping[str, str], cells: int, columns: int) -> None:
        """Take a row, if it names a learner that none before it does."""
        values = {column: row.get(column, "").strip() for column in COLUMNS}
        if not any(values.values()):
            return
        if cells > columns:
            self._tell(line, f"{cells} cells, where the first line has {columns}")
        if self._is_new(line, values["id"]):
            folder = safe_name(values["id"], self._folders)
            self._folders.add(folder.casefold())
            days = self._days(line, values.pop("extra_days"))
            self.learners.append(Learner(**values, extra_days=days, folder=folder))

    def _is_new(self, line: int, learner: str) -> bool:
        """Whether the id may stand for a new learner."""
        if not learner:
            self._tell(line, "no id; this line is left out")
            return False
        before, other = self._lines.setdefault(alike(learner), (line, learner))
        if before == line:
            return True
        if other == learner:
            self._tell(
                line, f"the id {learner!r} stands in line {before} too; this one is left out"
            )
            return False
        self._tell(line, f"the ids {learner!r} and {other!r} (line {before}) look alike")
        return not any(one.id == learner for one in self.learners)

    def _days(self, line: int, text: str) -> int:
        if not text:
            return 0
        if text.isascii() and text.isdigit() and int(text) <= MOST_EXTRA_DAYS:
            return int(text)
        self._tell(line, f"extra_days is {text!r}, not a whole number of days; taken as 0")
        return 0

    def _tell(self, line: int, what: str) -> None:
        self.problems.append(f"{self.file}:{line}: {what}")
