"""The rows of a roster, taken one by one: each names a learner, or says what is wrong with it."""

from collections import Counter
from collections.abc import Mapping
from difflib import get_close_matches

from ctml_runner.cohort.names import alike
from ctml_runner.cohort.roster.values import COLUMNS, MOST_EXTRA_DAYS, Learner


class Rows:
    """The rows that were read so far, and what was wrong with them."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.learners: list[Learner] = []
        self.problems: list[str] = []
        self._lines: dict[str, tuple[int, str]] = {}
        self._ids: dict[str, int] = {}

    def see(self, header: list[str]) -> None:
        """Look for columns that would be passed over in silence: nearly ours, or there twice."""
        for column, times in Counter(header).items():
            if column in COLUMNS and times > 1:
                self._tell(1, f"{times} columns mean {column!r}; the first of them is read")
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
            days = self._days(line, values.pop("extra_days"))
            self.learners.append(Learner(**values, extra_days=days))

    def _is_new(self, line: int, learner: str) -> bool:
        """Whether the id may stand for a new learner."""
        if not learner:
            self._tell(line, "no id; this line is left out")
            return False
        same = self._ids.setdefault(learner, line)
        if same != line:
            self._tell(line, f"the id {learner!r} stands in line {same} too; this one is left out")
            return False
        near, other = self._lines.setdefault(alike(learner), (line, learner))
        if near != line:
            self._tell(line, f"the ids {learner!r} and {other!r} (line {near}) look alike")
        return True

    def _days(self, line: int, text: str) -> int:
        if not text:
            return 0
        if text.isascii() and text.isdigit() and int(text) <= MOST_EXTRA_DAYS:
            return int(text)
        self._tell(line, f"extra_days is {text!r}, not a whole number of days; taken as 0")
        return 0

    def _tell(self, line: int, what: str) -> None:
        self.problems.append(f"{self.file}:{line}: {what}")
