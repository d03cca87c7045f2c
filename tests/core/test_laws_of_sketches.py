"""The laws of orders, resources, data and designs; and what keeps none of them is noticed."""

from dataclasses import dataclass, replace
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctml import laws, sketches
from ctml.category import Morphism, lift
from ctml.checks import Disagreement
from ctml.domain import Product
from ctml.sketches import (
    ByCost,
    ByFeatures,
    ByLayers,
    Database,
    DesignProblem,
    FeatureCount,
    ForeignKey,
    Inclusion,
    InSeries,
    JoinOrder,
    LayerCount,
    LayersNeeded,
    MonoidalOrder,
    OneAfterTheOther,
    Order,
    Path,
    PathsAgree,
    Requirement,
    Resources,
    Schema,
    SideBySide,
    features_and_layers,
)

A = TypeVar("A")


feature_sets = st.frozensets(st.sampled_from(["edges", "colours", "motion"]))
features = st.builds(FeatureCount, st.integers(0, 200))
layers = st.builds(LayerCount, st.integers(0, 60))
widths = st.integers(1, 20)
resources = st.builds(Resources, st.integers(0, 99), st.integers(0, 99))
tensors = st.sampled_from([SideBySide(), OneAfterTheOther()])


def an_order(order: Order[A], a: A, b: A, c: A) -> str:
    laws.below_itself(order, a).check()
    laws.below_goes_on(order, a, b, c).check()
    return type(order).__name__


def a_join(order: JoinOrder[A], a: A, b: A, c: A) -> str:
    laws.join_is_least(order, a, b, c).check()
    return an_order(order, a, b, c)


def triples(values: st.SearchStrategy[A]) -> st.SearchStrategy[tuple[A, A, A]]:
    return st.tuples(values, values, values)


@given(triples(feature_sets), triples(features), triples(layers), triples(resources))
def test_every_order_keeps_the_laws_of_orders(
    sets: tuple[frozenset[str], frozenset[str], frozenset[str]],
    told: tuple[FeatureCount, FeatureCount, FeatureCount],
    deep: tuple[LayerCount, LayerCount, LayerCount],
    costs: tuple[Resources, Resources, Resources],
) -> None:
    kept = {
        a_join(Inclusion(), *sets),
        a_join(ByFeatures(), *told),
        a_join(ByLayers(), *deep),
        an_order(ByCost(), *costs),
        an_order(SideBySide(), *costs),
        an_order(OneAfterTheOther(), *costs),
    }
    protocols = {"Order", "JoinOrder", "MonoidalOrder"}
    orders = {name for name in sketches.__all__ if hasattr(getattr(sketches, name), "below")}
    assert kept == orders - protocols


@given(widths, features, features, layers)
def test_features_and_layers_are_a_galois_connection(
    per_layer: int, a: FeatureCount, other: FeatureCount, b: LayerCount
) -> None:
    connection = features_and_layers(per_layer)
    laws.adjoints_answer_alike(connection, a, b).check()
    laws.lower_keeps_joins(connection, ByFeatures(), ByLayers(), a, other).check()
    laws.there_and_back_is_above(connection, a).check()
    laws.there_and_back_again(connection, a).check()


