"""The laws of a functor, for batches and for options: the shape of composition is kept."""

from typing import TypeVar

from ctml.category import Identity, Morphism
from ctml.domain import Batch, Option
from ctml.laws.equation import Equation
from ctml.structure import MapBatch, MapOption

A = TypeVar("A")
B = TypeVar("B")
C = TypeVar("C")


def batches_keep_the_identity(batch: Batch[A]) -> Equation[Batch[A]]:
    """Doing nothing to each item does nothing to the batch: map(Identity()) = Identity()."""
    return Equation(MapBatch(Identity[A]())(batch), batch)


def batches_keep_composition(
    f: Morphism[A, B], g: Morphism[B, C], batch: Batch[A]
) -> Equation[Batch[C]]:
    """Once through with both is twice through with each: map(f >> g) = map(f) >> map(g)."""
    return Equation(MapBatch(f >> g)(batch), (MapBatch(f) >> MapBatch(g))(batch))


def options_keep_the_identity(option: Option[A]) -> Equation[Option[A]]:
    """Doing nothing to what may be there does nothing: map(Identity()) = Identity()."""
    return Equation(MapOption(Identity[A]())(option), option)


def options_keep_composition(
    f: Morphism[A, B], g: Morphism[B, C], option: Option[A]
) -> Equation[Option[C]]:
    """Looking once for both is looking for each: map(f >> g) = map(f) >> map(g)."""
    return Equation(MapOption(f >> g)(option), (MapOption(f) >> MapOption(g))(option))
