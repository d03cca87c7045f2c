"""Naturality: moving values about and changing them can be done in either order."""

from typing import TypeVar

from ctml.category import Morphism
from ctml.domain import Batch, Option
from ctml.laws.equation import Equation
from ctml.structure import BatchToBatch, BatchToOption, MapBatch, MapOption, as_batch

A = TypeVar("A")
B = TypeVar("B")


def picking_is_natural(
    pick: BatchToOption, f: Morphism[A, B], batch: Batch[A]
) -> Equation[Option[B]]:
    """Change all and pick one, or pick one and change it: the same."""
    return Equation(pick(MapBatch(f)(batch)), MapOption(f)(pick(batch)))


def rearranging_is_natural(
    rearrange: BatchToBatch, f: Morphism[A, B], batch: Batch[A]
) -> Equation[Batch[B]]:
    """Change all and rearrange them, or rearrange and change them: the same."""
    return Equation(rearrange(MapBatch(f)(batch)), MapBatch(f)(rearrange(batch)))


def wrapping_is_natural(f: Morphism[A, B], option: Option[A]) -> Equation[Batch[B]]:
    """Change what may be there and make a batch of it, or the other way round: the same."""
    return Equation(as_batch(MapOption(f)(option)), MapBatch(f)(as_batch(option)))
