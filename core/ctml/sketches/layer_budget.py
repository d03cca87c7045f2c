"""Layer budget: the Galois connection between features and the layers that tell them apart."""

from dataclasses import dataclass

from ctml.category import Morphism
from ctml.domain.whole_number import whole_number
from ctml.sketches.orders import GaloisConnection


@dataclass(frozen=True, slots=True)
class FeatureCount:
    """How many features a model has to tell apart.

    Attributes:
        count: the number, 0 or more.

    Raises:
        InvalidTypeError: the count is not an int (a bool is refused too).
        InvalidValueError: the count is negative.
    """

    count: int

    def __post_init__(self) -> None:
        whole_number("FeatureCount", self.count, at_least=0)


@dataclass(frozen=True, slots=True)
class LayerCount:
    """How many layers a model has.

    Attributes:
        count: the number, 0 or more.

    Raises:
        InvalidTypeError: the count is not an int (a bool is refused too).
        InvalidValueError: the count is negative.
    """

    count: int

    def __post_init__(self) -> None:
        whole_number("LayerCount", self.count, at_least=0)


@dataclass(frozen=True, slots=True)
class ByFeatures:
    """Counts of features, ordered by size; any two are comparable, and the join is the larger."""

    def below(self, left: FeatureCount, right: FeatureCount, /) -> bool:
        """Return whether the left count is at most the right one."""
        return left.count <= right.count

    def join(self, left: FeatureCount, right: FeatureCount, /) -> FeatureCount:
        """Return the larger one."""
        return right if self.below(left, right) else left


@dataclass(frozen=True, slots=True)
class ByLayers:
    """Counts of layers, ordered by size; any two are comparable, and the join is the larger."""

    def below(self, left: LayerCount, right: LayerCount, /) -> bool:
        """Return whether the left count is at most the right one."""
        return left.count <= right.count

    def join(self, left: LayerCount, right: LayerCount, /) -> LayerCount:
        """Return the larger one."""
        return right if self.below(left, right) else left


@dataclass(frozen=True, slots=True)
class LayersNeeded(Morphism[FeatureCount, LayerCount]):
    """The fewest layers that tell so many features apart: ⌈features / per_layer⌉.

    Attributes:
        per_layer: how many features one layer tells apart, 1 or more.

    Raises:
        InvalidTypeError: ``per_layer`` is not an int.
        InvalidValueError: it is less than 1.
    """

    per_layer: int

    def __post_init__(self) -> None:
        whole_number("LayersNeeded.per_layer", self.per_layer, at_least=1)

    def __call__(self, features: FeatureCount, /) -> LayerCount:
        """Return the count, rounded up: with 4 a layer, 9 features need 3."""
        return LayerCount(-(-features.count // self.per_layer))


@dataclass(frozen=True, slots=True)
class FeaturesTold(Morphism[LayerCount, FeatureCount]):
    """The most features that so many layers tell apart: layers · per_layer.

    Attributes:
        per_layer: how many features one layer tells apart, 1 or more.

    Raises:
        InvalidTypeError: ``per_layer`` is not an int.
        InvalidValueError: it is less than 1.
    """

    per_layer: int

    def __post_init__(self) -> None:
        whole_number("FeaturesTold.per_layer", self.per_layer, at_least=1)

    def __call__(self, layers: LayerCount, /) -> FeatureCount:
        """Return the count: with 4 a layer, 3 layers tell 12 apart."""
        return FeatureCount(layers.count * self.per_layer)


def features_and_layers(per_layer: int) -> GaloisConnection[FeatureCount, LayerCount]:
    """Return the connection between features and the layers that they need.

    Args:
        per_layer: how many features one layer tells apart, 1 or more.

    Raises:
        InvalidTypeError: ``per_layer`` is not an int.
        InvalidValueError: it is less than 1.
    """
    lower, upper = LayersNeeded(per_layer), FeaturesTold(per_layer)
    return GaloisConnection(lower, upper, ByFeatures(), ByLayers())
