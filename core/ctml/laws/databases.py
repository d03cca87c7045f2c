"""The laws of a database, which is a functor from its schema: the third sketch."""

from ctml.laws.equation import Equation
from ctml.sketches import Database, Path


def following_keeps_composition(
    database: Database, first: Path, second: Path, row: str
) -> Equation[str]:
    """Following a composite is following its parts in turn."""
    both = database.schema.compose(first, second)
    middle = database.follow(first, row)
    return Equation(database.follow(both, row), database.follow(second, middle))


def following_keeps_the_identity(database: Database, table: str, row: str) -> Equation[str]:
    """Following no column is staying where one is."""
    return Equation(database.follow(Path(table), row), row)


def rules_hold_in_the_data(database: Database, row: str) -> Equation[tuple[str, ...]]:
    """Where the plan says that two paths agree, they lead this row to one place."""
    rules = [one for one in database.schema.rules if row in database.table(one.one.table)]
    one_way = tuple(database.follow(rule.one, row) for rule in rules)
    return Equation(one_way, tuple(database.follow(rule.other, row) for rule in rules))
