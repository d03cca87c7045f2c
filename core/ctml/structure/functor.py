"""Two functors: what turns values into batches or options, and arrows into arrows between those.

A functor keeps the shape of composition. For every f and g that fit together:

    map(Identity()) = Identity()        map(f >> g) = map(f) >> map(g)
"""

from dataclasses import dataclass
from typing import Generic, TypeVar

from ctml.category import Morphism
from ctml.domain import Batch, Nothing, Option, Some

A = TypeVar("A")
B = TypeVar("B")


@dataclass(frozen=True, repr=False)
class MapBatch(Morphism[Batch[A], Batch[B]], Generic[A, B]):
    """An arrow A -> B, walked for each item: Batch[A] -> Batch[B].

    Attributes:
        arrow: what is walked for each item.
    """

    arrow: Morphism[A, B]

    def __call__(self, batch: Batch[A], /) -> Batch[B]:
        """Return as many items, in the same order.

        Args:
            batch: where the arrow is walked from.
        """
        return Batch(tuple(self.arrow(item) for item in batch))

    @property
    def name(self) -> str:
        """The arrow's name with its functor: ``Batch(Embedding)``."""
        return f"Batch({self.arrow.name})"


@dataclass(frozen=True, repr=False)
class MapOption(Morphism[Option[A], Option[B]], Generic[A, B]):
    """An arrow A -> B, walked if there is anything to walk from: Option[A] -> Option[B].

    Attributes:
        arrow: what is walked for a value that is there.
    """

    arrow: Morphism[A, B]

    def __call__(self, option: Option[A], /) -> Option[B]:
        """Return the arrow's result, or nothing for nothing.

        Args:
            option: where the arrow is walked from.
        """
        match option:
            case Some(value):
                return Some(self.arrow(value))
            case Nothing():
                return option

    @property
    def name(self) -> str:
        """The arrow's name with its functor: ``Option(Embedding)``."""
        return f"Option({self.arrow.name})"
