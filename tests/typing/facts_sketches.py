"""Facts about the types of the seven sketches: checked by mypy and pyright, never run."""

from typing import assert_type

from ctml.category import Compose, Morphism
from ctml.domain import Product
from ctml.sketches import (
    Behaviour,
    ByLayers,
    Database,
    FeatureCount,
    FeaturesTold,
    GaloisConnection,
    Inclusion,
    InSeries,
    Interval,
    JoinOrder,
    LayerCount,
    LayersNeeded,
    MonoidalOrder,
    OneAfterTheOther,
    OpenCircuit,
    Order,
    Path,
    Requirement,
    Resources,
    SideBySide,
    Wires,
    amplified,
    beside,
    copied,
    features_and_layers,
    glue,
    observe,
    resistance,
    summed,
)
from ctml.tensor import Matrix


class Light:
    """A kind of wire, or of port."""


class Sound:
    """Another kind."""


def what_orders_are(features: FeatureCount, layers: LayerCount) -> None:
    _joins: JoinOrder[frozenset[str]] = Inclusion()
    _order: Order[LayerCount] = ByLayers()
    tensors: tuple[MonoidalOrder[Resources], ...] = (SideBySide(), OneAfterTheOther())
    assert_type(tensors[0].tensor(Resources(1, 1), tensors[1].unit), Resources)
    connection = features_and_layers(4)
    assert_type(connection, GaloisConnection[FeatureCount, LayerCount])
    assert_type(connection.lower, Morphism[FeatureCount, LayerCount])
    assert_type(connection.lower_is_below(features, layers), bool)
    assert_type(LayersNeeded(4) >> FeaturesTold(4), Compose[FeatureCount, FeatureCount])


def what_designs_compose_to(
    first: Requirement[FeatureCount, LayerCount], second: Requirement[LayerCount, Resources]
) -> None:
    whole = InSeries(first, second, (LayerCount(1),))
    assert_type(whole, InSeries[FeatureCount, LayerCount, Resources])
    assert_type(whole.feasible(FeatureCount(9), Resources(12, 0)), bool)


def what_flows_where(light: Wires[Light], sound: Matrix[Light, Sound], data: Database) -> None:
    assert_type(copied(light), Matrix[Light, Product[Light, Light]])
    assert_type(copied(light) @ summed(light), Matrix[Light, Light])
    assert_type(amplified(light, 2) @ sound, Matrix[Light, Sound])
    assert_type(
        beside(sound, copied(light)),
        Matrix[Product[Light, Light], Product[Sound, Product[Light, Light]]],
    )
    assert_type(data.follow(Path("window"), "w1"), str)


def what_circuits_connect(
    there: OpenCircuit[Light, Sound], back: OpenCircuit[Sound, Light]
) -> None:
    assert_type(there >> back, OpenCircuit[Light, Light])
    assert_type(there.beside(back), OpenCircuit[Product[Light, Sound], Product[Sound, Light]])
    assert_type(resistance(there), float)


def what_is_observed(squares: Behaviour[int]) -> None:
    assert_type(observe(Interval(1, 3), lambda t: t * t), Behaviour[int])
    assert_type(glue(squares, squares), Behaviour[int])
    assert_type(squares.on(Interval(1, 2)).values, tuple[int, ...])
    assert_type(squares.at(2), int)


def refused_orders(features: FeatureCount, layers: LayerCount) -> None:
    features_and_layers(4).lower(layers)  # type: ignore[arg-type]
    FeaturesTold(4) >> FeaturesTold(4)  # type: ignore[operator]
    ByLayers().below(features, layers)  # type: ignore[arg-type]
    _ = LayerCount(1) < LayerCount(2)  # type: ignore[operator]


def refused_designs(
    first: Requirement[FeatureCount, LayerCount], second: Requirement[LayerCount, Resources]
) -> None:
    InSeries[FeatureCount, LayerCount, Resources](second, first, ())  # type: ignore[arg-type]
    first.feasible(FeatureCount(9), Resources(12, 0))  # type: ignore[arg-type]


def refused_flows(light: Wires[Light], there: Matrix[Light, Sound]) -> None:
    there @ there  # type: ignore[operator]
    beside(there, there) @ there  # type: ignore[operator]
    summed(light) @ summed(light)  # type: ignore[operator]


def refused_circuits(there: OpenCircuit[Light, Sound]) -> None:
    there >> there  # type: ignore[operator]
    there.nodes = 3  # type: ignore[misc]


def refused_behaviours(squares: Behaviour[int], words: Behaviour[str]) -> None:
    _both: Behaviour[int] = glue(squares, words)  # type: ignore[arg-type]
    Behaviour(Interval(1, 2), [1, 4])  # type: ignore[arg-type]
