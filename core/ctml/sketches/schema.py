"""Schema: a database's plan is a category; tables are its objects, columns its arrows.

The third sketch (arXiv 1803.05316, chapter 3), first half.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from ctml.errors import InvalidValueError


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """A column that leads from each row of one table to a row of another: an arrow.

    Attributes:
        name: what the column is called.
        source: the table that has it.
        target: the table that it leads to.
    """

    name: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Path:
    """Columns followed one after the other: a composite arrow; with no columns, an identity.

    Attributes:
        table: where it begins.
        keys: the names of the columns, first to last.
    """

    table: str
    keys: tuple[str, ...] = ()

    def __str__(self) -> str:
        return ".".join((self.table, *self.keys))


@dataclass(frozen=True, slots=True)
class PathsAgree:
    """A rule: two paths from one table lead every row to the same place.

    Attributes:
        one: a path.
        other: another one, with the same beginning and the same end.
    """

    one: Path
    other: Path


@dataclass(frozen=True, slots=True, init=False)
class Schema:
    """Tables, the columns between them, and the rules that all data has to keep.

    Attributes:
        tables: the names of the tables.
        keys: the columns.
        rules: which paths have to agree.

    Raises:
        InvalidValueError: two things have one name, a column begins or ends at an unknown table,
            or a rule's paths can't be followed or don't begin and end together.
    """

    tables: tuple[str, ...]
    keys: tuple[ForeignKey, ...]
    rules: tuple[PathsAgree, ...]

    def __init__(
        self,
        tables: Iterable[str],
        keys: Iterable[ForeignKey],
        rules: Iterable[PathsAgree] = (),
    ) -> None:
        object.__setattr__(self, "tables", tuple(tables))
        object.__setattr__(self, "keys", tuple(keys))
        object.__setattr__(self, "rules", tuple(rules))
        self._require_distinct_tables()
        self._require_distinct_keys()
        for rule in self.rules:
            self._require_parallel(rule)

    def key(self, table: str, name: str) -> ForeignKey:
        """Return a column of a table by its name.

        Args:
            table: the table that has it.
            name: what the column is called.

        Raises:
            InvalidValueError: the table has no such column.
        """
        for key in self.keys:
            if (key.source, key.name) == (table, name):
                return key
        raise InvalidValueError("Schema", f"the column {table}.{name}", "a column of the schema")

    def end(self, path: Path) -> str:
        """Return the table at which a path ends.

        Args:
            path: columns to follow.

        Raises:
            InvalidValueError: it begins at an unknown table, or a column is not where it is
                looked for.
        """
        if path.table not in self.tables:
            raise InvalidValueError("Schema", f"the table {path.table!r}", f"one of {self.tables}")
        table = path.table
        for name in path.keys:
            table = self.key(table, name).target
        return table

    def compose(self, first: Path, second: Path) -> Path:
        """Return the path that follows the first and then the second.

        Args:
            first: columns to follow.
            second: more of them, from where the first ends.

        Raises:
            InvalidValueError: the second begins elsewhere, or one of them is not in the schema.
        """
        middle = self.end(first)
        if second.table != middle:
            raise InvalidValueError("Schema", f"{second} after {first}", f"a path from {middle!r}")
        self.end(second)
        return Path(first.table, first.keys + second.keys)

    def _require_distinct_tables(self) -> None:
        for table in self.tables:
            if self.tables.count(table) > 1:
                raise InvalidValueError("Schema", f"two tables {table!r}", "names that differ")

    def _require_distinct_keys(self) -> None:
        seen: set[tuple[str, str]] = set()
        for key in self.keys:
            if not {key.source, key.target} <= set(self.tables):
                given = f"the column {key.source}.{key.name} to {key.target}"
                raise InvalidValueError("Schema", given, f"tables among {self.tables}")
            if (key.source, key.name) in seen:
                given = f"two columns {key.source}.{key.name}"
                raise InvalidValueError("Schema", given, "names that differ")
            seen.add((key.source, key.name))

    def _require_parallel(self, rule: PathsAgree) -> None:
        ends = (rule.one.table, self.end(rule.one)), (rule.other.table, self.end(rule.other))
        if ends[0] != ends[1]:
            given = f"a rule between {rule.one} and {rule.other}"
            raise InvalidValueError("Schema", given, "paths with one beginning and one end")
