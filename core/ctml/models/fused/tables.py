"""Tables: the parts of two rows, numbers and slopes, by name."""

from collections.abc import Mapping
from dataclasses import dataclass

from ctml.models.fused.layout import Layout, Table
from ctml.tensor import Array


@dataclass(frozen=True, slots=True)
class Tables:
    """Every table of a transformer with its slope, or those of one of its parts.

    Attributes:
        values: the tables of the row of numbers, by their whole names.
        slopes: those of the row of slopes.
        prefix: what stands before the names of the part.
    """

    values: Mapping[str, Array]
    slopes: Mapping[str, Array]
    prefix: str = ""

    @classmethod
    def of(cls, layout: Layout, values: Array, slopes: Array) -> "Tables":
        """Return all tables.

        Args:
            layout: which part of a row is which table.
            values: the row of numbers.
            slopes: the row of slopes.
        """
        return cls(layout.views(values), layout.views(slopes))

    def under(self, name: str) -> "Tables":
        """Return the tables of a part.

        Args:
            name: such as ``blocks.0``.
        """
        return Tables(self.values, self.slopes, f"{self.prefix}{name}.")

    def __getitem__(self, name: str) -> Table:
        whole = f"{self.prefix}{name}"
        return Table(self.values[whole], self.slopes[whole])
