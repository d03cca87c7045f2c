"""Database: an instance of a schema is a functor from it to sets and functions.

Each table becomes a set of rows, each column a function from rows to rows, each path the
composite of its columns, and each rule an equation that holds. The third sketch (arXiv
1803.05316, chapter 3), second half.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from ctml.errors import InvalidValueError
from ctml.sketches.schema import ForeignKey, Path, PathsAgree, Schema


@dataclass(frozen=True, slots=True, init=False)
class Database:
    """Rows for every table, and for every column where it leads from each row.

    Attributes:
        schema: the plan.
        rows: each table with its rows.
        links: each column, as (table, name, row) with the row that it leads to.

    Raises:
        InvalidValueError: a table or a column has no data, or data that is not in the schema; a
            row lacks a link; a link dangles; or a row breaks a rule. The error's noun is the
            table or the column.
    """

    schema: Schema
    rows: tuple[tuple[str, frozenset[str]], ...]
    links: tuple[tuple[tuple[str, str, str], str], ...]

    def __init__(
        self,
        schema: Schema,
        rows: Mapping[str, Collection[str]],
        links: Mapping[tuple[str, str], Mapping[str, str]],
    ) -> None:
        """Check and keep the data.

        Args:
            schema: the plan.
            rows: the names of the rows of each table.
            links: for (table, column), where it leads from each row.
        """
        _require_names(schema, rows, links)
        for key in schema.keys:
            _require_total(key, rows, links[key.source, key.name])
        kept = ((table, frozenset(rows[table])) for table in schema.tables)
        object.__setattr__(self, "schema", schema)
        object.__setattr__(self, "rows", tuple(kept))
        object.__setattr__(self, "links", tuple(_flat(links)))
        for rule in schema.rules:
            self._require_kept(rule)

    def table(self, name: str) -> frozenset[str]:
        """Return the rows of a table.

        Args:
            name: the table.

        Raises:
            InvalidValueError: the schema has no such table.
        """
        return dict(self.rows)[self.schema.end(Path(name))]

    def follow(self, path: Path, row: str) -> str:
        """Return the row to which a path leads from a row.

        Following a longer path is following its parts in turn; following no column is staying.

        Args:
            path: which columns.
            row: where to begin.

        Raises:
            InvalidValueError: the path is not in the schema, or the row not in its first table.
        """
        if row not in self.table(path.table):
            raise InvalidValueError(path.table, f"the row {row!r}", "a row of the table")
        self.schema.end(path)
        table, links = path.table, dict(self.links)
        for name in path.keys:
            row = links[table, name, row]
            table = self.schema.key(table, name).target
        return row

    def _require_kept(self, rule: PathsAgree) -> None:
        for row in sorted(self.table(rule.one.table)):
            one, other = self.follow(rule.one, row), self.follow(rule.other, row)
            if one != other:
                given = f"{one!r} for the row {row!r}, for which {rule.other} is {other!r}"
                raise InvalidValueError(f"{rule.one}", given, "two paths that agree")


def _require_names(
    schema: Schema,
    rows: Mapping[str, Collection[str]],
    links: Mapping[tuple[str, str], Mapping[str, str]],
) -> None:
    keys = {(key.source, key.name) for key in schema.keys}
    for table in sorted(set(schema.tables) ^ set(rows)):
        given = "rows" if table in rows else "no rows"
        raise InvalidValueError(table, given, "data for the schema's tables, and no others")
    for table, name in sorted(keys ^ set(links)):
        given = "links" if (table, name) in links else "no links"
        needed = "data for the schema's columns, and no others"
        raise InvalidValueError(f"{table}.{name}", given, needed)


def _require_total(
    key: ForeignKey, rows: Mapping[str, Collection[str]], links: Mapping[str, str]
) -> None:
    column = f"{key.source}.{key.name}"
    for row in sorted(set(rows[key.source]) ^ set(links)):
        given = f"a link from {row!r}" if row in links else f"no link from {row!r}"
        raise InvalidValueError(column, given, f"a link from each row of {key.source}")
    for row, end in sorted(links.items()):
        if end not in rows[key.target]:
            given = f"the dangling link from {row!r} to {end!r}"
            raise InvalidValueError(column, given, f"a row of {key.target}")


def _flat(
    links: Mapping[tuple[str, str], Mapping[str, str]],
) -> Iterator[tuple[tuple[str, str, str], str]]:
    for (table, name), function in sorted(links.items()):
        for row, end in sorted(function.items()):
            yield (table, name, row), end
