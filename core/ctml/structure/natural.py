"""Natural transformations: ways from one functor to another that don't look at the values.

Whoever only moves values about can do so before or after they are changed. For every f: A -> B,
both ways round the square give the same:

    Batch[A]  --first-->  Option[A]
       |                     |
    MapBatch(f)          MapOption(f)        first(MapBatch(f)(batch)) = MapOption(f)(first(batch))
       v                     v
    Batch[B]  --first-->  Option[B]

The type says it already: a function for *every* type A has nothing that it could look at.
"""

from typing import Protocol, TypeVar

from ctml.domain import Batch, Nothing, Option, Some

A = TypeVar("A")


class BatchToOption(Protocol):
    """A family of functions from batches to options, one for every type of item."""

    def __call__(self, batch: Batch[A], /) -> Option[A]:
        """Return one of the items, or nothing.

        Args:
            batch: items of any type.
        """
        ...


class BatchToBatch(Protocol):
    """A family of functions from batches to batches, one for every type of item."""

    def __call__(self, batch: Batch[A], /) -> Batch[A]:
        """Return some of the items, in some order.

        Args:
            batch: items of any type.
        """
        ...


def first(batch: Batch[A], /) -> Option[A]:
    """Return the first item, or nothing if there is none.

    Args:
        batch: items of any type.
    """
    return Some(batch.items[0]) if batch.items else Nothing()


def last(batch: Batch[A], /) -> Option[A]:
    """Return the last item, or nothing if there is none.

    Args:
        batch: items of any type.
    """
    return first(reverse(batch))


def reverse(batch: Batch[A], /) -> Batch[A]:
    """Return the items in the opposite order.

    Args:
        batch: items of any type.
    """
    return Batch(batch.items[::-1])


def as_batch(option: Option[A], /) -> Batch[A]:
    """Return a batch of one item, or of none for nothing.

    Args:
        option: a value of any type, or nothing.
    """
    match option:
        case Some(value):
            return Batch((value,))
        case Nothing():
            return Batch(())