@dataclass(frozen=True)
class RoundedDown(Morphism[FeatureCount, LayerCount]):
    """One layer too few for all that don't fit evenly."""

    per_layer: int

    def __call__(self, told: FeatureCount, /) -> LayerCount:
        return LayerCount(told.count // self.per_layer)


def test_rounding_down_is_no_left_adjoint() -> None:
    wrong = replace(features_and_layers(4), lower=RoundedDown(4))
    nine, two = FeatureCount(9), LayerCount(2)
    assert laws.adjoints_answer_alike(wrong, nine, two) == laws.Equation(left=True, right=False)
    with pytest.raises(Disagreement):
        laws.there_and_back_is_above(wrong, nine).check()


@given(tensors, resources, resources, resources, resources)
def test_both_tensors_are_monotone_and_monoids(
    order: MonoidalOrder[Resources], a: Resources, b: Resources, c: Resources, d: Resources
) -> None:
    laws.tensor_is_monotone(order, a, b, c, d).check()
    larger = Resources(a.memory + b.memory, a.operations + b.operations)
    laws.tensor_is_monotone(order, a, larger, c, c).check()
    laws.tensor_grouping(order, a, b, c).check()
    laws.unit_before(order, a).check()
    laws.unit_after(order, a).check()


class LeftCountsTwice(ByCost):
    """Forgets the memory of the second piece of work, and pays for the first one twice."""

    def tensor(self, left: Resources, right: Resources, /) -> Resources:
        return Resources(left.memory, 2 * left.operations + right.operations)


class SmallerIsMore(ByCost):
    """Less memory seems to take more operations: cheaper parts, a dearer whole."""

    def below(self, left: Resources, right: Resources, /) -> bool:
        return left.memory <= right.memory

    def tensor(self, left: Resources, right: Resources, /) -> Resources:
        return Resources(9 - left.memory, right.operations)


def test_a_tensor_that_forgets_keeps_no_law() -> None:
    order, some, none = LeftCountsTwice(), Resources(1, 1), Resources(0, 5)
    with pytest.raises(Disagreement):
        laws.unit_before(order, some).check()
    with pytest.raises(Disagreement):
        laws.unit_after(order, some).check()
    with pytest.raises(Disagreement):
        laws.tensor_grouping(order, some, none, some).check()
    with pytest.raises(Disagreement):
        laws.tensor_is_monotone(SmallerIsMore(), none, some, none, none).check()


KEYS = (
    ForeignKey("document", "window", "document"),
    ForeignKey("split", "document", "split"),
    ForeignKey("split", "window", "split"),
)
NO_LEAK = PathsAgree(Path("window", ("split",)), Path("window", ("document", "split")))
PLAN = Schema(("window", "document", "split"), KEYS, [NO_LEAK])
splits = st.lists(st.sampled_from(["train", "test"]), min_size=1, max_size=4)


@given(splits, st.data())
def test_every_database_is_a_functor(split_of: list[str], data: st.DataObject) -> None:
    documents = {f"d{i}": split for i, split in enumerate(split_of)}
    chosen = data.draw(st.lists(st.sampled_from(sorted(documents)), min_size=1, max_size=4))
    windows = {f"w{i}": document for i, document in enumerate(chosen)}
    database = Database(
        PLAN,
        {"window": windows, "document": documents, "split": ["train", "test"]},
        {
            ("window", "document"): windows,
            ("document", "split"): documents,
            ("window", "split"): {w: documents[d] for w, d in windows.items()},
        },
    )
    first, second = Path("window", ("document",)), Path("document", ("split",))
    for row in windows:
        laws.following_keeps_composition(database, first, second, row).check()
        laws.following_keeps_composition(database, Path("window"), first, row).check()
        laws.following_keeps_composition(database, first, Path("document"), row).check()
        laws.following_keeps_the_identity(database, "window", row).check()
        assert laws.rules_hold_in_the_data(database, row).left == (documents[windows[row]],)
        laws.rules_hold_in_the_data(database, row).check()


def memory_for(layer: LayerCount) -> Resources:
    """Every layer keeps 4 numbers."""
    return Resources(4 * layer.count, 0)


TELL_APART = Requirement(LayersNeeded(4), ByLayers())
MEMORY: Morphism[LayerCount, Resources] = lift(memory_for)
CHOICES = tuple(LayerCount(count) for count in range(60))
WHOLE = InSeries(TELL_APART, Requirement(MEMORY, ByCost()), CHOICES)


@given(features, features, resources, resources)
def test_what_is_feasible_stays_so_for_less_and_with_more(
    a: FeatureCount, b: FeatureCount, c: Resources, d: Resources
) -> None:
    needed = Product(FeatureCount(min(a.count, b.count)), a)
    offered = Product(c, SideBySide().tensor(c, d))
    laws.feasible_stays_feasible(WHOLE, ByFeatures(), ByCost(), needed, offered).check()
    enough = memory_for(LayersNeeded(4)(a))
    fits = Product(enough, SideBySide().tensor(enough, d))
    law = laws.feasible_stays_feasible(WHOLE, ByFeatures(), ByCost(), needed, fits)
    assert law == laws.Equation(left=True, right=True)
    law.check()


class Exactly(DesignProblem[FeatureCount, LayerCount]):
    """Feasible with as many layers as features, and with no more: an offer that is too good."""

    def feasible(self, need: FeatureCount, offer: LayerCount) -> bool:
        return need.count == offer.count


def test_a_problem_that_refuses_more_is_no_design_problem() -> None:
    needed = Product(FeatureCount(2), FeatureCount(2))
    offered = Product(LayerCount(2), LayerCount(3))
    law = laws.feasible_stays_feasible(Exactly(), ByFeatures(), ByLayers(), needed, offered)
    assert law == laws.Equation(left=False, right=True)
